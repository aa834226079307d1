using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Transcripts;

namespace ServiceBot.Server.Desk;

/// <summary>Who acts, with the authority this conversation's pack gives, and what a text may be.</summary>
internal sealed class DeskActs(Conversations conversations, Func<string, Pack> packOfSite)
{
    private const int LongestText = 4000;

    public const string NoKey = "Money and promises need a key of 1 to 64 characters, so that what is sent twice is done once.";

    /// <param name="currency">That the authority is asked for in; null for the site's.</param>
    public ValueTask<AgentRef> AgentAsync(HttpContext http, string conversation, CancellationToken cancellation, string? currency = null) =>
        RefAsync(http.SignedIn().Agent, Seat.Desk, conversation, cancellation, currency);

    /// <inheritdoc cref="AgentAsync"/>
    public async ValueTask<AgentRef> RefAsync(Agent agent, Seat seat, string conversation, CancellationToken cancellation, string? currency = null)
    {
        var site = (await conversations.FindAsync(new ConversationId(conversation), cancellation))?.Site;
        return new AgentRef(agent.Id, agent.Name, site is null ? 0 : ConversationReader.AuthorityOf(agent, packOfSite(site), currency).MinorUnits) { Seat = seat };
    }

    public static string? TextProblem(string text) =>
        string.IsNullOrWhiteSpace(text) ? "The text is empty." : NoteProblem(text);

    public static string? NoteProblem(string? text) =>
        text is { Length: > LongestText } ? $"The text has {text.Length} characters; at most {LongestText} can be sent at once." : null;

    /// <summary>Null where the page gave none, or one too long to be ours.</summary>
    public static string? Key(string key) => key.Length is > 0 and <= 64 ? key : null;
}
