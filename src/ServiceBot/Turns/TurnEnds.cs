using ServiceBot.Protocol;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <param name="After">The conversation as the turn left it.</param>
/// <param name="Said">What the bot said, in order; empty when it kept silent. As the dialogs made it: without what is given to it when it is stored.</param>
public readonly record struct TurnEnd(Conversation After, IReadOnlyList<SaidBubble> Said);

/// <summary>A bubble with its number in the conversation.</summary>
public readonly record struct SaidBubble(long Seq, Activity Activity);

/// <summary>"This turn is committed", on this node: for callers who wait for the bot's reply within their own request. A hint, as all push is.</summary>
public sealed class TurnEnds
{
    public event Action<TurnEnd>? Ended;

    internal void Raise(TurnEnd end) => Ended?.Invoke(end);
}
