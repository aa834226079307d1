using System.Globalization;
using ServiceBot.Dialogs;
using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>An agent puts a promise off: once, before it is late, and the customer hears the new time in the same moment (recovery.md §5).</summary>
public sealed class PuttingOff(HandoffDesk desk)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <param name="why">Said to the customer; null: no reason is given.</param>
    /// <param name="key">The same key puts off once, however often it is sent.</param>
    public ValueTask<DeskOutcome> PutOffAsync(ConversationId conversation, AgentRef agent, PromiseId id, DateTimeOffset due, string? why, string key, CancellationToken cancellation) =>
        desk.ActAsOwnerAsync(conversation, agent, async (act, cancel) =>
        {
            if (await act.HasSaidAsync($"agent-put-off:{key}", cancel)) return act.Done;
            var promise = (await PromiseRows.OfConversationAsync(act.Session, act.Conversation.Id, cancel)).FirstOrDefault(p => p.Id == id);
            if (promise is null) return new DeskOutcome.Refused(RefusedBecause.NoSuch, "This conversation holds no such promise.");
            if (Refusal(promise, due, act.Now) is { } refused) return refused;
            var zone = TimeZoneInfo.FindSystemTimeZoneById(act.Pack.Site.TimeZone);
            var later = promise with { Due = due, Repromises = promise.Repromises + 1, CheckAt = PromiseTimes.CheckAt(promise.What, act.Now, due, new SiteCalendar(act.Pack.Site, zone)) };
            await PromiseRows.PutAsync(act.Session, later, act.Conversation.Id, act.Now, cancel);
            await act.JournalAsync("promise-put-off", $"{promise.Text ?? promise.What}: {due.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)}", isInput: false, cancel);
            var locale = act.Conversation.Locale;
            await act.SayAsync(Role.Agent, new Activity
            {
                Type = ActivityTypes.Message,
                Text = act.Pack.Wording.Render("notice.put-off", locale, (int)act.Conversation.Turn,
                    ("agent", agent.Name), ("what", promise.Text ?? CardWording.Promise(act.Pack, promise.What, locale)), ("due", Phrase.Moment(locale, due, zone)), ("why", why ?? "")),
                TextFormat = "plain",
                Attachments = [MatterFaces.Of(later, act.Pack, locale).ToAttachment(isSaid: false)],
            }, $"agent-put-off:{key}", cancel);
            if (ChannelRows.AreUpdated(act.Conversation.Channel))
                await CardRows.PromiseChangedAsync(act.Session, act.Conversation.Id, promise.Id.Value, act.Conversation.Seq, act.Conversation.OwnerEpoch, act.Now.ToUnixTimeMilliseconds(), cancel);
            return act.Done;
        }, cancellation);

    private static DeskOutcome.Refused? Refusal(Promise promise, DateTimeOffset due, DateTimeOffset now) => promise switch
    {
        { Status: not PromiseStatus.Open } => new(RefusedBecause.SettledBefore, $"This promise is settled already: {promise.Status.ToString().ToLowerInvariant()}."),
        { Repromises: > 0 } => new(RefusedBecause.PutOffBefore, "This promise was put off once already. Keep it, or say that it is not kept: then what was agreed for that is done, and a supervisor should take the matter."),
        _ when promise.Due <= now => new(RefusedBecause.WrongTime, "Its time is over: a promise is put off before it is late. Settle it as kept or not kept."),
        _ when due <= promise.Due => new(RefusedBecause.WrongTime, "The new time has to be later than the one that was promised."),
        _ when due - now > Longest => new(RefusedBecause.WrongTime, $"A promise falls due within {Longest.TotalDays:0} days; choose an earlier time."),
        _ => null,
    };
}
