using System.Diagnostics;
using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Facts;
using ServiceBot.Knowledge;
using ServiceBot.Llm;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Understanding;

namespace ServiceBot.Turns;

/// <summary>What a dialog may know and ask in one turn, brought together from everywhere.</summary>
internal sealed class DialogContexts(DialogSources sources, DeskView desk, PromiseQuotes quotes, AskedNextRows askedNext, ReachWays ways, Ledger ledger, Database database, IdSource ids, Rephraser? rephraser = null)
{
    public async ValueTask<DialogContext> MakeAsync(TurnDraft turn, Occasion occasion, CancellationToken cancellation)
    {
        var (input, pack) = (turn.Input, turn.Site.Pack);
        var giving = turn.Giving;
        var left = await ledger.LeftAsync(giving.Site, giving.Day, giving.DayBudget, cancellation);
        foreach (var spoken in turn.Remedies) left = left with { MinorUnits = left.MinorUnits - Ledger.AmountOf(spoken.Remedy, left.Currency).MinorUnits };
        var budgets = await PolicyBudgets.LeftAsync(ledger, giving, turn.Remedies, cancellation);
        return new DialogContext
        {
            Reason = occasion.Reason,
            Messages = turn.Heard.Texts,
            Together = turn.Heard.Together,
            Pressed = turn.Heard.Pressed,
            Files = turn.Heard.Files,
            Due = occasion.Due,
            News = occasion.News,
            IsCheck = occasion.IsCheck,
            TimesAsked = occasion.TimesAsked,
            Company = occasion.Company,
            Because = occasion.Because?.Cause,
            Rule = occasion.Because?.Rule,
            OfferPerson = occasion.OfferPerson,
            ReachableUntil = await ReachableUntilAsync(turn, cancellation),
            Now = turn.Now,
            Zone = turn.Zone,
            Locale = turn.Heard.Locale,
            Channel = input.Conversation.Channel,
            InGroup = input.Conversation.IsGroup,
            Pack = pack,
            Customer = turn.Customer,
            Proof = turn.Proof,
            ProvenSubject = turn.ProvenSubject,
            Tolerance = turn.Tolerance!,
            Desk = await desk.OfAsync(turn, cancellation),
            Cases = turn.Cases,
            Promises = turn.Promises,
            HasGreeted = turn.HasGreeted,
            Facts = input.Conversation.IsGroup ? NoFacts.Instance : turn.Looking,
            World = new TurnWorld(sources, turn, left, budgets),
            BudgetLeft = left,
            Reach = await ReachAsync(turn, cancellation),
            WasAskedForNews = turn.Offered.Contains(TurnDraft.AskedForNews),
            Past = await quotes.OfAsync(input.Conversation.Site, cancellation),
            AskedNext = await askedNext.OfAsync(input.Conversation.Site, cancellation),
            Ids = ids,
            VariantSeed = VariantSeed(input.Conversation),
            PutIn = rephraser is null ? null : turn.PutIn,
        };
    }

    /// <summary>On a page only: where we push, the channel itself reaches the customer.</summary>
    private async ValueTask<ReachView?> ReachAsync(TurnDraft turn, CancellationToken cancellation)
    {
        var conversation = turn.Input.Conversation;
        if (ways.Kinds.Count == 0 || conversation.IsGroup || ChannelRows.ArePushed(conversation.Channel)) return null;
        var known = await database.ReadAsync((session, cancel) => CustomerReachRows.FindAsync(session, conversation.Customer, cancel), cancellation);
        return new ReachView(ways.Kinds, known, turn.Offered.Contains(TurnDraft.AskedForAddress));
    }

    private async ValueTask<DateTimeOffset?> ReachableUntilAsync(TurnDraft turn, CancellationToken cancellation)
    {
        if (ChannelReach.Window(turn.Input.Conversation.Channel) is not { } window) return null;
        if (turn.Heard.IsAnything) return turn.Now + window;
        return await database.ReadAsync((session, cancel) => ChannelReach.OfAsync(session, turn.Input.Conversation, cancel), cancellation) switch
        {
            ChannelReach.Reachable reachable => reachable.Until,
            ChannelReach.Unreachable unreachable => unreachable.Since,
            _ => throw new UnreachableException(),
        };
    }

    // Not GetHashCode: that differs between processes, and a turn that runs again elsewhere must say the same.
    private static int VariantSeed(Conversation conversation)
    {
        var seed = 0;
        foreach (var c in conversation.ChannelConversationId) seed = unchecked((seed * 31) + c);
        return unchecked(seed + (int)conversation.Turn) & int.MaxValue;
    }
}
