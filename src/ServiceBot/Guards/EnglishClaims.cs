using System.Buffers;
using System.Text.RegularExpressions;

namespace ServiceBot.Guards;

/// <summary>
/// How English says that something was done: a participle behind have, was or a doer, or a thing that "is done" or "is on its way". What will, may, must or would be done,
/// what is asked, denied or made to depend, and what the customer says or did are no claims.
/// </summary>
internal static partial class EnglishClaims
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;
    private const string Gap = @"[^,.;!?]{0,40}?";
    private const string Short = @"[^,.;!?]{0,20}?";
    private const string Money = @"(refund|money|payment|reimbursement|compensation|postage|freight|fee|deposit|amount)";
    // "It has landed", "it should be in your account by now": where the money is. Without "already", "by now" or "just" it may be on what day.
    private const string Sums = @"([^,.;!?]|(?<=[0-9])\.(?=[0-9])){0,40}?";
    private const string There = $@"\b{Money}\b{Sums}\b(?<s>(has |have )?(just )?(landed|arrived|cleared|hit your|reached your)|went out|has gone out|(is|'s) with your bank|(should|must|ought to|will) (already |now )+be\b|(should|must|ought to|will) be (already|now)\b)|\b{Money}\b{Sums}\b(?<s>(should|must|ought to|will) be\b){Sums}\b(already|by now)\b|\b(?<s>you('ll| will| should| must)? (already|now) (find|see|have|got))\b{Sums}\b{Money}\b|\b(?<s>you(('ll| will| should| must) )?(find|see|have|got))\b{Sums}\b{Money}\b{Sums}\b(already|by now)\b|\bbank (?<s>has|holds|received) (your|the) {Money}\b|\bconsider\b{Short}\b{Money}\b{Sums}\b(?<s>done|made|sent|paid|settled)\b";
    private const string New = @"(replacement|new (one|parcel|item|package|unit|delivery)|another (one|parcel|item)|re-?delivery|substitute)";
    private const string Goes = @"(on (its|the|their) way|under way|in the post|out for delivery)";

    [GeneratedRegex($@"{There}|\b(?<v>refunded|reimbursed|repaid|paid (you )?back|compensated)\b|\b(?<v>(credited|transferred|returned|wired)\b(?!\s+to (the )?(sender|us))(?={Gap}\b({Money}|account|card|wallet|bank)\b))|\b{Money}\b{Gap}\b(?<v>credited|transferred|returned|wired|issued|processed|made|completed?|approved|sent|paid|released|done|gone through|went through|finali[sz]ed|through|settled|confirmed)\b|\b(?<v>issued|processed|made|completed|approved|sent|paid|released|put through|given|gave|initiated|requested|submitted|arranged)\b{Short}\b(refund|money|reimbursement|compensation)\b|\b(?<v>put)\b{Short}\b(refund|payment)\b{Short}\bthrough\b|\b{Money}\b{Short}\b(?<s>is|'s|are) (already |now )?(back|in your|{Goes}|done|complete|through)\b|\b(?<s>you( have|'ve)?) (received|got|have) (your|the|a) (full )?{Money} back\b", Options)]
    private static partial Regex Refund { get; }

    [GeneratedRegex($@"\b(?<v>sent|issued|added|given|gave|emailed|mailed|credited|applied|put)\b{Short}\b(coupons?|vouchers?|gift cards?|promo codes?)\b|\b(coupons?|vouchers?|gift cards?|promo codes?)\b{Short}\b(?<v>sent|issued|added|emailed|mailed|credited|applied)\b|\b(coupon|voucher|gift card)\b{Short}\b(?<s>is|'s) (already |now )?in your\b", Options)]
    private static partial Regex Coupon { get; }

    [GeneratedRegex($@"\b{New}\b{Gap}\b(?<v>sent|shipped|dispatched|posted|mailed|ordered|booked|scheduled|left|arranged|despatched|delivered)\b|\b(?<v>sent|shipped|dispatched|despatched|posted|mailed|ordered|arranged|booked|scheduled)\b{Short}\b{New}\b|\b(?<v>re-?sent|re-?shipped|re-?dispatched|redelivered|exchanged)\b|\b{New}\b{Short}\b(?<s>is|'s|are) (already |now )?{Goes}|\b(?<v>replaced)\b", Options)]
    private static partial Regex Goods { get; }

    [GeneratedRegex($@"\b(?<v>booked|scheduled|reserved|arranged|set up|confirmed|sent|dispatched)\b{Short}\b(visit|appointment|technician|engineer|plumber|slot|table|room|pick-?up|collection|someone|repairman|mechanic)\b|\b(visit|appointment|technician|engineer|slot|table|room|pick-?up|collection)\b{Short}\b(?<v>booked|scheduled|reserved|confirmed|set up|arranged|dispatched|sent)\b|\b(technician|engineer|colleague|someone|plumber|repairman)\b{Short}\b(?<s>is|'s) (already |now )?(on (his|her|their|the) way|coming)\b", Options)]
    private static partial Regex Visit { get; }

    [GeneratedRegex($@"\b(?<v>added|credited|booked|given|gave|granted|awarded|posted)\b{Short}\bpoints\b|\bpoints\b{Short}\b(?<v>added|credited|booked|granted|awarded|posted)\b|\bpoints\b{Short}\b(?<s>are) (already |now )?in your\b", Options)]
    private static partial Regex Points { get; }

    [GeneratedRegex($@"\b(?<v>prioriti[sz]ed|expedited|fast-tracked)\b|\b(?<v>marked|flagged|moved|put|bumped)\b{Short}\b(priority|urgent|to the (front|top)|first in line)\b", Options)]
    private static partial Regex Priority { get; }

    [GeneratedRegex($@"\b(?<v>called|phoned|telephoned|rang|rung|spoken (to|with)|spoke (to|with)|contacted|reached out to|chased( up)?|got hold of|talked to|messaged|notified|alerted)\b{Short}\b(couriers?|drivers?|depot|branch|warehouse|shop|store|sender|recipient|carrier|supplier|technician|engineer|seller|merchant|hotel|housekeeping|front desk|reception|manager|you|them|him|her)\b", Options)]
    private static partial Regex Called { get; }

    [GeneratedRegex($@"\b(?<v>cancell?ed|changed|updated|amended|redirected|rerouted|corrected|stopped|intercepted)\b{Short}\b(your|the) (order|address|delivery|booking|date|parcel|pick-?up|name|number)\b|\byour (order|address|delivery date|booking|pick-?up)\b{Short}\b(?<v>cancell?ed|changed|updated|amended|corrected)\b", Options)]
    private static partial Regex Changed { get; }

    [GeneratedRegex($@"\b(it|everything|that|this|all of (it|that)|your (case|issue|problem|complaint|claim))(?<s>'s| is|'s been| has been| have been| has| was) (all |been |now |already |fully )*(done|sorted( out)?|fixed|taken care of|resolved|handled|completed?|dealt with)\b|\b(i|we)('ve| have)? (just |already |now )*(?<v>sorted|fixed|resolved|handled|taken care of|took care of|dealt with)\b|\bconfirmed\b{Gap}\b(?<v>done)\b|^\s*confirmed as (?<s>done)|^\s*(all )?(?<s>done|sorted|resolved)\s*[.!]?\s*$", Options)]
    private static partial Regex Done { get; }

    [GeneratedRegex(@"\bdata (from|as of)\b|\b(the|our) (system|data|records?) (says?|shows?)\b|\baccording to you\b", Options)]
    private static partial Regex ByData { get; }

    // Questions, conditions and the customer's words take in what stands in their clause and behind it, and nothing before: "We've refunded you, is that all right?" claims it.
    [GeneratedRegex(
        @"\?|\bwhere (i|we|you|it)\b|\b(if|once|whenever|until|till|unless|as soon as|in case|whether|provided|assuming|suppose|should you)\b|\bwhen(?!\s+it shows)\b" +
        @"|\b(after|before)\b(?! (you|long)\b.*\bi\b)" +
        @"|\byou(r message)? (said|say|told|tell|mention(ed)?|wrote|write|asked?|want(ed)?|think|believe|feel|expected?|hoped?|claim(ed)?|were (told|promised)|report(ed)?)\b" +
        @"|^\W*(an?|any|each|every)\s+\w+\s+(that|which)\s+(is|was|has been)\b", Options)]
    private static partial Regex NoClaim { get; }

    // "You've been refunded, right?" asks about all of it.
    [GeneratedRegex(
        @"^\W*(did|do|does|has|have|had|was|were|is|are|can|could|would|will|shall|may|who|what|where|why|how|which)\b.*\?\W*$" +
        @"|,\s*((is )?that('s)? )?(right|correct|so|true)\s*\?\W*$|,\s*(have|has|did|is|was|are|were|do|does)n't (you|we|it|they|i|he|she)\s*\?\W*$", Options)]
    private static partial Regex AsksWhether { get; }

    internal static bool IsNone(string sentence, int said)
    {
        var end = sentence.AsSpan(said).IndexOfAny(ClauseEnds) is >= 0 and var rest ? said + rest : sentence.Length;
        return NoClaim.IsMatch(sentence.AsSpan(0, end)) || ByData.IsMatch(sentence) || AsksWhether.IsMatch(sentence);
    }

    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create(",;:—–");

    // What the doing hangs on, last before the participle: a doer or an auxiliary of the past carries it, anything else does not.
    [GeneratedRegex(
        @"\bgone ahead and\s+$|\b(i|we|they|he|she)\b[^,;]*\band\s+((also|then|just)\s+)*$" +
        @"|\b(i|we|they|he|she|team|colleagues?|system|warehouse|finance|manager|someone|somebody|courier|depot|company)\s+((just|already|now|also|then|have|had" +
        @"|has|successfully|personally|even|today|finally)\s+)*$" +
        @"|('ve|\bhave|\bhas|\bhad)\s+((just|already|now|also|been|successfully|finally|fully|you|it|all|since|today)\s+)*$" +
        @"|\b(was|were|been)\s+((just|already|now|also|successfully|fully|finally)\s+)*$" +
        @"|(\b(is|are)|'s|'re)\s+((just|now|also)\s+)*(already|now|been|successfully)\s+((been|fully|successfully)\s+)*$" +
        @"|^\s*((ok|okay|great|good news|right|hi|hello|there|successfully|already|just|now|and|so|also|((your|the|an?) )?(full )?(" + Money + @"|" + New + @"|coupon|voucher|visit|points))[:\s]+)*$", Options)]
    private static partial Regex Carried { get; }

    [GeneratedRegex(
        @"\b(will|shall|would|could|may|might|must|should|can|cannot|to)\b[^,;]{0,20}\bhave\b" +
        @"|('ll|'d|\bwill|\bwould|\bshall|\bshould|\bcould|\bmight|\bmay|\bcan|\bto|\bgoing|\bbeing|\bget|\bgets)\s+(\w+\s+){0,2}$" +
        @"|\b(not|never|nothing|nobody|neither|nor|without|hardly|no|cannot|unable)\b|n[’']t\b", Options)]
    private static partial Regex Denied { get; }

    [GeneratedRegex(@"\b(no (worries|problem|need to worry)|not to worry|don[’']t worry|not a problem|don[’']t you worry)\b", Options)]
    private static partial Regex Comfort { get; }

    [GeneratedRegex(@"\b(initiated|requested|submitted|arranged|ordered|approved|put through|started|asked)\b", Options)]
    private static partial Regex SetGoing { get; }

    // Each pattern with words of which a sentence must hold one: most sentences hold none, and a pattern costs ten times the look.
    private static readonly (Deed Deed, Regex Pattern, SearchValues<string> Words)[] Patterns =
    [
        (Deed.Refund, Refund, Any("refund", "reimburse", "repaid", "paid", "compensat", "credited", "transferred", "returned", "wired", "money", "payment", "postage", "freight", "fee", "deposit", "amount")),
        (Deed.Coupon, Coupon, Any("coupon", "voucher", "gift card", "promo code")),
        (Deed.Goods, Goods, Any("replace", "new ", "another", "deliver", "resent", "re-sent", "shipped", "dispatched", "exchanged", "substitute")),
        (Deed.Visit, Visit, Any("visit", "appointment", "technician", "engineer", "plumber", "slot", "table", "room", "pickup", "pick-up", "collection", "someone", "repairman", "mechanic", "colleague")),
        (Deed.Points, Points, Any("points")),
        (Deed.Priority, Priority, Any("prioriti", "expedited", "fast-tracked", "priority", "urgent", "front", "the top", "first in line")),
        (Deed.Called, Called, Any("called", "phoned", "telephoned", "rang", "rung", "spoke", "contacted", "reached", "chased", "got hold", "talked", "messaged", "notified", "alerted")),
        (Deed.Changed, Changed, Any("cancel", "changed", "updated", "amended", "redirected", "rerouted", "corrected", "stopped", "intercepted")),
        (Deed.Done, Done, Any("done", "sorted", "fixed", "taken care", "took care", "resolved", "handled", "complete", "dealt with")),
    ];

    private static SearchValues<string> Any(params string[] words) => SearchValues.Create(words, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc cref="ChineseClaims.Find"/>
    public static (Deed Deed, bool IsOrdered)? Find(ReadOnlySpan<char> own, Func<Deed, bool, bool> allowed)
    {
        string? sentence = null;
        foreach (var (deed, pattern, words) in Patterns)
        {
            if (!own.ContainsAny(words) || !pattern.IsMatch(SentenceSplit.Typed(own))) continue;
            sentence ??= SentenceSplit.Typed(own).ToString();
            for (var hit = pattern.Match(sentence); hit.Success; hit = pattern.Match(sentence, hit.Index + Math.Max(1, hit.Groups["v"].Success ? hit.Groups["v"].Index - hit.Index + 1 : hit.Length)))
            {
                var verb = hit.Groups["v"];
                if (verb.Success ? !IsSaidOfThePast(sentence, verb.Index, deed) : Denied.IsMatch(Clause(sentence, hit.Groups["s"].Index))) continue;
                var isOrdered = verb.Success && SetGoing.IsMatch(verb.ValueSpan);
                if (!allowed(deed, isOrdered) && !IsNone(sentence, hit.Index + hit.Length)) return (deed, isOrdered);
            }
        }

        return null;
    }

    private static bool IsSaidOfThePast(string sentence, int verb, Deed deed)
    {
        var before = Clause(sentence, verb);
        if (Comfort.IsMatch(before)) before = Comfort.Replace(before, "");
        if (Denied.IsMatch(before) || !Carried.IsMatch(before)) return false;
        // "you called us", "you changed your address": the customer's own doing, unless it was done to them ("you have been refunded").
        return !EndsWithCustomer().IsMatch(before) || deed == Deed.Refund;
    }

    [GeneratedRegex(@"\byou('ve| have| had| just| already)*\s*$", Options)]
    private static partial Regex EndsWithCustomer();

    private static string Clause(string sentence, int end)
    {
        var from = sentence.AsSpan(0, end).LastIndexOfAny(",;:—–") + 1;
        return sentence[from..end];
    }
}
