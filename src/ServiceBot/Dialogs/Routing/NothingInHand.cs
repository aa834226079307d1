using ServiceBot.Packs;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Routing;

/// <summary>Nothing is in hand and the customer writes: what was brought up is taken in order, and the customer is told the order.</summary>
internal readonly struct NothingInHand(Agenda agenda, FrameRunner runner, RootReplies root)
{
    private DialogContext Context => agenda.Context;

    /// <returns>False when a person is wanted after all.</returns>
    public async ValueTask<bool> BeginAsync(List<PendingIssue> found, CancellationToken cancellation)
    {
        if (found.Count == 0 && Context.Picked is null) found = new EarlierQuestion(agenda).Continued();
        if (found.Count == 0 && Context.Picked is null) found = new EarlierQuestion(agenda).OutageAsked() ?? new Meant(agenda).WithNothingInHand();
        if (new Meant(agenda).GivesUpOwn(found))
        {
            Context.Say("complaint.given-up");
            runner.Push(new Matter.Person(HandoffCause.Rule));
            await runner.ListenAsync(cancellation);
            return true;
        }

        if (found.Count == 0 && agenda.Issues.Count == 0)
        {
            if (IsAnswered()) return true;
            if (await new Outside(agenda).ChosenAsync(root, cancellation) is not { } chosen)
            {
                root.Reply();
                return true;
            }

            if (IssueFinder.WantsPerson(Context.Pack, chosen.Intent)) return false;
            found = [chosen];
        }

        KeepInOrder(agenda.Fresh(found));
        await runner.BeginNextAsync(cancellation);
        if (agenda.IsForPerson && !agenda.TakesEverything) await AnswerBesideAsync(cancellation);
        return true;
    }

    private bool IsAnswered()
    {
        if (Context.Picked is null && new Meant(agenda).Praises)
        {
            Context.Say("root.praise");
            return true;
        }

        if (Context.Picked is not null || !new Meant(agenda).OnlyAsksWhoIsThere) return new Articles(agenda).Answers();
        root.Welcome();
        return true;
    }

    // A question that one sentence answers comes first, unless somebody is angry: then the complaint does.
    // Of conduct last: it goes to a person, and what else was said would wait for him untold.
    private void KeepInOrder(List<PendingIssue> fresh)
    {
        var (table, isHeated) = (agenda, Context.Heard.IsHeated);
        agenda.Keep(fresh.Count < 2 ? fresh : [.. fresh.OrderBy(i => table.IsComplaint(i) != isHeated).ThenBy(table.IsOfConduct).ThenBy(i => ComesAfterDamage(i, fresh, table.Context.Pack))]);
        if (agenda.Issues.Count > 1 && (isHeated || agenda.Issues.Count(agenda.IsComplaint) > 1)) root.SayOrder(agenda.Issues);
    }

    // "Two days late, and the frame is broken": it is here, and what it is like now matters more than when it came.
    private static bool ComesAfterDamage(PendingIssue issue, List<PendingIssue> all, Pack pack) =>
        IssueFinder.IsAboutArrival(pack, issue.Intent) && all.Exists(o => o.SubjectId == issue.SubjectId && pack.Complaint(o.Intent)?.Failure.Matter == FailureMatter.Goods);

    // The complaint went to a person; "and how do I pay online?" needs none and would wait for nothing.
    private async ValueTask AnswerBesideAsync(CancellationToken cancellation)
    {
        var (pack, output) = (Context.Pack, Context.Output);
        if (output.Bubbles.Count == 0 || (Context.Heard.Flags & (EmotionFlags.Danger | EmotionFlags.Urgent | EmotionFlags.SelfHarm | EmotionFlags.Grief)) != 0) return;
        var plain = agenda.Issues.Find(i => pack.Enquiry(i.Intent) is { Needs.Count: 0 } && i.Intent != IssueFinder.SmallTalk);
        if (plain is null) return;
        var (last, asked) = (output.Bubbles[^1], output.Asked);
        agenda.Issues.Remove(plain);
        output.Bubbles.RemoveAt(output.Bubbles.Count - 1);
        await runner.AnswerAsync([plain], usable: false, cancellation);
        // What the person does comes last, with its buttons.
        output.Bubbles.Add(last);
        output.Asked = asked;
    }
}
