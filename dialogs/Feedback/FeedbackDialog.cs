using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ServiceBot.Recovery;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Feedback;

/// <summary>
/// Closes the loop: some time after a matter was closed the bot asks whether it is really solved; a no opens it again, with a person. A yes is
/// followed by how satisfied the customer is and by the three questions of justice, one tap each. Nobody has to answer.
/// </summary>
internal sealed class FeedbackDialog : Dialog<FeedbackState>
{
    public override string Id => "feedback";

    protected override JsonTypeInfo<FeedbackState> State => FeedbackJson.Default.FeedbackState;

    public override object? StateFor(Matter matter, DialogContext context) => matter is Matter.Closed closed
        ? new FeedbackState { Case = (context.CurrentCases is [.., var last] ? last.Id.Value : null), Times = closed.Times, AskedAt = context.Now }
        : null;

    protected override async ValueTask<DialogStep> ContinueAsync(DialogContext context, FeedbackState state, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var turn = new FeedbackTurn(context, state);
        return context.Reason switch
        {
            TurnReason.AskSolved => turn.Begin(),
            // Something else came in between: whoever did not answer is not asked again.
            TurnReason.Resumed or TurnReason.Left => new DialogStep.Done(),
            _ => await turn.HearAsync(cancellation),
        };
    }

    // "It still has not come" after "is it solved?" is the answer, and no new complaint.
    protected override bool IsAbout(DialogContext context, FeedbackState state, PendingIssue issue) =>
        state.Step == FeedbackStep.Solved && IsOfMatter(context, state, issue.Intent, issue.SubjectId);

    protected override bool CanUse(DialogContext context, FeedbackState state) => new FeedbackTurn(context, state).IsAnswered;

    protected override bool CanBeLeft(FeedbackState state) => true;

    // The same of another parcel, or a season after the question, is a matter of its own.
    internal static bool IsOfMatter(DialogContext context, FeedbackState state, string intent, string? number) =>
        Matter(context, state) is { } matter && intent == matter.Kind && (number is null || number == matter.SubjectId) && !context.Hears("subject.words.another")
        && context.Now - state.AskedAt <= TimeSpan.FromDays(context.Pack.Policy.SecondFailureDays);

    internal static ComplaintCase? Matter(DialogContext context, FeedbackState state) => state.Case is { } id ? CaseBook.Find(context, new CaseId(id)) : null;
}

internal sealed record FeedbackState
{
    [JsonPropertyName("c")]
    public string? Case { get; init; }

    /// <summary>How often it was asked before.</summary>
    [JsonPropertyName("n")]
    public int Times { get; init; }

    [JsonPropertyName("a")]
    public DateTimeOffset AskedAt { get; init; }

    [JsonPropertyName("t")]
    public FeedbackStep Step { get; init; }

    /// <summary>The customer's 1 to 5.</summary>
    [JsonPropertyName("s")]
    public int Score { get; init; }

    [JsonPropertyName("m")]
    public int Misses { get; init; }
}

/// <summary>The numbers are stored.</summary>
internal enum FeedbackStep
{
    Solved = 0,
    Score = 1,
    Outcome = 2,
    Process = 3,
    Treatment = 4,
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(FeedbackState))]
internal sealed partial class FeedbackJson : JsonSerializerContext;
