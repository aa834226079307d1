using System.Diagnostics;
using ServiceBot.Guards;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Remedies;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>
/// A turn while an agent owns the conversation: the bot says nothing (decisions.md 7). What falls due or becomes known is shown to the agent, and what the agent
/// writes counts as the bot's words do.
/// </summary>
internal sealed class AgentTurn(IncidentBook announced, Database database, TimeProvider time)
{
    public async ValueTask RunAsync(TurnDraft turn, CancellationToken cancellation)
    {
        foreach (var unread in turn.Input.Unread)
        {
            switch (unread)
            {
                case Unread.Internal happened:
                    await TellAsync(turn, happened, cancellation);
                    break;
                case Unread.Visible { Role: Role.Agent }:
                    KeepAnswered(turn);
                    break;
            }
        }

        Watch(turn);
        turn.HearNewsWish();
        CompanySide.JudgePerson(turn);
    }

    private async ValueTask TellAsync(TurnDraft turn, Unread.Internal happened, CancellationToken cancellation)
    {
        switch (happened.Kind)
        {
            case PromiseRows.Clock when Open(turn, happened.Json) is { } due:
                // The promise is the agent's now, with an alarm.
                turn.Change(due with { Owner = turn.Input.Conversation.OwnerAgent?.Value ?? due.Owner });
                turn.NoteForAgent("promise-alarm", due.Id.Value);
                break;
            case PromiseRows.CheckClock when Open(turn, happened.Json) is { } soon:
                turn.NoteForAgent("promise-soon", soon.Id.Value);
                break;
            case RemedyNews.Event when RemedyNews.Read(happened.Json) is { } news:
                Tell(turn, news);
                break;
            case CompanyNews.Kind when CompanyNews.Read(happened.Json) is { } known:
                turn.Note(NewsForAgent.Kind, new NewsForAgent(known, About(known, turn.Site.Pack)).Json());
                break;
            case ApprovalRows.Clock when await BotApprovals.RunOutAsync(database, happened.Json, time.GetUtcNow(), cancellation) is { } approval:
                turn.ApprovalOver(approval);
                break;
        }
    }

    private static Promise? Open(TurnDraft turn, string id) => turn.Promises.FirstOrDefault(promise => promise.Id.Value == id && promise.Status == PromiseStatus.Open);

    /// <summary>The books are right and the desk sees it; the agent tells the customer.</summary>
    private static void Tell(TurnDraft turn, RemedyNews news)
    {
        if (turn.Cases.FirstOrDefault(matter => matter.Id == news.Case) is { } about) turn.Change(news.On(about));
        // Without a result the promise is the agent's now, and stays open until they settle it.
        if (news.Status == RemedyStatus.Done)
            foreach (var promise in turn.Promises.Where(promise => promise.Status == PromiseStatus.Open && news.IsPromisedBy(promise)).ToList()) turn.Change(news.On(promise));
        turn.Note("remedy-news", news.ToJson());
    }

    /// <summary>The agent has written: who was to be answered is.</summary>
    private static void KeepAnswered(TurnDraft turn)
    {
        foreach (var promise in turn.Promises.Where(static promise => promise is { Status: PromiseStatus.Open, What: PromiseKinds.MessageAnswered }).ToList())
        {
            turn.Change(promise with { Status = PromiseStatus.Kept });
            turn.NoteForAgent("promise-kept", promise.What);
        }
    }

    /// <summary>An agent's apologies count as the bot's do, and what a text claims or promises too much is for the desk to see.</summary>
    private static void Watch(TurnDraft turn)
    {
        foreach (var unread in turn.Input.Unread)
        {
            if (unread is not Unread.Visible { Role: Role.Agent, Activity.Text: { Length: > 0 } text }) continue;
            SpeechGuard.Watch(text, turn.Cases, why => turn.NoteForAgent("agent-warning", why));
            if (ApologyFinder.Apologies(text).Count > 0 && turn.Cases.LastOrDefault(static matter => !matter.IsClosed) is { } matter) turn.Change(matter with { Apologies = matter.Apologies + 1 });
        }
    }

    private LocalizedText? About(CompanyNews news, Pack pack) => news switch
    {
        CompanyNews.StandardMissed missed => pack.Standard(missed.Standard)?.Text,
        CompanyNews.TimeMoved moved => pack.Standard(moved.Standard)?.Text,
        CompanyNews.IncidentTold told => announced.Find(told.Incident)?.Cause,
        _ => throw new UnreachableException(),
    };
}
