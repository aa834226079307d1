using System.Globalization;
using System.Text.RegularExpressions;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Feedback;

/// <summary>One turn of asking how it went.</summary>
internal sealed partial class FeedbackTurn(DialogContext context, FeedbackState state)
{
    private const string ScorePrefix = "score:";
    private const int Worst = 1;
    private const int Best = 5;

    // At and below this a person is offered.
    private const int Bad = 2;
    private const int LongestComment = 500;

    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("feedback.solved", "matter"), new("feedback.still-solved", "matter"), new("feedback.again"), new("feedback.reopened", "another"),
        new("feedback.score"), new("feedback.score.1"), new("feedback.score.2"), new("feedback.score.3"), new("feedback.score.4"), new("feedback.score.5"),
        new("feedback.outcome"), new("feedback.outcome.beside"), new("feedback.process"), new("feedback.treatment"),
        new("feedback.yes"), new("feedback.no"), new("feedback.thanks"), new("feedback.bad"), new("feedback.noted"),
        new("feedback.words.yes"), new("feedback.words.no"), new("feedback.words.fair"), new("feedback.words.unfair"),
        new("feedback.words.1"), new("feedback.words.2"), new("feedback.words.3"), new("feedback.words.4"), new("feedback.words.5"),
    ];

    private static readonly FeedbackStep[] Fair = [FeedbackStep.Outcome, FeedbackStep.Process, FeedbackStep.Treatment];

    /// <summary>The message answers the question that is open.</summary>
    public bool IsAnswered => state.Step == FeedbackStep.Score ? Score() is not null : YesOrNo() is not null || IsSameMatter();

    public DialogStep Begin()
    {
        var matter = FeedbackDialog.Matter(context, state);
        var name = matter is not null && context.Pack.Complaint(matter.Kind)?.Name[context.Locale] is { } kind ? Phrase.Lower(context.Locale, kind) : null;
        var about = name is null ? "" : matter!.SubjectId is { } number ? context.Render("issues.with-number", ("issue", name), ("number", number)) : name;
        return AskYesNo(context.Render(state.Times == 0 ? "feedback.solved" : "feedback.still-solved", ("matter", about)), FeedbackStep.Solved);
    }

    public async ValueTask<DialogStep> HearAsync(CancellationToken cancellation) => state.Step switch
    {
        FeedbackStep.Solved => await HearSolvedAsync(cancellation),
        FeedbackStep.Score => HearScore(),
        _ => HearFair(),
    };

    private async ValueTask<DialogStep> HearSolvedAsync(CancellationToken cancellation)
    {
        switch (YesOrNo() ?? (IsSameMatter() ? false : null))
        {
            case true:
                Note("solved", "yes");
                // Asked once: the second time only whether it has lasted.
                return state.Times == 0 ? AskScore() : End();
            case false:
                Note("solved", "no");
                return await ReopenAsync(cancellation);
            default:
                return state.Misses == 0 && context.Heard.Text.Length > 0
                    ? AskYesNo(context.Render("feedback.again"), FeedbackStep.Solved, state with { Misses = 1 })
                    : Comment();
        }
    }

    private DialogStep HearScore()
    {
        if (Score() is not { } score) return Comment();
        Note("csat", score.ToString(CultureInfo.InvariantCulture));
        if (context.Picked is { } picked && SideAnswers.Read(picked) is { } beside) return HearBeside(score, beside);
        return AskYesNo(context.Render("feedback.outcome"), FeedbackStep.Outcome, state with { Score = score });
    }

    // All was on one card: what was left out there is not asked again.
    private DialogStep.Done HearBeside(int score, IReadOnlyDictionary<string, string> answers)
    {
        foreach (var step in Fair)
            if (answers.TryGetValue(Name(step), out var answer) && answer is Choice.Yes or Choice.No) Note(Name(step), answer);
        return new FeedbackTurn(context, state with { Score = score }).End();
    }

    // Distributive, procedural, interactional justice (Tax, Brown & Chandrashekaran 1998).
    private DialogStep HearFair()
    {
        if (YesOrNo() is not { } fair) return Comment();
        Note(Name(state.Step), fair ? Choice.Yes : Choice.No);
        return state.Step switch
        {
            FeedbackStep.Outcome => AskYesNo(context.Render("feedback.process"), FeedbackStep.Process),
            FeedbackStep.Process => AskYesNo(context.Render("feedback.treatment"), FeedbackStep.Treatment),
            _ => End(),
        };
    }

    private DialogStep.Wait AskScore()
    {
        context.Ask("choice", context.Render("feedback.score"),
            [.. Enumerable.Range(Worst, Best).Select(n => new Choice(context.Render($"feedback.score.{n}"), $"{ScorePrefix}{n}"))]);
        // Where a card shows all of it, one press answers all of it.
        context.Output.Bubbles[^1] = context.Output.Bubbles[^1] with { Beside = [Beside(FeedbackStep.Outcome, "feedback.outcome.beside"), Beside(FeedbackStep.Process, "feedback.process"), Beside(FeedbackStep.Treatment, "feedback.treatment")] };
        return new DialogStep.Wait(state with { Step = FeedbackStep.Score });
    }

    private SideQuestion Beside(FeedbackStep step, string key) => new(Name(step), context.Render(key), new Choice(context.Render("feedback.yes"), Choice.Yes), new Choice(context.Render("feedback.no"), Choice.No));

    private static string Name(FeedbackStep step) => step.ToString().ToLowerInvariant();

    private DialogStep.Wait AskYesNo(string text, FeedbackStep step, FeedbackState? next = null)
    {
        context.Ask("choice", text, new Choice(context.Render("feedback.yes"), Choice.Yes), new Choice(context.Render("feedback.no"), Choice.No));
        return new DialogStep.Wait((next ?? state) with { Step = step });
    }

    // The matter is open again, and not for who closed it too early.
    private async ValueTask<DialogStep> ReopenAsync(CancellationToken cancellation)
    {
        if (FeedbackDialog.Matter(context, state) is { } matter)
        {
            // What was repaired did not hold (recovery.md §1): a failure of the same kind.
            context.About = matter.Id;
            context.Note(new Tolerance.ToleranceEvent.FailedAgain(IsSimilarOrRecent: true));
            await Reopening.OpenAsync(context, matter, context.Heard.Text.Length > 0 ? context.Heard.Text : context.Render("feedback.no"), cancellation);
        }

        context.Output.NeedsAnotherAgent = true;
        context.Output.Notes.Add(Recovery.BotNote.NotSolved);
        context.Output.Alarms.Add(new Alarm(AlarmKind.AskSolved, "", null));
        // Better the same agent than nobody (PassedOver): somebody else is promised only where somebody else is there.
        context.Say("feedback.reopened", ("another", context.Desk.OnDuty > 1 ? "yes" : ""));
        return new DialogStep.Replace(new Matter.Person(HandoffCause.SecondFailure));
    }

    private DialogStep.Done Comment()
    {
        var text = context.Heard.Text.Trim();
        if (text.Length == 0) return new DialogStep.Done();
        Note("comment", text.Length > LongestComment ? text[..LongestComment] : text);
        context.Say("feedback.noted");
        return new DialogStep.Done();
    }

    private DialogStep.Done End()
    {
        if (state.Score is > 0 and <= Bad) context.Ask(null, context.Render("feedback.bad"), new Choice(context.Render("choice.person"), Choice.Person), new Choice(context.Render("choice.no-thanks"), Choice.No));
        else context.Say("feedback.thanks");
        return new DialogStep.Done();
    }

    private void Note(string question, string answer) => context.Output.Feedback.Add(new Recovery.Feedback(state.Case is { } id ? new CaseId(id) : null, question, answer, state.AskedAt));

    private bool IsSameMatter() => context.Heard.Messages.Any(m => m.Intents.Any(i => FeedbackDialog.IsOfMatter(context, state, i.Intent, context.Heard.FirstNumber)));

    private bool? YesOrNo()
    {
        if (context.Picked is Choice.Yes or Choice.No) return context.Picked == Choice.Yes;
        if (context.Pressed is not null) return null;
        // "还没解决" contains what "解决了" begins with: who says no is heard first.
        if (context.Hears("feedback.words.no") || (AsksWhetherFair && context.Hears("feedback.words.unfair"))) return false;
        string[] words = [.. context.Words("feedback.words.yes"), .. AsksWhetherFair ? context.Words("feedback.words.fair") : []];
        // "没问题了" is a no only where nothing is asked; "no, it came in pieces" is one here too.
        if (context.Heard.Act == DialogAct.No) return ChoiceWords.Says(ChoiceWords.Sentences(context.Heard.Text).FirstOrDefault(""), words);
        if (context.Heard.Act == DialogAct.Yes) return true;
        // "Solved? As if": what is thrown back as a question says nothing of how it is.
        var told = ThrownBack().Replace(context.Heard.Text, "");
        if (ChoiceWords.Says(told, words)) return true;
        return ChoiceWords.Says(told, words, isDenied: true) ? false : null;
    }

    private bool AsksWhetherFair => state.Step is FeedbackStep.Outcome or FeedbackStep.Process or FeedbackStep.Treatment;

    private int? Score()
    {
        if (context.Picked is { } picked) return picked.StartsWith(ScorePrefix, StringComparison.Ordinal) && SideAnswers.ChoiceOf(picked)[ScorePrefix.Length..] is [>= '1' and <= '5' and var digit] ? digit - '0' : null;
        if (context.Pressed is not null) return null;
        foreach (var number in context.Heard.All<Entity.Number>())
            if (number.Value is >= Worst and <= Best && number.Value == Math.Truncate(number.Value)) return (int)number.Value;
        // The longest words first: "很不满意" contains "不满意" and "满意".
        var said = Enumerable.Range(Worst, Best).SelectMany(n => context.Words($"feedback.words.{n}").Select(word => (Score: n, Word: word)))
            .Where(w => context.Heard.Text.Contains(w.Word, StringComparison.OrdinalIgnoreCase)).ToList();
        return said.Count == 0 ? null : said.MaxBy(w => w.Word.Length).Score;
    }

    [GeneratedRegex(@"[^。，；！.!,;\n]*([?？]|[吗嗎](?=[。，；！.!,;\n]|$))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ThrownBack();
}
