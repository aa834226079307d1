using ServiceBot.Packs;

namespace ServiceBot.Understanding;

/// <summary>What a pack says about its language, as an understander wants it.</summary>
internal static class PackSource
{
    public static UnderstandingSource Of(Pack pack)
    {
        // Where a matter is late or lost, "where is it?" asks for nothing more; and a lost one is late as well.
        string[] statusEnquiries = [.. pack.Enquiries.Where(e => e.Needs.Contains("subject")).Select(e => e.Id)];
        string[] late = [.. pack.Complaints.Where(c => c.Failure.IsLateArrival).Select(c => c.Id)];
        return new UnderstandingSource
        {
            Intents =
            [
                .. pack.Complaints.Select(c => new IntentSource(c.Id, c.Examples, [.. Covered(c, statusEnquiries, late), .. c.Covers])),
                .. pack.Enquiries.Select(e => new IntentSource(e.Id, e.Examples, [], IsChatter: e.Id == SmallTalk)),
            ],
            Outside = pack.Outside,
            NumberPatterns = pack.Subject.NumberPatterns,
            NumberPrefixes = pack.Subject.NumberPrefixes,
            NamedPatterns = pack.Subject.NamedPatterns,
            NumberWords = pack.Subject.NumberWords,
            Currency = pack.Site.Currency,
        };
    }

    /// <summary>The enquiry every pack may have for greetings and chat (issue 2 names it).</summary>
    private const string SmallTalk = "small-talk";

    private static string[] Covered(ComplaintKind complaint, string[] statusEnquiries, string[] late) => complaint.Failure switch
    {
        { IsLateArrival: true } => statusEnquiries,
        { IsGone: true } => [.. statusEnquiries, .. late],
        _ => [],
    };
}
