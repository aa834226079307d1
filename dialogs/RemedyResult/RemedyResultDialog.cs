using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ServiceBot.Dialogs.RemedyResult;

/// <summary>What became of a remedy that was being arranged: told of the bot's own accord, and over in one turn.</summary>
internal sealed class RemedyResultDialog : Dialog<RemedyResultState>
{
    public override string Id => "remedy-result";

    protected override JsonTypeInfo<RemedyResultState> State => RemedyResultJson.Default.RemedyResultState;

    public override object? StateFor(Matter matter, DialogContext context) => matter is Matter.RemedySettled ? new RemedyResultState() : null;

    protected override ValueTask<DialogStep> ContinueAsync(DialogContext context, RemedyResultState state, CancellationToken cancellation) =>
        ValueTask.FromResult(context.News is { } news ? new RemedyResultTurn(context, news).Run() : new DialogStep.Done());

    protected override bool CanUse(DialogContext context, RemedyResultState state) => false;
}

internal sealed record RemedyResultState;

[JsonSerializable(typeof(RemedyResultState))]
internal sealed partial class RemedyResultJson : JsonSerializerContext;
