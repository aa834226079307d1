using ServiceBot.Protocol;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>Who speaks → understand → judge tolerance → who answers → dialog → remedy.</summary>
internal sealed class TurnPipeline(TimeProvider time)
{
    public ValueTask<TurnResult> RunAsync(TurnInput input, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var conversation = input.Conversation;
        var answers = conversation.Owner == Owner.Bot && input.Unread.OfType<Unread.Visible>().Any(u => u.Role == Role.Customer);
        return ValueTask.FromResult(new TurnResult
        {
            State = input.State,
            Locale = conversation.Locale,
            Proof = conversation.Proof,
            ProvenSubject = conversation.ProvenSubject,
            Status = conversation.Owner == Owner.Bot ? ConversationStatus.Open : conversation.Status,
            Bubbles = answers ? [new Activity { Type = ActivityTypes.Message, From = new ChannelAccount { Id = "servicebot", Name = "ServiceBot", Role = "bot" }, LocalTimestamp = time.GetUtcNow(), Text = $"({input.Unread.Count})" }] : [],
        });
    }
}
