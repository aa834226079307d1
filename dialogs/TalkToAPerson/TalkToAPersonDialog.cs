using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ServiceBot.Packs;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.TalkToAPerson;

/// <summary>
/// Brings a person in: says why, the place in the queue and an honest wait, in one message; or, when nobody is on duty, says so and lets the customer choose.
/// While the customer waits, questions for information are answered and nothing is committed to.
/// </summary>
internal sealed class TalkToAPersonDialog : Dialog<PersonState>
{
    public override string Id => "talk-to-a-person";

    public override bool IsForPerson => true;

    protected override JsonTypeInfo<PersonState> State => PersonJson.Default.PersonState;

    public override object? StateFor(Matter matter, DialogContext context) =>
        matter is Matter.Person person ? new PersonState { Because = person.Because, Step = person.IsWaiting ? PersonStep.Waiting : PersonStep.Begin } : null;

    protected override ValueTask<DialogStep> ContinueAsync(DialogContext context, PersonState state, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var turn = new PersonTurn(context, state);
        return ValueTask.FromResult((context.Reason, state.Step) switch
        {
            (TurnReason.WaitOver, _) => turn.WaitOver(),
            (TurnReason.AgentGone, _) => turn.AwaitAnother(context.Because!.Value),
            (_, PersonStep.Begin) => turn.Begin(),
            (_, PersonStep.Choosing) => turn.HearChoice(),
            (_, PersonStep.Message) => turn.HearMessage(),
            (_, PersonStep.Phone) => turn.HearPhone(),
            _ => turn.Wait(),
        });
    }

    protected override bool TakesEverything(PersonState state) => state.Step == PersonStep.Message;

    protected override bool CanUse(DialogContext context, PersonState state) => state switch
    {
        { NeedsCare: true, Step: PersonStep.Choosing or PersonStep.Waiting } => true,
        _ => Answers(context, state),
    };

    // Answered with when somebody comes, not with "I'm here" or "I missed your point".
    private static bool IsImpatient(DialogContext context) => context.Heard.Act is DialogAct.Nudge or DialogAct.NotAnswered;

    private static bool Answers(DialogContext context, PersonState state) => state.Step switch
    {
        PersonStep.Choosing => context.Picked is PersonTurn.LeaveMessage or PersonTurn.Callback || context.Heard.All<Entity.Phone>().Any() || IsImpatient(context) || PersonTurn.HasMessage(context) || PersonTurn.Names(context, PersonTurn.LeaveMessage) || PersonTurn.Names(context, PersonTurn.Callback),
        PersonStep.Message => context.Heard.Act is not (DialogAct.NeverMind or DialogAct.Thanks or DialogAct.Nudge) && context.Heard.Text.Trim().Length > 1,
        PersonStep.Phone => PersonTurn.Phone(context) is not null,
        PersonStep.Waiting => IsImpatient(context) || context.Picked is PersonTurn.LeaveMessage or PersonTurn.Callback,
        _ => false,
    };
}

internal sealed record PersonState
{
    /// <summary>A rule has put the conversation in the queue already, whatever the customer chooses.</summary>
    [JsonPropertyName("q")]
    public bool IsQueued { get; init; }

    [JsonPropertyName("b")]
    public HandoffCause Because { get; init; }

    [JsonPropertyName("t")]
    public PersonStep Step { get; init; }

    /// <summary>When the customer was last told how long it takes, and until when it was said to take: whoever waits longer is told first, and it costs patience.</summary>
    [JsonPropertyName("a")]
    public DateTimeOffset? ToldAt { get; init; }

    [JsonPropertyName("u")]
    public DateTimeOffset? ToldUntil { get; init; }

    /// <summary>An estimate has proved wrong: no further one is given, only the place.</summary>
    [JsonPropertyName("w")]
    public bool HasOverrun { get; init; }

    /// <summary>The customer has spoken of harming himself: whatever he writes now, he is answered as somebody in danger.</summary>
    [JsonPropertyName("c")]
    public bool NeedsCare { get; init; }

    /// <summary>Turns in this step without an answer: changes the words.</summary>
    [JsonPropertyName("m")]
    public int Misses { get; init; }
}

/// <summary>The numbers are stored.</summary>
internal enum PersonStep
{
    Begin = 0,
    /// <summary>Nobody is on duty: message, callback, or the bot?</summary>
    Choosing = 1,
    Message = 2,
    Phone = 3,
    /// <summary>In the queue, or for an answer that was promised.</summary>
    Waiting = 4,
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(PersonState))]
internal sealed partial class PersonJson : JsonSerializerContext;
