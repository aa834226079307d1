using ServiceBot.Packs;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>What a turn's messages bring up, each issue with the number that stands with it, in the order of the text.</summary>
public static class IssueFinder
{
    /// <summary>More than these in one breath are a list of the same kind; the complaints among them are cases all the same.</summary>
    public const int Most = 6;

    /// <summary>Convention of packs: what is neither a question nor a complaint.</summary>
    public const string SmallTalk = "small-talk";

    /// <summary>Convention of packs: when people are on duty.</summary>
    public const string OpeningHours = "opening-hours";

    /// <summary>In the middle of a complaint much sounds like another one ("and how will you make up for it?"); only what is very clear is.</summary>
    public const double ClearlyAnother = 0.95;

    /// <param name="complaintsFrom">Probability below which a complaint is none.</param>
    /// <returns>A list of the caller's own.</returns>
    public static List<PendingIssue> Find(Heard heard, Pack pack, double complaintsFrom = 0)
    {
        var issues = new List<PendingIssue>(2);
        for (var i = 0; i < heard.Parts.Count; i++)
            if (heard.Parts[i] is { Certainty: Certainty.Sure, Intents.Count: > 0 } part) AddFrom(part, pack, issues, complaintsFrom);
        return issues.Count < 2 ? issues : [.. Tidy(issues, pack).Take(Most)];
    }

    /// <summary>An intent of this kind is said so clearly that it stands in the middle of another matter.</summary>
    public static bool IsClear(Heard heard, Func<string, bool> isMeant)
    {
        foreach (var part in heard.Parts)
            foreach (var intent in part.Intents)
                if (intent.Probability >= ClearlyAnother && isMeant(intent.Intent)) return true;
        return false;
    }

    public static bool IsComplaint(Pack pack, string intent) => pack.Complaint(intent) is not null;

    public static bool SpeaksOfComplaint(UnderstoodMessage message, Pack pack)
    {
        for (var i = 0; i < message.Intents.Count; i++)
            if (IsComplaint(pack, message.Intents[i].Intent)) return true;
        return false;
    }

    public static bool WantsPerson(Pack pack, string intent) => pack.Enquiry(intent)?.Needs.Contains("person") == true;

    /// <summary>What a bare number asks for: the enquiry that needs a subject.</summary>
    public static Enquiry? AboutSubject(Pack pack) => pack.Enquiries.FirstOrDefault(e => e.Needs.Contains("subject"));

    private static void AddFrom(UnderstoodMessage message, Pack pack, List<PendingIssue> issues, double complaintsFrom)
    {
        var found = new List<FoundIntent>(message.Intents.Count);
        for (var i = 0; i < message.Intents.Count; i++)
            if (message.Intents[i] is var intent && ((pack.Complaint(intent.Intent) is not null && intent.Probability >= complaintsFrom) || pack.Enquiry(intent.Intent) is not null)) found.Add(intent);
        var numbers = Numbers(message);
        foreach (var intent in found)
        {
            var clause = Clause(message.Text, intent);
            var hasOwn = false;
            foreach (var number in numbers)
            {
                // One number and several issues: it stands for all of them.
                if (numbers.Count > 1 && !ReferenceEquals(Nearest(found, number), intent)) continue;
                issues.Add(new PendingIssue(intent.Intent, number.Value, clause));
                hasOwn = true;
            }
            if (!hasOwn) issues.Add(new PendingIssue(intent.Intent, null, clause));
        }
    }

    private static string Clause(string text, FoundIntent intent)
    {
        var clause = text.AsSpan(Math.Min(intent.Start, text.Length), Math.Max(0, Math.Min(intent.Length, text.Length - intent.Start))).Trim();
        return clause.Length == text.Length ? text : clause.ToString();
    }

    private static List<Entity.OrderNumber> Numbers(UnderstoodMessage message)
    {
        var numbers = new List<Entity.OrderNumber>(1);
        foreach (var entity in message.Entities)
            if (entity is Entity.OrderNumber { IsPartial: false } number && !IsAmong(numbers, number)) numbers.Add(number);
        return numbers;
    }

    private static bool IsAmong(List<Entity.OrderNumber> numbers, Entity.OrderNumber number)
    {
        foreach (var known in numbers)
            if (known.Value == number.Value) return true;
        return false;
    }

    private static FoundIntent? Nearest(List<FoundIntent> intents, Entity.OrderNumber number) =>
        intents.MinBy(i => number.Start < i.Start ? i.Start - number.Start : Math.Max(0, number.Start - (i.Start + i.Length)));

    // "It hasn't come, where is it, has it been lost?" is one matter: the facts will say which.
    private static List<PendingIssue> Tidy(List<PendingIssue> issues, Pack pack)
    {
        var distinct = issues.DistinctBy(i => (i.Intent, i.SubjectId)).ToList();
        var kept = new List<PendingIssue>();
        foreach (var issue in distinct)
        {
            if (issue.Intent == SmallTalk && distinct.Count > 1) continue;
            if (distinct.Exists(o => Covers(pack, o, issue)) || IsCoveredBy(issue, distinct, pack) || IsSaidAlready(issue, kept, pack)) continue;
            kept.Add(issue);
        }
        return kept;
    }

    private static bool Covers(Pack pack, PendingIssue issue, PendingIssue other) =>
        pack.Complaint(issue.Intent)?.Covers.Contains(other.Intent) == true && (issue.SubjectId is null || other.SubjectId is null || issue.SubjectId == other.SubjectId);

    // Who complains of the parcel itself is told how it stands with the complaint.
    private static bool IsCoveredBy(PendingIssue issue, List<PendingIssue> all, Pack pack) =>
        pack.Enquiry(issue.Intent)?.Needs.Contains("subject") == true
        && all.Any(o => (pack.Complaint(o.Intent)?.Failure.Matter is FailureMatter.Arrival or FailureMatter.Goods || (IsComplaint(pack, o.Intent) && IsBarelyMore(issue)))
            && (issue.SubjectId is null || o.SubjectId is null || o.SubjectId == issue.SubjectId));

    // "…, account H1021001" names what the complaint is about and asks nothing.
    private static bool IsBarelyMore(PendingIssue issue) =>
        issue.SubjectId is { } number && issue.Text.Count(char.IsLetterOrDigit) - number.Length is >= 0 and <= 12;

    private static bool IsSaidAlready(PendingIssue issue, List<PendingIssue> kept, Pack pack) =>
        kept.Any(o => (o.SubjectId == issue.SubjectId || issue.SubjectId is null)
            && (o.Intent == issue.Intent || (IsAboutArrival(pack, o.Intent) && IsAboutArrival(pack, issue.Intent))));

    /// <summary>Late or lost: the customer sees the same, nothing has come.</summary>
    public static bool IsAboutArrival(Pack pack, string intent) => pack.Complaint(intent)?.Failure.IsArrival == true;
}
