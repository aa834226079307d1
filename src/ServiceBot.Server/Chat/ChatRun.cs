using System.Globalization;
using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Facts;
using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Chat;

/// <summary>Runs one `.chat` file through the real bot, line by line.</summary>
internal sealed class ChatRun
{
    private readonly ChatScript script;
    private readonly ChatSetup setup;
    private readonly ChatBot bot;
    private readonly IChatDoor door;
    private readonly List<ChatStep> steps = [];
    private readonly List<ChatCustomer> customers = [];
    private readonly List<string> saidSoFar = [];
    private ChatCustomer speaking;
    private ChatReading reading = new();
    private int acts;

    private ChatRun(ChatScript script, ChatSetup setup, ChatBot bot, IChatDoor door)
    {
        this.script = script;
        this.setup = setup;
        this.bot = bot;
        this.door = door;
        customers.AddRange(setup.Customers);
        speaking = customers[0];
    }

    /// <param name="listening">Trained models, shared by all files of a run.</param>
    /// <param name="way">How the customers write and read; null: straight into the bot.</param>
    public static async Task<ChatResult> RunAsync(ChatScript script, ChatSetup setup, DialogSet dialogs, Listening listening, CancellationToken cancellation, ChatWay? way = null)
    {
        var time = new ManualTime(setup.Now);
        way ??= ChatWay.Straight;
        await using var bot = await ChatBot.StartAsync(() => setup.Pack, dialogs, listening, time, setup.Ids, own => setup.Facts(own), way.Services, cancellation);
        return await new ChatRun(script, setup, bot, way.Door(bot, setup)).RunAsync(cancellation);
    }

    private async Task<ChatResult> RunAsync(CancellationToken cancellation)
    {
        foreach (var incident in setup.Incidents) bot.Incidents.Put(incident);
        foreach (var line in script.Lines)
        {
            if (await TryStepAsync(line, cancellation) is not { } failure) continue;
            steps.Add(new ChatStep.Checked(line, new Outcome(false, failure)));
            break;
        }
        return new ChatResult(script, steps);
    }

    // What a turn throws is a failure of this file, told where it happened; the other files run all the same.
    private async ValueTask<string?> TryStepAsync(ChatLine line, CancellationToken cancellation)
    {
        try
        {
            await StepAsync(line, cancellation);
            return null;
        }
        catch (Exception thrown) when (thrown is not OperationCanceledException)
        {
            return $"the bot failed: {thrown}";
        }
    }

    private async ValueTask StepAsync(ChatLine line, CancellationToken cancellation)
    {
        switch (line)
        {
            case ChatLine.Bot expected:
                steps.Add(new ChatStep.Checked(line, Expectations.Judge(expected, reading.Bubbles, saidSoFar)));
                break;
            case ChatLine.Reads expected:
                steps.Add(new ChatStep.Checked(line, Expectations.Judge(expected, reading)));
                break;
            case { BeginsTurn: true }:
                await TurnAsync(line, cancellation);
                break;
            default:
                await SetAsync(line, cancellation);
                steps.Add(new ChatStep.Set(line));
                break;
        }
    }

    private async ValueTask SetAsync(ChatLine line, CancellationToken cancellation)
    {
        switch (line)
        {
            case ChatLine.Fact fact:
                await bot.SeeAsync(bot.Facts.Put(setup.KindOf(fact), fact.Id, setup.OwnerAt(fact), setup.Values(fact)), cancellation);
                break;
            case ChatLine.Incident incident:
                bot.Incidents.Put(setup.Incident(incident));
                break;
            case ChatLine.Facts facts:
                bot.Facts.State = facts.State;
                break;
            case ChatLine.Agents agents:
                Seat(agents.Names);
                break;
            case ChatLine.Past past:
                await RememberAsync(past, cancellation);
                break;
        }
    }

    private async ValueTask TurnAsync(ChatLine line, CancellationToken cancellation)
    {
        var refusal = await ActAsync(line, cancellation);
        if (refusal is { IsFailure: true })
        {
            steps.Add(new ChatStep.Checked(line, new Outcome(false, refusal.Why)));
            return;
        }

        List<Utterance> said = [];
        foreach (var customer in customers.Where(c => c.Conversation is not null)) said.AddRange(await HearAsync(customer, cancellation));
        if (refusal is not null) said.Add(new Utterance("notice", null, bot.Time.GetUtcNow(), refusal.Why, []));
        saidSoFar.AddRange(said.Where(u => u.From == "bot").Select(u => u.Text));
        reading = await new ChatReader(bot, setup.Pack).ReadAsync(speaking, reading, said, cancellation);
        steps.Add(new ChatStep.Turn(line, said, reading));
    }

    /// <param name="IsFailure">What the file asks for cannot be done; else the desk has refused, which a file may want to see.</param>
    private sealed record Refusal(string Why, bool IsFailure);

    private async ValueTask<Refusal?> ActAsync(ChatLine line, CancellationToken cancellation)
    {
        switch (line)
        {
            case ChatLine.Says says:
                await SendAsync(says.Who, customer => customer.Says(says.Message), cancellation);
                return null;
            case ChatLine.Sends sends:
                await SendAsync(sends.Who, customer => customer.Sends(sends.File), cancellation);
                return null;
            case ChatLine.Presses presses:
                return await PressAsync(presses, cancellation);
            case ChatLine.Pass pass:
                await OpenWatchedAsync(cancellation);
                await bot.AdvanceAsync(pass.By, cancellation);
                return null;
            case ChatLine.AgentSays says:
                return await DeskAsync(says.Agent, (id, agent) => bot.Desk.SayAsync(id, agent, says.Message, null, cancellation), cancellation);
            case ChatLine.AgentActs acts:
                return await DeskAsync(acts.Agent, (id, agent) => ActAsync(id, agent, acts.Act, cancellation), cancellation);
            default:
                return null;
        }
    }

    private ValueTask<DeskOutcome> ActAsync(ConversationId id, AgentRef agent, AgentAct act, CancellationToken cancellation) => act switch
    {
        AgentAct.Accept => bot.Desk.AcceptAsync(id, agent, cancellation),
        AgentAct.Release => bot.Desk.RequeueAsync(id, agent, cancellation),
        AgentAct.Return back => bot.Desk.ReleaseAsync(id, agent, back.Why, cancellation),
        AgentAct.Transfer transfer => bot.Desk.TransferAsync(id, agent, setup.Agent(transfer.To), cancellation),
        AgentAct.Resolve => bot.Resolving.ResolveAsync(id, agent, Resolution.AsOnRecord, cancellation),
        AgentAct.Coupon coupon => bot.Acts.GiveCouponAsync(id, agent, Money.FromDecimal(coupon.Amount, setup.Pack.Site.Currency), NextKey(), cancellation),
        AgentAct.Promise promise => bot.Acts.PromiseAsync(id, agent, promise.What, promise.Within, NextKey(), cancellation),
        AgentAct.Note note => bot.Desk.NoteAsync(id, agent, note.What, cancellation),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private string NextKey() => (++acts).ToString(CultureInfo.InvariantCulture);

    private async ValueTask<Refusal?> DeskAsync(string name, Func<ConversationId, AgentRef, ValueTask<DeskOutcome>> act, CancellationToken cancellation)
    {
        var agent = setup.Agent(name);
        if (await OfAgentAsync(agent, cancellation) is not { } conversation) return new Refusal("nobody has written yet, so there is no conversation for an agent", IsFailure: true);
        var outcome = await act(conversation, agent);
        await bot.RunTurnsAsync(conversation, cancellation);
        return outcome switch
        {
            DeskOutcome.Done => null,
            DeskOutcome.Lost lost => new Refusal($"refused: {lost.To ?? lost.Owner.ToString().ToLowerInvariant()} has the conversation", IsFailure: false),
            DeskOutcome.Refused refused => new Refusal($"refused: {refused.Why}", IsFailure: false),
            _ => new Refusal("refused: there is no such conversation", IsFailure: false),
        };
    }

    /// <summary>Whose conversation an agent means: their own, else one that waits, else the customer's who spoke last.</summary>
    private async ValueTask<ConversationId?> OfAgentAsync(AgentRef agent, CancellationToken cancellation)
    {
        List<Conversation> open = [];
        foreach (var customer in customers.Where(c => c.Conversation is not null).OrderBy(c => c == speaking ? 0 : 1)) open.Add(await bot.ConversationAsync(customer.Conversation!.Value, cancellation));
        var meant = open.Find(c => c.OwnerAgent == agent.Id) ?? open.Find(c => c.Owner == Owner.Queue) ?? open.FirstOrDefault();
        if (meant is null) return null;
        speaking = customers.First(c => c.Conversation == meant.Id);
        return meant.Id;
    }

    private async ValueTask<Refusal?> PressAsync(ChatLine.Presses presses, CancellationToken cancellation)
    {
        var customer = Find(presses.Who);
        var buttons = customer.Conversation is { } open ? ChatButtons.Of(await door.SeenAsync(open, 0, cancellation)) : [];
        if (buttons.LastOrDefault(b => b.Title == presses.Title) is not { } button)
            return new Refusal(buttons.Count == 0 ? "there is no button to press" : $"the buttons are {string.Join(", ", buttons.Select(b => b.Title).Distinct())}", IsFailure: true);
        await SendAsync(presses.Who, c => button.Press(c.Account), cancellation);
        return null;
    }

    private async ValueTask SendAsync(string? who, Func<ChatCustomer, Protocol.Activity> activity, CancellationToken cancellation)
    {
        speaking = Find(who);
        speaking.Conversation = await door.SendAsync(speaking, activity(speaking) with { Locale = setup.Locale == Locale.Other ? null : setup.Locale.Tag() }, cancellation);
    }

    // Whoever is owed something by the clock can be spoken to before they have written: their page is open.
    private async ValueTask OpenWatchedAsync(CancellationToken cancellation)
    {
        foreach (var customer in customers.Where(c => c.Conversation is null && c.Proof != Proof.None))
            if (await bot.IsWatchedAsync(customer.Id, cancellation))
            {
                customer.Conversation = await door.OpenAsync(customer, cancellation);
                // A channel's greeting is no part of what the time brings.
                await HearAsync(customer, cancellation);
            }
    }

    private ChatCustomer Find(string? who) => who is null ? customers[0] : customers.First(c => c.Id == who);

    private async ValueTask<IReadOnlyList<Utterance>> HearAsync(ChatCustomer customer, CancellationToken cancellation)
    {
        var heard = await door.SeenAsync(customer.Conversation!.Value, customer.HeardUpTo, cancellation);
        if (heard.Count > 0) customer.HeardUpTo = heard[^1].Seq;
        var isOne = customers.Count == 1;
        return [.. heard.Select(line => new Utterance(
            line.Role.ToString().ToLowerInvariant(),
            line.Role == Role.Agent ? line.Activity.From?.Name : line.Role == Role.Customer && !isOne ? customer.Id : null,
            line.Activity.Timestamp ?? bot.Time.GetUtcNow(),
            ChatText.Of(line.Activity),
            [.. ChatButtons.Of([line]).Select(b => b.Title)]))];
    }

    private void Seat(IReadOnlyList<string> names)
    {
        foreach (var left in bot.Presence.OnDuty.Where(a => !names.Contains(a.Name))) bot.Presence.Disconnect(left.Id);
        foreach (var agent in names.Select(setup.Agent).Where(a => !bot.Presence.IsOnDuty(a.Id))) bot.Presence.Connect(agent);
    }

    private async ValueTask RememberAsync(ChatLine.Past past, CancellationToken cancellation)
    {
        var customer = setup.CustomerAt(past);
        var kind = setup.Pack.Complaint(past.Kind)!;
        var at = setup.PastTime(past);
        var id = setup.Ids.Case();
        List<RemedyOrder> given = [];
        foreach (var (word, value) in past.Values)
        {
            if (word is not ("coupon" or "refund")) continue;
            var amount = Money.FromDecimal(decimal.Parse(value, CultureInfo.InvariantCulture), setup.Pack.Site.Currency);
            Remedy remedy = word == "coupon" ? new Remedy.Coupon(amount, setup.Pack.Policy.CouponValidDays) : new Remedy.Refund(amount, "freight");
            given.Add(new RemedyOrder(id, "past", remedy, word == "coupon" ? setup.Ids.CouponCode() : null, at.AddDays(setup.Pack.Policy.CouponValidDays), Reason.Read("given earlier"), setup.Pack.Version));
        }

        var closed = new ComplaintCase
        {
            Id = id,
            Kind = kind.Id,
            SubjectId = past.Values.FirstOrDefault(v => v.Key is not ("coupon" or "refund")).Value,
            Root = kind.Root,
            Dimension = kind.Dimension,
            Severity = kind.Severity,
            Given = [.. given.Select(g => g.Remedy)],
            IsClosed = true,
            IsFailure = true,
            OpenedAt = at,
            PackVersion = setup.Pack.Version,
        };
        // What was given then was within the budget of its day.
        var budget = new Money(given.Sum(g => Ledger.AmountOf(g.Remedy, setup.Pack.Site.Currency).MinorUnits), setup.Pack.Site.Currency);
        await bot.RememberAsync(customer.Known, closed, given, budget, setup.Zone, cancellation);
    }
}
