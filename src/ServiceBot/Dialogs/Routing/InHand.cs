using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Routing;

/// <summary>Something is in hand and the customer writes: new complaints wait their turn, enquiries are answered in between, and the matter goes on with what is its own, or asks again.</summary>
internal readonly struct InHand(Agenda agenda, FrameRunner runner, DialogSet dialogs, RootReplies root)
{
    private DialogContext Context => agenda.Context;

    /// <param name="perhaps">Another complaint that was heard, not clearly: asked about before it is lost.</param>
    public async ValueTask GoOnAsync(List<PendingIssue> found, PendingIssue? perhaps, CancellationToken cancellation)
    {
        if (await IsForTheOpenQuestionAsync(found, cancellation)) return;
        var news = News.Of(agenda, found);
        if (Context.Pressed is not null && !news.IsUsable && found.Count == 0)
        {
            Context.Say("choice.stale");
            await runner.ResumeAsync(cancellation);
        }
        else if (news.Complaints.Count > 0 && agenda.IsForPerson) await NoteForPersonAsync(news, cancellation);
        else if (news.Complaints.Count > 0 && !news.IsUsable && agenda.CanBeLeft)
        {
            agenda.Keep(news.Complaints);
            await runner.RunAsync(TurnReason.Left, 0, cancellation);
        }
        else
        {
            if (news.Complaints.Count > 0)
            {
                agenda.Keep(news.Complaints);
                root.SayQueued(news.Complaints);
            }

            if (!await runner.AnswerAsync(news.Enquiries, news.IsUsable, cancellation)) await GoBackAsync(news, found.Count, perhaps, cancellation);
        }
    }

    /// <summary>What needs no sorting: it belongs to the open question as it is, or to who the bot is, or turns to another of the customer's matters.</summary>
    private async ValueTask<bool> IsForTheOpenQuestionAsync(List<PendingIssue> found, CancellationToken cancellation)
    {
        if (new EarlierQuestion(agenda).IsNoOtherMatter)
        {
            await runner.ResumeAsync(cancellation);
            return true;
        }

        if (new Articles(agenda).AnswersOutright(found))
        {
            await runner.ResumeAsync(cancellation);
            return true;
        }

        if (await new Turning(agenda, runner, dialogs, root).TurnsAsync(cancellation)) return true;
        if (agenda.TakesEverything && Context.Pressed is null)
        {
            await runner.ListenAsync(cancellation);
            return true;
        }

        // Whoever is in danger is told once more what to do, and not that a report was noted.
        if (agenda.IsForPerson && Context.Pressed is null && (Context.Heard.Flags & (EmotionFlags.Danger | EmotionFlags.Urgent | EmotionFlags.SelfHarm)) != 0)
        {
            agenda.Keep(agenda.Fresh(found).FindAll(agenda.IsComplaint));
            await runner.ListenAsync(cancellation);
            return true;
        }

        if (found.Count > 0 || Context.Picked is not null || !new Meant(agenda).OnlyAsksWhoIsThere) return false;
        Context.Say("bot.intro.plain");
        await runner.ResumeAsync(cancellation);
        return true;
    }

    // More about what the person knows of is a note; only a new matter is named.
    private async ValueTask NoteForPersonAsync(News news, CancellationToken cancellation)
    {
        var context = Context;
        var known = news.Complaints.FindAll(i => CaseBook.Find(context, i.Intent, i.SubjectId) is not null);
        foreach (var issue in known) CaseBook.Add(context, issue);
        List<PendingIssue> further = [.. news.Complaints.Except(known)];
        agenda.Keep(further);
        if (further.Count > 0) context.Say("person.noted", ("issues", root.Labels(further)));
        // "Call me on 139…, and one came broken": the way that was chosen is not asked for again.
        if (news.IsUsable) await runner.ListenAsync(cancellation);
        else if (further.Count == 0) await InformAsync(known, news.Enquiries, cancellation);
        else await runner.ResumeAsync(cancellation);
    }

    /// <summary>What is with a person already is not noted twice; who asks for the parcel meanwhile is told how it stands (recovery.md §9).</summary>
    private async ValueTask InformAsync(List<PendingIssue> complaints, List<PendingIssue> enquiries, CancellationToken cancellation)
    {
        var pack = Context.Pack;
        var arrival = complaints.Find(i => IssueFinder.IsAboutArrival(pack, i.Intent));
        if (arrival is not null && enquiries.Count == 0 && IssueFinder.AboutSubject(pack) is { } status)
            enquiries = [new PendingIssue(status.Id, arrival.SubjectId, arrival.Text)];
        if (enquiries.Count == 0) await runner.ListenAsync(cancellation);
        else if (!await runner.AnswerAsync(enquiries, usable: false, cancellation)) await runner.ResumeAsync(cancellation);
    }

    /// <summary>What was new is dealt with: the open question gets the rest, or is asked again.</summary>
    private async ValueTask GoBackAsync(News news, int found, PendingIssue? perhaps, CancellationToken cancellation)
    {
        if (!news.IsUsable && news.Fresh == 0 && new EarlierQuestion(agenda).MayAskWhether && !IsTimeWished(perhaps) && (perhaps ?? new Meant(agenda).Pictured()) is { } another) root.AskWhether(another);
        // "Can I send it back?" asks how, and was answered; only who says so gives it up.
        else if (news is { IsUsable: true, Enquiries.Count: > 0, Complaints.Count: 0 } && Context.Heard is { GivesUp: true, IsQuestion: true }) await runner.ResumeAsync(cancellation);
        // "What do I do with the broken pieces?" says once more what is broken, and asks something else.
        else if (!news.IsUsable && found > news.Fresh && !Context.Heard.AsksWhen && new Articles(agenda).AnswersBesideTheMatter()) await runner.ResumeAsync(cancellation);
        else if (news.IsUsable || found > news.Fresh)
        {
            // "Clean it again, please. When does the gym close?" chooses, and asks besides.
            if (news.IsUsable && Context.Pressed is null && Context.Picked?.StartsWith("remedy:", StringComparison.Ordinal) == true) new Articles(agenda).AnswerBesideTheChoice();
            await runner.ListenAsync(cancellation);
        }
        else if (news.Fresh > 0 || new Articles(agenda).AnswersAside()) await runner.ResumeAsync(cancellation);
        else switch (root.ReplyInBetween(agenda.IsForPerson))
        {
            case InBetween.Replied:
                await runner.ResumeAsync(cancellation);
                break;
            case InBetween.NotMine:
                await runner.ListenAsync(cancellation);
                break;
        }
    }

    // "All right, come tomorrow morning then" wishes for a time; it does not complain that nobody came.
    private bool IsTimeWished(PendingIssue? perhaps) =>
        perhaps is not null && IssueFinder.IsAboutArrival(Context.Pack, perhaps.Intent) && !Context.Heard.SaysNotYet && new Meant(agenda).IsAboutTheMatter;

    /// <summary>What a message holds beside the open question.</summary>
    /// <param name="IsUsable">It answers the open question, perhaps among other things.</param>
    /// <param name="Fresh">How many of its issues are neither in hand nor waiting.</param>
    private readonly record struct News(bool IsUsable, int Fresh, List<PendingIssue> Complaints, List<PendingIssue> Enquiries)
    {
        public static News Of(Agenda agenda, List<PendingIssue> found)
        {
            var (context, top) = (agenda.Context, agenda.Top!);
            var usable = top.Dialog.CanUse(context, top.State);
            var fresh = agenda.Fresh(found);
            // Whoever waits for a person may ask again for what is queued with the person.
            var complaints = (agenda.IsForPerson ? found : fresh).FindAll(agenda.IsComplaint);
            if (context.Heard.IsExclamation) fresh.RemoveAll(i => !agenda.IsComplaint(i) && !agenda.IsAboutSubject(i));
            var hasChosenRemedy = usable && context.Picked?.StartsWith("remedy:", StringComparison.Ordinal) == true;
            if (hasChosenRemedy) complaints.RemoveAll(new Meant(agenda).IsOnlyTheChoice);
            var hasChosenSubject = usable && context.Picked?.StartsWith(Choice.SubjectPrefix, StringComparison.Ordinal) == true;
            // "Send me a new one" chooses; it asks nothing about sending.
            var enquiries = hasChosenRemedy ? [] : fresh.FindAll(i => !agenda.IsComplaint(i) && !(usable && i.Intent == IssueFinder.SmallTalk) && !(hasChosenSubject && agenda.IsAboutSubject(i)));
            return new News(usable, fresh.Count, complaints, enquiries);
        }
    }
}
