using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tolerance;

namespace ServiceBot.Dialogs;

/// <summary>Makes promises: a row with an owner and a clock, and the sentence that says so (recovery.md §5).</summary>
internal static class PromiseMaker
{
    public const string StatusUpdate = PromiseKinds.StatusUpdate;
    public const string FindCause = PromiseKinds.FindCause;
    public const string MessageAnswered = PromiseKinds.MessageAnswered;
    public const string Callback = PromiseKinds.Callback;
    public const string AgentText = PromiseKinds.AgentText;

    // A sooner end of an incident is worth waiting for; a later one leaves the customer without news for too long.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromHours(36);
    private static readonly TimeSpan Spare = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Soonest = TimeSpan.FromMinutes(30);

    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("promise.status-update", "due"), new("promise.find-cause", "due"), new("promise.refund-arranged", "due"), new("promise.replacement-arranged", "due"),
        new("promise.redelivery-arranged", "due"), new("promise.visit-arranged", "due"), new("promise.at-promised", "due"),
        new("promise.out-of-reach", "until"),
    ];

    public static Promise Make(DialogContext context, CaseId? matter, string what, string? subject, PromiseQuote quote) => Make(context, matter, what, subject, quote.Due, quote.Evidence);

    public static Promise Make(DialogContext context, CaseId? matter, string what, string? subject, DateTimeOffset due, string? evidence = null)
    {
        var promise = new Promise(context.Ids.Promise(), matter, what, null, subject, "bot", context.Now, Minute(due), PromiseStatus.Open, 0)
        {
            Channel = context.Channel,
            Evidence = evidence,
            Fallback = context.Pack.Standard(PromiseKinds.Standard)?.Remedy ?? "person",
            CheckAt = PromiseTimes.CheckAt(what, context.Now, Minute(due), new SiteCalendar(context.Pack.Site, context.Zone)),
        };
        context.Put(promise);
        return promise;
    }

    /// <summary>The promise of news that is open for this matter, if there is one; what people have promised is theirs to speak of.</summary>
    public static Promise? Open(DialogContext context, CaseId matter)
    {
        Promise? soonest = null;
        foreach (var promise in context.CurrentPromises)
            if (promise.Case == matter && promise.Status == PromiseStatus.Open && promise.What is not (MessageAnswered or Callback or AgentText) && (soonest is null || promise.Due < soonest.Due)) soonest = promise;
        return soonest;
    }

    /// <summary>"You will hear from me by …"; counts as a status with a time limit.</summary>
    public static string Say(DialogContext context, Promise promise, string? key = null)
    {
        context.Note(new ToleranceEvent.StatusGiven());
        var said = context.Render(key ?? $"promise.{promise.What}", ("due", Phrase.When(context, promise.Due)));
        if (context.ReachableUntil is not { } until || promise.Due <= until || context.IsOutOfReach) return said;
        context.IsOutOfReach = true;
        return Phrase.Join(context.Locale, said, context.Render("promise.out-of-reach", ("until", Phrase.When(context, until))));
    }

    /// <summary>When news is due: at the end of the incident where that is soon, else after the pack's hours.</summary>
    public static DateTimeOffset NextNews(DialogContext context, DateTimeOffset? until)
    {
        var due = until is { } end && end - context.Now >= Soonest && end - context.Now <= LongestSilence ? end : context.Now + Hours(context.Pack.Policy.UpdateHours);
        // News may as well come before the channel closes for us.
        return context.ReachableUntil is { } closes && due > closes - Spare && closes - Spare >= context.Now + Soonest ? closes - Spare : due;
    }

    public static TimeSpan Hours(decimal hours) => TimeSpan.FromHours((double)hours);

    private static DateTimeOffset Minute(DateTimeOffset time) => new(time.Ticks - time.Ticks % TimeSpan.TicksPerMinute, time.Offset);
}
