using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Handoff;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Inbound;
using ServiceBot.Server.Desk;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

/// <summary>
/// From the agents' channel: presses of the cards' buttons, and what is written to the bot in their threads. All acts go through
/// <see cref="HandoffDesk"/>, as those of the web desk do.
/// </summary>
internal sealed partial class TeamsDeskActivities(
    TeamsDeskSettings settings, TeamsCards cards, TeamsDeskCards shown, AgentAccounts accounts, DeskActs acts, HandoffDesk desk, Resolving resolving, Conversations conversations, Resends resends, SaidPromises promises, ApprovalTaps approvals, TimeProvider time, ILogger<TeamsDeskActivities> log) : IActivityTaker
{
    private const int LongestKey = 200;

    public async ValueTask<Handled?> TakeAsync(Activity activity, Sender sender, CancellationToken cancellation)
    {
        if (activity.ChannelId != ChannelIds.Msteams || !settings.IsOurs(activity.Conversation!.Id!)) return null;
        // Who a person is, Teams says; another bot could say anything.
        if (sender is Sender.App) return new Handled.Refused(new Refusal(403, "WrongConversation", "This is the agents' channel; only Teams itself may speak for who writes there."));
        var isInvoke = activity.Type == ActivityTypes.Invoke;
        if (isInvoke && activity.Name != Invokes.CardAction) return null;
        if (!isInvoke && activity.Type != ActivityTypes.Message) return new Handled.Done();
        // In a channel the bot hears what mentions it; what does not stays among colleagues.
        if ((isInvoke ? activity : SpokenTo.Read(InChannel(activity))) is not { } said) return new Handled.Done();
        return await AnswerAsync(activity, isInvoke, await ActAsync(said, isInvoke, cancellation), cancellation);
    }

    private async ValueTask<Told> ActAsync(Activity said, bool isInvoke, CancellationToken cancellation)
    {
        var locale = LocaleOf(said);
        var aad = said.From?.AadObjectId;
        if (aad is not { Length: > 0 and <= 100 } || await accounts.FindByTeamsAsync(aad, cancellation) is not { } agent)
            return new Told(TeamsDeskTexts.Unmapped.With(locale, aad ?? "AADOBJECTID"), null);
        if (ApprovalPress.Read(said.Value) is { } tap) return await TapAsync(tap, agent, locale, cancellation);
        if (TeamsPress.Read(said.Value) is { } press) return await PressAsync(said, press, agent, locale, cancellation);
        if (isInvoke || said.Value is not null) return new Told(TeamsDeskTexts.UnknownPress[locale], null);
        return await SayAsync(said, agent, locale, cancellation);
    }

    private async ValueTask<Told> TapAsync(ApprovalPress tap, Agent agent, Locale locale, CancellationToken cancellation)
    {
        var (sentence, card) = await approvals.TapAsync(tap, agent, locale, cancellation);
        return new Told(sentence, null) { Settled = card?.ToAttachment() };
    }

    private async ValueTask<Told> PressAsync(Activity said, TeamsPress press, Agent agent, Locale locale, CancellationToken cancellation)
    {
        var id = press.Conversation;
        if (await conversations.FindAsync(id, cancellation) is not { } before) return new Told(TeamsDeskTexts.UnknownPress[locale], null);
        var me = await acts.RefAsync(agent, Seat.Teams, id.Value, cancellation);
        switch (press.Verb)
        {
            // Doing it twice is doing it once; the second press is told who has it.
            case TeamsVerb.Accept when before.Owner == Owner.Agent && before.OwnerAgent == agent.Id:
                return new Told(TeamsDeskTexts.YouHaveIt.With(locale, agent.Name), id);
            // An old card: what is over is not opened again by a late press.
            case TeamsVerb.Accept when before.Owner == Owner.Bot:
                return new Told(Whose(before, locale), id);
            case TeamsVerb.Note:
                if (Problem(press.Note, locale) is { } problem) return new Told(problem, null);
                await desk.NoteAsync(id, me, press.Note, cancellation);
                return new Told(TeamsDeskTexts.Noted[locale], null);
            case TeamsVerb.Promise:
                return new Told(await RecordAsync(id, me, press.Seq, locale, cancellation), null);
        }

        var outcome = press.Verb switch
        {
            TeamsVerb.Accept => await desk.AcceptAsync(id, me, cancellation),
            TeamsVerb.Return => await desk.ReleaseAsync(id, me, null, cancellation),
            _ => await resolving.ResolveAsync(id, me, Resolution.With(press.Root), cancellation),
        };
        if (outcome is DeskOutcome.Refused { Because: RefusedBecause.RootMissing }) return new Told(TeamsDeskTexts.ChooseRoot[locale], null);
        if (outcome is DeskOutcome.Refused { Because: RefusedBecause.HadItBefore }) return new Told(TeamsDeskTexts.HadItBefore[locale], null);
        return outcome is DeskOutcome.Done ? new Told(null, id) : new Told(await WhoseAsync(id, locale, cancellation), id);
    }

    private async ValueTask<string> RecordAsync(ConversationId id, AgentRef me, long seq, Locale locale, CancellationToken cancellation) => await promises.RecordAsync(id, me, seq, cancellation) switch
    {
        ({ } promise, DeskOutcome.Done) => TeamsDeskTexts.PromiseRecorded.With(locale, PromiseCard.Time(promise)),
        (_, DeskOutcome.Refused { Because: RefusedBecause.WrongTime }) => TeamsDeskTexts.PromiseOver[locale],
        (_, DeskOutcome.Refused { Because: RefusedBecause.OutOfReach }) => TeamsDeskTexts.PromiseOutOfReach[locale],
        (_, DeskOutcome.Lost) => await WhoseAsync(id, locale, cancellation),
        _ => TeamsDeskTexts.UnknownPress[locale],
    };

    /// <summary>What an agent writes to the bot in a thread goes to its customer.</summary>
    private async ValueTask<Told> SayAsync(Activity said, Agent agent, Locale locale, CancellationToken cancellation)
    {
        if (settings.MessageOf(said.Conversation!.Id!) is not { } thread || await cards.FindAsync(thread, cancellation) is not { } card) return new Told(TeamsDeskTexts.NoThread[locale], null);
        var files = HasFiles(said) ? TeamsDeskTexts.FilesNotSent[locale] : null;
        if (Problem(said.Text ?? "", locale) is { } problem) return new Told(files ?? problem, null);
        var id = card.Conversation;
        // Below an old card a later wait of the same customer is not meant.
        if (!card.IsOpen) return new Told($"{(await cards.OpenOfAsync(id, cancellation) is null ? await WhoseAsync(id, locale, cancellation) : TeamsDeskTexts.NewerCard[locale])} {TeamsDeskTexts.NotSent[locale]}", null);

        var me = await acts.RefAsync(agent, Seat.Teams, id.Value, cancellation);
        var key = said.Id is { Length: > 0 and <= LongestKey } own ? TeamsDeskChannel.Key + own : null;
        var outcome = await resends.OnceAsync(id, said, key, time.GetUtcNow(), first => desk.SayAsync(id, me, said.Text!, first, cancellation), cancellation);
        // Offered and not done: the words may mean something else. An offer that gets lost is still at the web desk.
        if (outcome is DeskOutcome.Done && key is not null && await promises.FindAsync(id, key, cancellation) is { } promise
            && await shown.OfferAsync(said.Conversation.Id!, PromiseCard.Of(id, promise, locale), cancellation) is not Connector.ConnectorResult.Done) Log.NotTold(log, said.Conversation.Id!);
        return outcome is DeskOutcome.Done ? new Told(files, null) : new Told($"{await WhoseAsync(id, locale, cancellation)} {TeamsDeskTexts.NotSent[locale]}", null);
    }

    /// <summary>An executed action is answered in its request: with a sentence, or with the card as it is now. All else by a message in the thread.</summary>
    private async ValueTask<Handled> AnswerAsync(Activity activity, bool isInvoke, Told told, CancellationToken cancellation)
    {
        if (isInvoke)
        {
            if (told.Sentence is { } sentence) return new Handled.Invoked(200, Invokes.Said(sentence));
            var now = told.Settled ?? (told.Card is { } id ? (await shown.ReadAsync(id, cancellation))?.Attachment : null);
            return now is { Content: { } content }
                ? new Handled.Invoked(200, JsonSerializer.SerializeToElement(new CardShown(200, ContentTypes.AdaptiveCard, content), TeamsDeskJson.Default.CardShown))
                : new Handled.Invoked(200, Invokes.Said(""));
        }

        // A sentence about what was not done; it may get lost, the refusal does not.
        if (told.Sentence is { } text && await shown.SayAsync(activity.Conversation!.Id!, text, cancellation) is not Connector.ConnectorResult.Done) Log.NotTold(log, activity.Conversation.Id!);
        return new Handled.Done();
    }

    private async ValueTask<string> WhoseAsync(ConversationId id, Locale locale, CancellationToken cancellation) =>
        await conversations.FindAsync(id, cancellation) is { } now ? Whose(now, locale) : TeamsDeskTexts.UnknownPress[locale];

    private static string Whose(Conversation now, Locale locale) => now.Owner switch
    {
        Owner.Agent => TeamsDeskTexts.HasIt.With(locale, now.OwnerName ?? ""),
        Owner.Queue => TeamsDeskTexts.NobodyHasIt[locale],
        _ => now.Status == ConversationStatus.Resolved ? TeamsDeskTexts.IsResolved[locale] : TeamsDeskTexts.BotHasIt[locale],
    };

    // What is written in a channel comes along once more as HTML.
    private static bool HasFiles(Activity said) => said.Attachments?.Any(file => file.ContentType != "text/html") == true;

    private static string? Problem(string text, Locale locale) =>
        string.IsNullOrWhiteSpace(text) ? TeamsDeskTexts.Empty[locale] : DeskActs.TextProblem(text) is null ? null : TeamsDeskTexts.TooLong[locale];

    private Locale LocaleOf(Activity activity) => Locales.FromTag(activity.Locale) is var locale && locale != Locale.Other ? locale : settings.Language ?? Locale.En;

    private static Activity InChannel(Activity activity) => activity with { Conversation = activity.Conversation! with { IsGroup = true } };

    /// <param name="Card">Whose card the press changed.</param>
    private sealed record Told(string? Sentence, ConversationId? Card)
    {
        /// <summary>The card that asked for a decision, as it is now.</summary>
        public Attachment? Settled { get; init; }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "An agent in Teams could not be told what became of what they did, in {Conversation}.")]
        public static partial void NotTold(ILogger logger, string conversation);
    }
}

internal sealed record CardShown(int StatusCode, string Type, JsonElement Value);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CardShown))]
internal sealed partial class TeamsDeskJson : JsonSerializerContext;
