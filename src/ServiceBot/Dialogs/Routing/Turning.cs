using System.Text.RegularExpressions;
using ServiceBot.Recovery;

namespace ServiceBot.Dialogs.Routing;

/// <summary>"Start with the lamp, please", "账单那个呢": the customer says which of their own matters comes next, and the open question of another waits.</summary>
internal readonly partial struct Turning(Agenda agenda, FrameRunner runner, DialogSet dialogs, RootReplies root)
{
    /// <summary>Letters within which somebody turns to a matter and says little else; a third of it in Chinese.</summary>
    private const int LongestTurn = 60;

    private DialogContext Context => agenda.Context;

    /// <returns>False when nothing was turned to: the turn is somebody else's.</returns>
    public async ValueTask<bool> TurnsAsync(CancellationToken cancellation)
    {
        if (PutFirst() is { } first)
        {
            Context.Say("person.waiting.first", ("issue", root.Labels([first])));
            return true;
        }
        if (agenda.IsButton || Context.Picked is not null || Context.Files > 0 || agenda.IsForPerson || agenda.TakesEverything || agenda.Top is not { } top) return false;
        var text = Context.Heard.Text;
        if (text.Length > (Context.Locale == Locale.En ? LongestTurn : LongestTurn / 3) || !Turns().IsMatch(text)) return false;
        var others = Others();
        if (others.Count == 0 || MatterWords.Named(text, others.ConvertAll(static o => o.Words), WordsOf(top)) is not { } place) return false;
        var (wanted, frame, _) = others[place];
        root.SayFirst(wanted);
        if (frame is not null) agenda.Frames.Remove(frame);
        else agenda.Issues.Remove(wanted);
        // Only a courtesy was open: that matter ends, and what lies below it is the one that was asked for.
        var isOver = agenda.CanBeLeft;
        agenda.Frames.Insert(isOver ? agenda.Frames.Count - 1 : agenda.Frames.Count, frame ?? dialogs.Begin(new Matter.Issue(wanted), Context));
        if (isOver) await runner.RunAsync(TurnReason.Left, agenda.Frames.Count - 1, cancellation);
        await runner.RunAsync(frame is null ? TurnReason.Message : TurnReason.Resumed, 0, cancellation);
        return true;
    }

    /// <summary>"先处理杯子那个", while a person is awaited who has several matters of theirs.</summary>
    private PendingIssue? PutFirst()
    {
        var heard = Context.Heard;
        if (!agenda.IsForPerson || agenda.TakesEverything || agenda.IsButton || Context.Picked is not null || Context.Files > 0 || heard.IsQuestion) return null;
        if (heard.Text.Length > (Context.Locale == Locale.En ? LongestTurn : LongestTurn / 3) || !Context.Hears("person.words.first")) return null;
        var open = Context.CurrentCases.Where(static c => !c.IsClosed).ToList();
        return open.Count > 1 && MatterWords.Named(heard.Text, open.ConvertAll(Words), "") is { } place ? IssueOf(open[place]) : null;
    }

    /// <summary>What waits, and what is in hand below the open question, with the words that were said of it.</summary>
    private List<(PendingIssue Issue, DialogFrame? Frame, string Words)> Others()
    {
        var others = new List<(PendingIssue, DialogFrame?, string)>();
        foreach (var issue in agenda.Issues) others.Add((issue, null, $"{issue.Text}\n{Name(issue.Intent)}"));
        for (var i = 0; i < agenda.Frames.Count - 1; i++)
            foreach (var open in Cases(agenda.Frames[i])) others.Add((IssueOf(open), agenda.Frames[i], Words(open)));
        return others;
    }

    private string WordsOf(DialogFrame frame) => string.Join('\n', Cases(frame).ConvertAll(Words));

    /// <summary>The open cases that a frame is about.</summary>
    private List<ComplaintCase> Cases(DialogFrame frame)
    {
        var context = Context;
        return [.. context.CurrentCases.Where(c => !c.IsClosed && frame.Dialog.IsAbout(context, frame.State, IssueOf(c)))];
    }

    private static PendingIssue IssueOf(ComplaintCase of) => new(of.Kind, of.SubjectId, "");

    private string Words(ComplaintCase of) => $"{string.Join('\n', of.Evidence.Where(static e => e.IsCustomers).Select(static e => e.Text[CaseEvidence.OfCustomer.Length..]))}\n{Name(of.Kind)}";

    private string Name(string intent) => (Context.Pack.Complaint(intent)?.Name ?? Context.Pack.Enquiry(intent)?.Name)?[Context.Locale] ?? "";

    [GeneratedRegex(
        @"先|呢|那[个個件單单邊边]|嗰[个個件单單]|至于|至於|关于|關於|回到|接着|接著|然后|然後|现在|現在" +
        @"|\b(start|begin|first|then|now|next|about|regarding|back to|deal with|what of|as for|and the|and my)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Turns();
}
