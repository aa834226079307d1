using System.Text.RegularExpressions;
using ServiceBot.Dialogs.Subject;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tolerance;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Complaint;

// Which remedy, and whether it is all right.
internal sealed partial class ComplaintTurn
{
    private async ValueTask<DialogStep> HearChoiceAsync(CancellationToken cancellation)
    {
        // "You decide": the first of them, which is what was lost in kind.
        if ((RemedyChoice.Taken(context, matter.Offered) ?? (context.Picked is null && Sayings.Delegates(context.Heard) ? matter.Offered[0] : null)) is { } taken)
        {
            var (text, card) = RemedyGiver.Give(context, kind, matter, taken, matter.Budgets, matter.Reason ?? default, context.Pack.Version);
            matter = matter with { Given = [.. matter.Given, .. taken.Remedies], Offered = [] };
            var promise = PromiseMaker.Open(context, matter.Id) is null ? ComplaintAnswer.Arranging(context, taken, matter) : "";
            (var need, matter) = NextNeeds.Offer(context, kind, matter, matter.Given, null, NeedStep.Remedy);
            return AskWhetherAllRight(Phrase.Join(context.Locale, text, promise, need), card);
        }
        if (context.Heard.Act == DialogAct.NeverMind || Sayings.TurnsToAnother(context)) return Drop();
        if (context.Heard.IsRefusal || AsksForOther)
        {
            context.Note(new ToleranceEvent.RemedyRejected());
            var rejected = RemedyChoice.Rejected(context, matter.Offered);
            matter = matter with { Rejected = [.. matter.Rejected, .. rejected.Where(r => matter.Rejected.All(known => known.Id != r.Id))] };
            // "Not the refund" turns down one of them, which is not offered again; the others still stand.
            if (rejected.Count > 0 && rejected.Count < matter.Offered.Count)
            {
                matter = matter with { Offered = [.. matter.Offered.Where(o => rejected.All(r => r.Id != o.Id))] };
                // Who haggles besides has turned down what is left as well.
                if (Sayings.Haggles(context.Heard)) state = state with { Rejections = state.Rejections + 1 };
                return OfferAgain("remedy.choose.left");
            }
            state = state with { Rejections = state.Rejections + 1 };
            if (state.Rejections > 1) return ToPerson(HandoffCause.Rule);
            var isAboutMoney = matter.Offered.Any(o => o.Remedies.Any(r => r is Remedy.Coupon or Remedy.Refund)) || context.Heard.All<Entity.Amount>().Any();
            return OfferAgain(rejected.Count > 0 ? (isAboutMoney ? "remedy.rejected.all" : "remedy.rejected.all.ways") : isAboutMoney ? "remedy.rejected" : "remedy.rejected.ways");
        }
        if (IsNowUrgent) return ToPerson(HandoffCause.Duty);
        state = state with { Misses = state.Misses + 1 };
        KeepWords();
        context.Note(new ToleranceEvent.Unresolved());
        await AnswerAsideAsync(cancellation);
        return OfferAgain(state.Misses > 1 ? "remedy.choose.last" : "remedy.choose.again", hasTold: context.Heard is { IsQuestion: false, Act: DialogAct.None });
    }

    // "Is there another room?", where another room is offered, asks about that one.
    private bool AsksForOther => Sayings.AsksForOther(context) && !matter.Offered.Any(o => RemedyChoice.IsNamed(context, o.Remedies[0].Kind));

    /// <param name="hasTold">What they said has been put on record, and chooses nothing.</param>
    private DialogStep.Wait OfferAgain(string key, bool hasTold = false)
    {
        var choices = RemedyChoice.Of(context, matter.Offered);
        context.Ask("choice", context.Render(key, ("list", ComplaintAnswer.Numbered(choices)), ("told", hasTold ? "told" : "")), [.. choices, PersonChoice()]);
        return Wait(Step.Choose);
    }

    private async ValueTask<DialogStep> HearVerdictAsync(CancellationToken cancellation)
    {
        var heard = context.Heard;
        if (IsNowUrgent) return ToPerson(HandoffCause.Duty);
        // Before any no: "三十就三十吧" names a sum and gives in.
        if (context.Picked is null && (Sayings.Concedes(heard) || Sayings.Agrees(context))) return Close();
        var isNo = context.Picked == Choice.No || (context.Picked is null && ((heard.Act == DialogAct.No && !heard.AsksWhether) || IsGivenRefused || Sayings.NamesSum(heard) || (heard.CallsItTooLittle && RemedyGiver.HasCompensated(matter))));
        if (context.Picked is null && heard.Act == DialogAct.SomethingElse)
        {
            context.Say("root.go-ahead");
            return Settle();
        }
        // "Not tonight, tomorrow after nine" and "forget it, Thursday then" neither turn down nor accept: a time is wished for.
        if (context.Picked is null && (isNo || heard.Act == DialogAct.NeverMind) && heard.All<Entity.Date>().Any()) return NoteWish();
        // "Forget it, cancel the visit": what is planned is not wanted any more, and a goodbye would leave it standing.
        if (context.Picked is null && heard is { Act: DialogAct.NeverMind, CallsOffAStep: true }) return NoteWish();
        if (context.Picked is null && Sayings.DeclinesKindly(heard)) return Close();
        if (await HearWantedAsync(mustBeStated: isNo, cancellation) is { } wanted) return wanted;
        // "Don't give me priority, on which day does it come?": the question is answered before anybody asks what is wrong.
        if (isNo && heard.AsksWhen && !Sayings.Haggles(heard) && await WhenAsync(cancellation) is { Length: > 0 } time)
        {
            context.Note(new ToleranceEvent.Unresolved());
            context.Ask(null, time, PersonChoice(), new Choice(context.Render("choice.fine"), Choice.Yes));
            return Wait(Step.Settle);
        }
        if (isNo)
        {
            if (RemedyGiver.HasCompensated(matter)) context.Note(new ToleranceEvent.RemedyRejected());
            // "I don't want money, he is to apologise", and how he behaved comes next: nobody is asked what else is wrong.
            if (context.Issues.Count > 0 && RemedyGiver.HasCompensated(matter) && !Sayings.Haggles(heard))
            {
                KeepWords();
                context.Say("complaint.refused.next");
                return Settle();
            }
            state = state with { Rejections = state.Rejections + 1 };
            if (state.Rejections > 1) return ToPerson(HandoffCause.Rule);
            // The button says that something is wrong, and not that it is the money.
            var isMoney = context.Picked is null && matter.Given.Any(static g => g is Remedy.Coupon or Remedy.Refund);
            context.Ask(null, context.Render(isMoney ? "complaint.missing.given" : "complaint.missing"), PersonChoice(), new Choice(context.Render("choice.fine"), Choice.Yes));
            return Wait(Step.Missing);
        }
        if (NextNeeds.TakenUp(context, kind, matter) is { } taken)
        {
            KeepWords();
            matter = NextNeeds.Told(matter, taken);
            context.Say(taken);
            return ToPerson(HandoffCause.Rule);
        }
        if (AsksWhatItCosts)
        {
            context.Ask(null, Cost(), SettleChoices());
            return Wait(Step.Settle);
        }
        if (await HearWhereAsync(cancellation) is { } where) return where;
        if (Supposed() is { } supposed) return SaySupposed(supposed);
        if (Quoted() is { } standard) return SayQuoted(standard);
        if (AsksPlan) return SayPlan();
        // "All right, and when will it come?" is not answered by a goodbye, and "forget it, can I fetch it myself?" gives up nothing.
        var asksOn = context.Picked is null && (heard.AsksWhen || (heard.Act == DialogAct.NeverMind && heard.IsQuestion));
        if (context.Picked == Choice.Yes || (heard.Act is DialogAct.Yes or DialogAct.Thanks or DialogAct.NeverMind && !asksOn) || heard.Act == DialogAct.Goodbye || heard.Emotion.Class is EmotionClass.Satisfied or EmotionClass.Grateful) return Close();
        // "Send somebody, then", where somebody is being sent; "can we make it tomorrow morning?" is for whoever comes to say.
        if (context.Picked is null && heard.All<Entity.Date>().Any() && Rearranging().IsMatch(heard.Text)) return NoteWish();
        if (context.Picked is null && AwaitedAndNamed is { } named)
        {
            context.Note(new ToleranceEvent.Unresolved());
            context.Ask(null, Phrase.Join(context.Locale, Given(named, matter), News()), SettleChoices());
            return Wait(Step.Settle);
        }
        if ((heard.AsksNews && !heard.AsksWhen) || (context.Picked is null && heard.IsQuestion && await HasNewCauseAsync(cancellation))) return await LookAgainAsync(cancellation);
        if (IssueFinder.Find(heard, context.Pack).Any(i => i.Intent == kind.Id || IssueFinder.IsAboutArrival(context.Pack, i.Intent))) return await LookAgainAsync(cancellation);
        KeepWords();
        // "Wait, I've just opened the other one": there is more to come, and nothing was misunderstood.
        if (context.Picked is null && heard.AsksToWait)
        {
            context.Ask(null, context.Render("complaint.wait"), SettleChoices());
            return Wait(Step.Settle);
        }
        // What waits matters more than a courtesy.
        if (context.Issues.Count > 0) return Settle();
        context.Note(new ToleranceEvent.Unresolved());
        if (await WhenAskedAsync(cancellation)) return Wait(Step.Settle);
        // "The birthday is tomorrow" tells what hangs on it, and was understood.
        if (context.Picked is null && !heard.IsHeated && heard.LiesAhead(context.Now))
        {
            SayNoted();
            return Wait(Step.Settle);
        }
        state = state with { Misses = state.Misses + 1 };
        if (IsInVain) return ToPerson(HandoffCause.BotFailed);
        if (heard.IsQuestion && state.Misses <= MostMisses) context.Ask(null, context.Render("complaint.settle.question", ("due", PromiseMaker.Open(context, matter.Id) is { } news ? Phrase.When(context, news.Due) : "")), PersonChoice(), new Choice(context.Render("choice.fine"), Choice.Yes));
        else if (state.Misses >= MostMisses || heard.Emotion.Class == EmotionClass.Angry || (heard.Flags & EmotionFlags.Sarcasm) != 0) context.Ask(null, context.Render("complaint.settle.last"), PersonChoice(), new Choice(context.Render("choice.fine"), Choice.Yes));
        else SayNoted();
        return Wait(Step.Settle);
    }

    /// <summary>"When?", "will he come today?": what has an answer is no miss, however often it is asked; how often is for tolerance to judge.</summary>
    private async ValueTask<bool> WhenAskedAsync(CancellationToken cancellation)
    {
        var heard = context.Heard;
        if (heard.AsksToBeTold && PromiseMaker.Open(context, matter.Id) is { } told) context.Ask(null, PromiseMaker.Say(context, told), SettleChoices());
        else if ((heard.AsksWhen || heard.AsksByThen) && AwaitedVisit is { } awaited) context.Ask(null, Phrase.Join(context.Locale, Given(awaited, matter), News()), SettleChoices());
        else if ((heard.AsksWhen || heard.AsksByThen) && await WhenAsync(cancellation) is { Length: > 0 } when) context.Ask(null, when, PersonChoice(), new Choice(context.Render("choice.fine"), Choice.Yes));
        else return false;
        return true;
    }

    // "Will the new one be the same colour?" asks something else of it.
    private Remedy? AwaitedAndNamed => AwaitedVisit is { } visit && RemedyChoice.IsNamed(context, RemedyKind.Visit) ? visit
        : context.Heard.IsQuestion ? null
        : matter.Given.FirstOrDefault(g => ComplaintAnswer.IsArranged(g.Kind) && !matter.Done.Contains(g.Kind) && RemedyChoice.IsNamed(context, g.Kind));

    private Remedy? AwaitedVisit => matter.Done.Contains(RemedyKind.Visit) ? null : matter.Given.FirstOrDefault(static g => g.Kind == RemedyKind.Visit);

    [GeneratedRegex(
        @"改(到|成|在|约|約|为|為|期|个|個|明|后|後|下|周|週|星期|礼拜|禮拜|早|晚|上|时间|時間)" +
        @"|(换|換|挪|推|延)(个|個|到|成|一下)?(时间|時間|天|明|后|後|下|早|晚)" +
        @"|\b(reschedul\w*|instead|another (day|time)|(move|change|push|make|do|have) it (to |on |at )?((?!by )\w+ )?(tomorrow|tonight|monday|tuesday|wednesday" +
        @"|thursday|friday|saturday|sunday|next|later|morning|afternoon|evening|in the))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Rearranging();

    // Told only now that somebody's health hangs on it: no word about wishes comes before the person.
    private bool IsNowUrgent => context.Reason == TurnReason.Message && context.Picked is null && (context.Heard.Flags & EmotionFlags.Urgent) != 0;

    /// <summary>"不用派人": what is being arranged is named and turned down.</summary>
    private bool IsGivenRefused => context.Picked is null && context.Heard.IsRefusal && matter.Given.Any(g => !matter.Done.Contains(g.Kind) && RemedyChoice.IsRefused(context, g));

    /// <summary>"And what are you going to do about it?", "can I use the credit this season?": what is being done stands above, and is said once more.</summary>
    private bool AsksPlan => context.Picked is null && context.Heard is { AsksWhen: false } && (context.Heard.AsksWhatIsDone || (context.Heard.IsQuestion && (Sayings.SpeaksOfRemedy(context.Heard) || RemedyChoice.NamesCoupon(context, matter)))) && Plan().Length > 0;

    private DialogStep.Wait SayPlan()
    {
        KeepWords();
        context.Note(new ToleranceEvent.Unresolved());
        context.Ask(null, Phrase.Join(context.Locale, WhyNoRefund(), Plan()), SettleChoices());
        return Wait(Step.Settle);
    }

    private string Plan()
    {
        var given = Phrase.Join(context.Locale, [.. Given(matter)]);
        return Phrase.Join(context.Locale, given, PromiseMaker.Open(context, matter.Id) is { } open ? PromiseMaker.Say(context, open) : "");
    }

    private DialogStep.Wait NoteWish()
    {
        KeepWords();
        context.Note(new ToleranceEvent.Unresolved());
        SayNoted();
        return Wait(Step.Settle);
    }

    // What is wished for is on record, and who can confirm it; the bot confirms nothing and asks nothing that was answered.
    // Who only tells what it has cost is not told that somebody else has to allow it.
    private void SayNoted() => context.Ask(null,
        context.Render(context.Heard.Wishes ? "complaint.settle.again" : "complaint.settle.heard", ("due", PromiseMaker.Open(context, matter.Id) is { } news ? Phrase.When(context, news.Due) : "")), PersonChoice(), new Choice(context.Render("choice.fine"), Choice.Yes));

    private DialogStep HearMissing()
    {
        if (context.Picked == Choice.Yes || Sayings.Concedes(context.Heard) || (context.Heard.Act is DialogAct.Yes or DialogAct.Thanks or DialogAct.NeverMind && !Sayings.NamesSum(context.Heard))) return Close();
        KeepWords();
        context.Say("complaint.missing.noted");
        return ToPerson(HandoffCause.Rule);
    }
}
