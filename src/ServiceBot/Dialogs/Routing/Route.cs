using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Routing;

/// <summary>Who takes a turn in which the customer wrote. Decided before anything is said.</summary>
internal abstract record Route
{
    private Route() { }

    /// <summary>Answered beside whatever is in hand.</summary>
    /// <param name="IsAskedAgain">What was in hand asks its question again after it.</param>
    public sealed record Beside(DialogFrame Frame, bool IsAskedAgain) : Route;

    /// <summary>A language that we do not speak.</summary>
    public sealed record OtherLanguage : Route
    {
        public static OtherLanguage Instance { get; } = new();
    }

    /// <summary>"Do you speak English?"</summary>
    public sealed record WhichLanguages : Route
    {
        public static WhichLanguages Instance { get; } = new();
    }

    /// <summary>The bot goes on, though a person was offered or is awaited.</summary>
    /// <param name="Asked">What it is to look at meanwhile; null: what was in hand.</param>
    public sealed record Stay(List<PendingIssue>? Asked) : Route;

    /// <param name="Heard">Brought up on the way.</param>
    public sealed record Person(List<PendingIssue> Heard) : Route;

    /// <summary>What was brought up is taken up, or the matter in hand goes on.</summary>
    public sealed record TakeUp(List<PendingIssue> Found, PendingIssue? Perhaps) : Route;

    public static Route Of(Agenda agenda, DialogSet dialogs, RootReplies root)
    {
        var context = agenda.Context;
        if (agenda.Before.Asked?.What != "phone" && !agenda.TakesEverything && dialogs.TryBegin(new Matter.Aside(), context) is { } aside) return new Beside(aside, IsAskedAgain: true);
        var (found, perhaps, wantsPerson) = BroughtUp.Read(agenda, root);
        if (context.Picked is null && context.Heard.IsOtherLanguage) return OtherLanguage.Instance;
        if (context.Picked is null && (context.Heard.OnlyAsksLanguage || (context.Heard.AsksLanguage && found.Count == 0 && !wantsPerson))) return WhichLanguages.Instance;
        if (!wantsPerson && new EarlierQuestion(agenda).IsLeftToBot) return new Stay(IssueFinder.Find(context.Heard, context.Pack));
        if (context.Picked == Choice.Bot || context.Heard.Act == DialogAct.StayWithBot) return new Stay(null);
        if (wantsPerson) return new Person(found);
        var meant = new Meant(agenda);
        if (meant.Doubted(found) is { } promise) return new Beside(dialogs.Begin(new Matter.PromiseDoubted(promise), context), IsAskedAgain: false);
        if (meant.Recalled(found) is { } matter) return new Beside(dialogs.Begin(new Matter.Recalled(matter), context), IsAskedAgain: true);
        return new TakeUp(found, perhaps);
    }
}
