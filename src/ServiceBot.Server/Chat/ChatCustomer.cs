using ServiceBot.Customers;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Transcripts;

namespace ServiceBot.Server.Chat;

/// <summary>Somebody who writes in a `.chat` file.</summary>
internal sealed class ChatCustomer(string id, NewCustomer known, Proof proof)
{
    public string Id => id;

    /// <summary>What the bot is told of them when the conversation opens: nothing of a stranger.</summary>
    public NewCustomer Known => known;

    public Proof Proof => proof;

    /// <summary>Null before the first line.</summary>
    public ConversationId? Conversation { get; set; }

    /// <summary>Last number of the transcript that the run has read.</summary>
    public long HeardUpTo { get; set; }

    /// <summary>How many readings of the journal the run has read.</summary>
    public int ReadingsRead { get; set; }

    /// <summary>Everything offered so far; a case only knows what is still on offer.</summary>
    public HashSet<RemedyReading> Offered { get; } = [];

    public ChannelAccount Account { get; } = new() { Id = id, Name = known.Name, Role = "user" };

    public Activity Says(string text) => new() { Type = ActivityTypes.Message, Text = text, From = Account };

    public Activity Sends(string file) => new()
    {
        Type = ActivityTypes.Message,
        From = Account,
        Attachments = [new Attachment { ContentType = ContentType(file), ContentUrl = $"https://files.invalid/{Uri.EscapeDataString(file)}", Name = file }],
    };

    /// <summary>The case that changed last; of several that did, the newest that is open.</summary>
    public ComplaintCase? InHand(IReadOnlyList<ComplaintCase> cases)
    {
        var changed = cases.Where(c => !seen.TryGetValue(c.Id, out var known) || !IsSame(known, c)).ToList();
        foreach (var now in cases) seen[now.Id] = now;
        inHand = (changed.FindLast(c => !c.IsClosed) ?? changed.LastOrDefault())?.Id ?? inHand;
        return cases.LastOrDefault(c => c.Id == inHand);
    }

    private readonly Dictionary<CaseId, ComplaintCase> seen = [];
    private CaseId? inHand;

    private static bool IsSame(ComplaintCase one, ComplaintCase other) =>
        System.Text.Json.JsonSerializer.Serialize(one, RecoveryJson.Default.ComplaintCase) == System.Text.Json.JsonSerializer.Serialize(other, RecoveryJson.Default.ComplaintCase);

    private static string ContentType(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".jpg" or ".jpeg" => "image/jpeg",
        ".png" => "image/png",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        ".heic" => "image/heic",
        ".mp4" => "video/mp4",
        ".pdf" => "application/pdf",
        _ => "application/octet-stream",
    };
}
