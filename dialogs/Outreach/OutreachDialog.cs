using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ServiceBot.Recovery;

namespace ServiceBot.Dialogs.Outreach;

/// <summary>The company's own data show a failure before the customer has said a word: the bot speaks first (recovery.md §3, rule 9).</summary>
internal sealed class OutreachDialog : Dialog<OutreachState>
{
    public override string Id => "outreach";

    protected override JsonTypeInfo<OutreachState> State => OutreachJson.Default.OutreachState;

    public override object? StateFor(Matter matter, DialogContext context) => matter is Matter.Happened ? new OutreachState() : null;

    protected override async ValueTask<DialogStep> ContinueAsync(DialogContext context, OutreachState state, CancellationToken cancellation)
    {
        // Spoken to first for the first time: was it welcome?
        if (await context.World.WantsNewsAsync(cancellation) is null) context.NewsQuestion = "news.ask";
        return context.Company switch
        {
            CompanyNews.StandardMissed missed => await MissedStandard.TellAsync(context, missed, cancellation),
            CompanyNews.TimeMoved moved => await MovedTime.TellAsync(context, moved, cancellation),
            CompanyNews.IncidentTold told => await ToldIncident.TellAsync(context, told, cancellation),
            _ => new DialogStep.Done(),
        };
    }

    protected override bool CanUse(DialogContext context, OutreachState state) => false;
}

internal sealed record OutreachState;

[JsonSerializable(typeof(OutreachState))]
internal sealed partial class OutreachJson : JsonSerializerContext;
