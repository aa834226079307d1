using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>What a turn needs of its site: the pack as it is now, and where facts and incidents come from.</summary>
public sealed record SiteView(Pack Pack, IFactSource Facts, IIncidentSource Incidents)
{
    /// <summary>A version that ran before, as it speaks on this site; null when it is not known.</summary>
    public Func<string, Pack?> Earlier { get; init; } = static _ => null;

    /// <summary>An open case ends on the version it began with (decisions.md 25); of several the oldest decides for the conversation.</summary>
    internal SiteView For(Conversation conversation, IReadOnlyList<ComplaintCase> cases)
    {
        if (conversation.Status == ConversationStatus.Resolved) return this;
        for (var i = 0; i < cases.Count; i++)
            if (!cases[i].IsClosed) return cases[i].PackVersion != Pack.Version && Earlier(cases[i].PackVersion) is { } began ? this with { Pack = began } : this;
        return this;
    }
}
