using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tolerance;

namespace ServiceBot.Dialogs.PromiseDoubt;

/// <summary>
/// The customer says that we do not keep our word. What was promised is said as it was, with its time: still to come, kept, or late. One that was told late before,
/// or was broken, or was a person's, goes to a person; nothing is promised anew and nothing is argued about.
/// </summary>
internal sealed class PromiseDoubtDialog : Dialog<PromiseDoubtState>
{
    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("doubt.open", "due", "number"), new("doubt.open.again", "due", "number"), new("doubt.late", "due", "number"), new("doubt.moved", "due", "number"), new("doubt.kept", "number"), new("doubt.agent", "text", "due"),
    ];

    public override string Id => "promise-doubt";

    protected override JsonTypeInfo<PromiseDoubtState> State => PromiseDoubtJson.Default.PromiseDoubtState;

    public override object? StateFor(Matter matter, DialogContext context) => matter is Matter.PromiseDoubted doubted ? new PromiseDoubtState { Promise = doubted.Promise.Id.Value } : null;

    protected override ValueTask<DialogStep> ContinueAsync(DialogContext context, PromiseDoubtState state, CancellationToken cancellation) =>
        ValueTask.FromResult(context.CurrentPromises.FirstOrDefault(p => p.Id.Value == state.Promise) is { } promise ? Answer(context, promise) : new DialogStep.Done());

    protected override bool CanUse(DialogContext context, PromiseDoubtState state) => false;

    private static DialogStep Answer(DialogContext context, Promise promise)
    {
        context.About = promise.Case;
        Keep(context, promise);
        var number = ("number", promise.SubjectId ?? "");
        var due = ("due", Phrase.When(context, promise.Due));
        if (context.Desk.Place is not null) return Say(context, "doubt.late", due, number);
        switch (promise)
        {
            case { Status: PromiseStatus.Open, What: PromiseMaker.AgentText }:
                context.Say("doubt.agent", ("text", promise.Text ?? ""), due);
                return new DialogStep.Replace(new Matter.Person(HandoffCause.PromiseBroken));
            // Told late once is as much as a customer has to bear (recovery.md §5).
            case { Status: PromiseStatus.Broken } or { Status: PromiseStatus.Open, Repromises: > 0 }:
                context.Say(promise is { Status: PromiseStatus.Open } && promise.Due > context.Now ? "doubt.moved" : "doubt.late", due, number);
                return new DialogStep.Replace(new Matter.Person(HandoffCause.PromiseBroken));
            case { Status: PromiseStatus.Kept }:
                context.Note(new ToleranceEvent.Unresolved());
                return Ask(context, context.Render("doubt.kept", number));
            default:
                context.Note(new ToleranceEvent.Unresolved());
                return Ask(context, context.Render(context.CurrentCases.Any(c => c.Id == promise.Case && c.Evidence.Count(static e => e.Text == Doubted) > 1) ? "doubt.open.again" : "doubt.open", due, number));
        }
    }

    private const string Doubted = "the customer doubts the promise";

    private static DialogStep.Done Say(DialogContext context, string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        context.Say(key, values);
        return new DialogStep.Done();
    }

    private static DialogStep.Done Ask(DialogContext context, string text)
    {
        context.Ask(null, text, new Choice(context.Render("choice.person"), Choice.Person));
        return new DialogStep.Done();
    }

    private static void Keep(DialogContext context, Promise promise)
    {
        context.Output.Notes.Add(BotNote.PromiseDoubted(promise.What));
        if (promise.Case is { } id && CaseBook.Find(context, id) is { } matter) context.Put(matter with { Evidence = [.. matter.Evidence, new CaseEvidence(Doubted, context.Now)] });
    }
}

internal sealed record PromiseDoubtState
{
    [JsonPropertyName("p")]
    public required string Promise { get; init; }
}

[JsonSerializable(typeof(PromiseDoubtState))]
internal sealed partial class PromiseDoubtJson : JsonSerializerContext;
