using System.Text.RegularExpressions;

namespace ServiceBot.Guards;

/// <summary>
/// Whether an English sentence says that something was done for the customer, whatever it was: one of us and a verb of the past, or a thing of the customer's that was, has been or
/// is now treated so; unless the verb is one of seeing, knowing and hearing, or of what happens to a parcel. Wider than <see cref="EnglishClaims"/>, which name single deeds.
/// </summary>
internal static partial class EnglishDeeds
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;
    private const string Past = @"(?:[a-z-]{2,}ed|sent|put|gave|given|got|took|taken|told|spoke|spoken|rang|rung|left|made|set|paid|went|gone|done|written|wrote|let|had|swapped|knocked|shut|held|lent|brought|bought|cut|dealt|drawn|kept|reset|built|turned|switched|pulled|popped|dropped)";
    private const string Harmless = @"(?:read|found|looked|seen|saw|noted|checked(?! with)|understood|heard|received|got (?:your|the|it)|said|thought|tried|needed|wanted|asked you|had to|noticed|learned|learnt|meant|hoped|promised|missed|failed|apologi[sz]ed|told you|been|gotten|opened your|listened|reviewed|considered|delivered for|worked|lived|existed|happened|mentioned|had (?:a look|no|not|your|the (?:same|feeling))|gave (?:it|that) (?:some )?thought|left it|gave you a|kept you|let you down|indeed|need|feed|speed|proceed)";
    private const string OfAParcel = @"(?:delivered|shipped|delayed|damaged|lost|scanned|signed|cancell?ed (?:by|because|on)|expected|promised|located|packed|stored|sorted|needed|required|based|covered|refundable|due|handled|opened (?:at|from)|allowed|included|combined|meant|called|limited|interested|satisfied|closed (?:on|at|from|the)|caused|stopped|paid back|refunded unless|reported to his|used|added after|made of|held|changed until|sent by|left|signed for|stuck|registered as|recorded|confirmed that|told|charged|told nothing)";
    private const string Between = @"(?:\s+(?:just|already|also|now|personally|then|today|since|even|successfully|gone ahead and|all|both|have|had|has|been))*";

    // "The charge it left with", "the rate it was booked at", "the technician who left last": which one it is, and nothing that was done.
    private const string NotRelative = @"(?<!\b(?:it|he|she|they|you|we|who|that|which)\s)";
    // "What we repaired has failed again": which thing it is.
    private const string NotWhichOne = @"(?<!\b(?:what|whatever|which|where)\s)";
    private const string NotOfANoun = @"(?<!\b(?:the|an?|any|each|every)\s+(?:[a-z-]+\s+){1,2})";

    // So far behind a hit stands what it is about.
    private const int Around = 45;
    private const int Before = 20;

    /// <param name="isOwn">What is said so around the hit is left out; null: nothing is.</param>
    public static bool Claims(string sentence, Func<string, bool>? isOwn = null)
    {
        if (sentence.Contains('’', StringComparison.Ordinal)) sentence = sentence.Replace('’', '\'');
        foreach (var pattern in (ReadOnlySpan<Regex>)[Done(), Treated(), Gone()])
            for (var hit = pattern.Match(sentence); hit.Success; hit = hit.NextMatch())
                if (!Denied().IsMatch(Clause(sentence, hit.Index)) && !DeniedWithin().IsMatch(hit.Value)
                    && !EnglishClaims.IsNone(sentence, hit.Index + hit.Length) && !NoClaim().IsMatch(sentence)
                    && isOwn?.Invoke(AroundOf(sentence, hit)) != true) return true;
        return false;
    }

    private static string AroundOf(string sentence, Match hit)
    {
        var from = Math.Max(0, hit.Index - Before);
        return sentence[from..Math.Min(sentence.Length, hit.Index + hit.Length + Around)];
    }

    private static string Clause(string sentence, int end) => sentence[(sentence.AsSpan(0, end).LastIndexOfAny(",;:—–") + 1)..end];

    [GeneratedRegex(
        NotWhichOne + @"\b(?:i|we|our \w+(?: team)?|my (?:colleague|manager|supervisor|team)|a (?:colleague|manager|supervisor)|the (?:finance|billing|support|repair" +
        @"|warehouse|night) (?:team|crew|shift|department))(?:'ve|'s)?" + Between + @"\s+(?!" + Harmless + @"\b)(" + Past + @")\b", Options)]
    private static partial Regex Done();

    [GeneratedRegex(
        @"\b(?:(?:your|that|this|the (?:charge|fee|refund|postage|booking|duplicate|old|second|replacement|missing|issue|matter|parcel|driver|station|voucher" +
        @"|order|amount|money|technician|plumber|engineer|courier|case|claim|manager|return|return label|invoice|full amount)|an? (?:refund|coupon|voucher" +
        @"|replacement|technician|repairman|fitter|ticket|case|fresh|goodwill|new|spare|second|inspection|appointment|visit|search|complaint|investigation)" +
        @"|everything|" + NotOfANoun + @"it|someone|somebody|housekeeping|[0-9][\w.,]*)\b[^,.;:!?]{0,45}?)(?:\b(?:is|are|was|were|has been|have been)|'s been|'s)(?:\s+(?:just" +
        @"|already|also|now|all|both|since|fully|finally))*\s+(?!" + OfAParcel + @"\b)(?:" + Past + @"|complete|active|free of charge|on record|back (?:in|on|with)|on (?:its|his|her|their) way|heading|bringing|coming over|en route|aware)\b", Options)]
    private static partial Regex Treated();

    [GeneratedRegex(
        @"\b(?:new \w+|replacement(?: \w+)?|fresh \w+|crew|technician|engineer|fitter|plumber|dollars|euros|money|refund|amount|charge|missing \w+" +
        @"|spare \w+)\b[^,.;:!?]{0,20}\b" + NotRelative + @"(?:has |have |is |are )?(?:just |already )?(?:went out|gone out|left our|left|set off|gone back|went through" +
        @"|gone through|shipped|gone|went back)\b|\bconsider it done\b|^(?:all )?(?:done|fixed|sorted|settled)\b" +
        @"|\byou(?:'ve| have) (?:been (?:given|credited|refunded|reimbursed|moved|upgraded|granted)|received an? [0-9])|\bon (?:its|their) way back to you\b" +
        @"|\bwent up to head office\b|\byour \w+(?: \w+)? is (?:now |already )?(?:confirmed|booked|updated|cancelled|done|closed|switched|activated)\b" +
        @"|\bis bringing you\b", Options)]
    private static partial Regex Gone();

    [GeneratedRegex(
        @"\b(the|our) (calendar|log) (says?|shows?)\b|\bas our (records|calendar) says?\b|\baccording to\b" +
        @"|\bnobody\b|\bbecause of\b|\b(sometimes|usually|normally|always)\b|\bin such cases\b|\bfor (twenty|\d+) years\b|\bthe flight\b|\bwhat arrived\b" +
        @"|\bi was told\b", Options)]
    private static partial Regex NoClaim();

    [GeneratedRegex(
        @"('ll|'d|\bwill|\bwould|\bshall|\bshould|\bcould|\bmight|\bmay|\bcan|\bto|\bgoing|\bbeing|\bget|\bgets)\s+(\w+\s+){0,2}$" +
        @"|\b(not|nothing|never|neither|nor|hardly|no|cannot|unable|so far|yet)\b|n't\b", Options)]
    private static partial Regex Denied();

    [GeneratedRegex(@"\b(not|never|yet|no|cannot|that|be|will|can|could|would)\b|n't", Options)]
    private static partial Regex DeniedWithin();
}
