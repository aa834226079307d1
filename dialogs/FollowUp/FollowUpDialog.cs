using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ServiceBot.Dialogs.FollowUp;

/// <summary>A promise has fallen due: the bot looks again and speaks first. Kept when the promised thing is there; else told with a new time, once; then a person.</summary>
internal sealed class FollowUpDialog : Dialog<FollowUpState>
{
    public override string Id => "follow-up";

    protected override JsonTypeInfo<FollowUpState> State => FollowUpJson.Default.FollowUpState;

    public override object? StateFor(Matter matter, DialogContext context) => matter is Matter.PromiseDue due ? new FollowUpState { Promise = due.Promise.Id.Value } : null;

    protected override async ValueTask<DialogStep> ContinueAsync(DialogContext context, FollowUpState state, CancellationToken cancellation) =>
        context.Due is { } due ? await new FollowUpTurn(context, due).RunAsync(cancellation) : new DialogStep.Done();

    protected override bool CanUse(DialogContext context, FollowUpState state) => false;
}

internal sealed record FollowUpState
{
    [JsonPropertyName("p")]
    public required string Promise { get; init; }
}

[JsonSerializable(typeof(FollowUpState))]
internal sealed partial class FollowUpJson : JsonSerializerContext;
