using System.Text.RegularExpressions;

namespace ServiceBot.Dialogs;

// "Start with the lamp, please", "账单那个呢": the customer says which of their own matters comes next, and the open question of another waits.
internal sealed partial class StackTurn
{
    /// <summary>Letters within which somebody turns to a matter and says little else; a third of it in Chinese.</summary>
    private const int LongestTurn = 60;

    private async ValueTask<bool> TurnsAsync(CancellationToken cancellation)
    {
        if (isButton || context.Picked is not null || context.Files > 0 || Top is not { Dialog.IsForPerson: false } top || top.Dialog.TakesEverything(top.State)) return false;
        var text = context.Heard.Text;
        if (text.Length > (context.Locale == Locale.En ? LongestTurn : LongestTurn / 3) || !Turning().IsMatch(text)) return false;
        if (Waiting() is not { Count: > 0 } waiting || MatterWords.Named(text, waiting.ConvertAll(w => w.Words), InHand(top)) is not { } place) return false;
        var (wanted, frame) = (waiting[place].Issue, waiting[place].Frame);
        root.SayFirst(wanted);
        if (frame is not null)
        {
            frames.Remove(frame);
            frames.Insert(top.Dialog.CanBeLeft(top.State) ? frames.Count - 1 : frames.Count, frame);
        }
        else
        {
            issues.Remove(wanted);
            var begun = dialogs.Begin(new Matter.Issue(wanted), context);
            frames.Insert(top.Dialog.CanBeLeft(top.State) ? frames.Count - 1 : frames.Count, begun);
        }

        // Only a courtesy was open: that matter ends, and what lies below it is the one that was asked for.
        if (ReferenceEquals(Top, top)) await LeaveForAsync(frame is null, cancellation);
        else await RunTopAsync(frame is null ? TurnReason.Message : TurnReason.Resumed, 0, cancellation);
        return true;
    }

    private async ValueTask LeaveForAsync(bool isNew, CancellationToken cancellation)
    {
        await RunTopAsync(TurnReason.Left, frames.Count - 1, cancellation);
        await RunTopAsync(isNew ? TurnReason.Message : TurnReason.Resumed, 0, cancellation);
    }

    private List<(PendingIssue Issue, DialogFrame? Frame, string Words)> Waiting()
    {
        var waiting = new List<(PendingIssue, DialogFrame?, string)>();
        foreach (var issue in issues) waiting.Add((issue, null, $"{issue.Text}\n{Name(issue.Intent)}"));
        for (var i = 0; i < frames.Count - 1; i++)
            foreach (var open in context.CurrentCases)
                if (!open.IsClosed && new PendingIssue(open.Kind, open.SubjectId, "") is var issue && frames[i].Dialog.IsAbout(context, frames[i].State, issue)) waiting.Add((issue, frames[i], Words(open)));
        return waiting;
    }

    private string InHand(DialogFrame top) => string.Join('\n', context.CurrentCases.Where(c => !c.IsClosed && top.Dialog.IsAbout(context, top.State, new PendingIssue(c.Kind, c.SubjectId, ""))).Select(Words));

    private string Words(Recovery.ComplaintCase of) => $"{string.Join('\n', of.Evidence.Where(e => e.IsCustomers).Select(e => e.Text[Recovery.CaseEvidence.OfCustomer.Length..]))}\n{Name(of.Kind)}";

    private string Name(string intent) => (context.Pack.Complaint(intent)?.Name ?? context.Pack.Enquiry(intent)?.Name)?[context.Locale] ?? "";

    [GeneratedRegex(@"先|呢|那[个個件单單边邊]|嗰[个個件单單]|至于|至於|关于|關於|回到|接着|接著|然后|然後|现在|現在|\b(start|begin|first|then|now|next|about|regarding|back to|deal with|what of|as for|and the|and my)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Turning();
}
