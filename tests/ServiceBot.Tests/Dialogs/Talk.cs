using System.Text;
using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Facts;
using ServiceBot.Knowledge;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tolerance;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

/// <summary>
/// A conversation with the dialogs: the real stack, pack, policy and cause finder; messages understood by hand.
/// The state goes through its stored form after every turn.
/// </summary>
internal sealed partial class Talk
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8));
    private static readonly Lazy<Pack> Courier = new(() => ((PackLoad.Loaded)PackLoader.Load(Path.Combine(AppContext.BaseDirectory, "packs", "courier"), WordingKeys.All, Start)).Pack);
    private static readonly DialogSet Dialogs = StandardDialogs.Create();

    private readonly Dictionary<CaseId, ComplaintCase> cases = [];
    private readonly Dictionary<PromiseId, Promise> promises = [];
    private readonly IdSource ids;
    private byte next;
    private ReadOnlyMemory<byte> stored;
    private int turn;

    public Talk(Locale locale = Locale.ZhHans)
    {
        Locale = locale;
        ids = new IdSource(bytes => { foreach (ref var b in bytes) b = next++; });
    }

    public Locale Locale { get; set; }
    public Orders Orders { get; } = new();
    public List<Incident> Incidents { get; } = [];
    public DateTimeOffset Now { get; set; } = Start;
    public Proof Proof { get; set; } = Proof.HostPage;
    public string? ProvenSubject { get; private set; }
    public Customer Customer { get; set; } = new(new CustomerId("cu_1"), "c1", "王芳", null, new DateOnly(2022, 5, 1), 3);
    public CustomerHistory History { get; set; } = CustomerHistory.Empty("CNY");
    public Scrutiny Scrutiny { get; set; }
    public DeskStatus Desk { get; set; } = new(0, 0, true, null, TimeSpan.Zero);
    public bool HasGreeted { get; set; } = true;
    public bool OfferPerson { get; set; }
    public bool InGroup { get; set; }
    public int AngerLevel { get; set; }

    /// <summary>So many wrong proofs were given in other conversations.</summary>
    public bool IsProofShut { get; set; }
    public Pack Pack { get; set; } = Courier.Value;

    /// <summary>What questions are answered from; the pack's own only where a test says so.</summary>
    public IReadOnlyList<Article> Articles { get; set; } = [];

    public TurnOutput Last { get; private set; } = new();
    public List<RemedyOrder> Remedies { get; } = [];
    public List<ToleranceEvent> Happened { get; } = [];
    public List<Feedback> Feedback { get; } = [];
    public List<string> AllSaid { get; } = [];
    public int LargestState { get; private set; }

    /// <summary>How many turns there have been.</summary>
    public int Turns => turn;

    public DialogState State => DialogStateJson.Read(stored.Span, Dialogs);
    public IReadOnlyList<ComplaintCase> Cases => [.. cases.Values];
    public IReadOnlyList<Promise> Promises => [.. promises.Values];
    public ComplaintCase Case => cases.Values.Last();

    /// <summary>All bubbles of the last turn, a line feed between them, cards as text.</summary>
    public string Bot => string.Join('\n', Last.Bubbles.Select(b => b.Coupon is { } c ? $"{b.Text}\n{c.Code} {c.Value}" : b.Text));

    public IReadOnlyList<string> Buttons => Last.Bubbles.Count == 0 ? [] : [.. Last.Bubbles[^1].Choices.Select(c => c.Title)];

    public Talk WithOrder(string number, string status = "in-transit", DateTimeOffset? promised = null, string? owner = "c1", params (string Name, string Value)[] more)
    {
        Orders.Put(number, owner, Now, [("status", status), ("promised", (promised ?? Start.AddHours(-16)).ToString("O")), ("at", "哈尔滨转运中心"), ("freight", "18.00"), ("value", "299.00"), ("phone", "13800138246"), .. more]);
        return this;
    }

    public Talk WithSnowstorm()
    {
        Incidents.Add(new Incident("i1", "weather", "哈尔滨", new LocalizedText("暴风雪", "暴風雪", "snowstorm"), null, Start.AddHours(26)));
        return this;
    }

    public Task<Talk> Writes(params UnderstoodMessage[] messages) => RunAsync(TurnReason.Message, messages);

    public Task<Talk> Says(string text, params string[] intents) => RunAsync(TurnReason.Message, [intents.Length == 0 ? Said.Unknown(text) : Said.Issue(text, intents)]);

    public Task<Talk> Does(string text, DialogAct act) => RunAsync(TurnReason.Message, [Said.Act(text, act)]);

    /// <summary>Presses the button with this title.</summary>
    public Task<Talk> Presses(string title)
    {
        var choice = Last.Bubbles[^1].Choices.Single(c => c.Title == title);
        return RunAsync(TurnReason.Message, [Said.Unknown(title)], pressed: choice.Value);
    }

    public Task<Talk> PressesValue(string value) => RunAsync(TurnReason.Message, [Said.Unknown("…")], pressed: value);

    public Task<Talk> SendsFile() => RunAsync(TurnReason.Message, [], files: 1);

    public Task<Talk> HandedOff(HandoffCause because, params UnderstoodMessage[] messages) => RunAsync(TurnReason.Handoff, messages, because: because);

    public Task<Talk> Returned() => RunAsync(TurnReason.Returned, []);

    public Task<Talk> Begins() => RunAsync(TurnReason.Started, []);

    /// <summary>The clock goes to the next open promise and the bot is called for it.</summary>
    /// <summary>How long the channel takes our messages after the customer's; null: for ever.</summary>
    public TimeSpan? Window { get; set; }

    /// <summary>The clock goes to the next moment at which the bot looks at an open promise.</summary>
    public Task<Talk> PromiseIsChecked()
    {
        var due = promises.Values.Where(p => p is { Status: PromiseStatus.Open, CheckAt: not null }).MinBy(p => p.CheckAt)!;
        Now = due.CheckAt!.Value;
        return RunAsync(TurnReason.PromiseDue, [], due: due, isCheck: true);
    }

    /// <summary>Some time after the matter was closed.</summary>
    public Task<Talk> IsAskedWhetherSolved(int times = 0) => RunAsync(TurnReason.AskSolved, [], times: times);

    public Dictionary<string, PastDurations> Past { get; } = [];

    /// <param name="after">How much later than it is due the clock rings: the program stood still.</param>
    public Task<Talk> PromiseFallsDue(TimeSpan after = default)
    {
        var due = promises.Values.Where(p => p.Status == PromiseStatus.Open).MinBy(p => p.Due)!;
        Now = due.Due + after;
        return RunAsync(TurnReason.PromiseDue, [], due: due);
    }

    /// <summary>An agent has done this to a case.</summary>
    public void Close(ComplaintCase changed) => cases[changed.Id] = changed;

    public void Promise(Promise made) => promises[made.Id] = made;

    public void Store(string json) => stored = Encoding.UTF8.GetBytes(json);

    private async Task<Talk> RunAsync(TurnReason reason, UnderstoodMessage[] messages, string? pressed = null, int files = 0, HandoffCause? because = null, Promise? due = null, bool isCheck = false, int times = 0)
    {
        turn++;
        var context = new DialogContext
        {
            Reason = reason,
            Messages = messages,
            Pressed = pressed,
            Files = files,
            Because = because,
            Due = due,
            IsCheck = isCheck,
            TimesAsked = times,
            Past = Past,
            OfferPerson = OfferPerson,
            ReachableUntil = Window is { } window ? Now + window : null,
            Now = Now,
            Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"),
            Locale = Locale,
            InGroup = InGroup,
            Pack = Pack,
            Customer = Customer,
            Proof = Proof,
            ProvenSubject = ProvenSubject,
            Tolerance = new ToleranceState { T = 65, A = 35, D = 75, Counts = new ToleranceCounts(AngerLevel: AngerLevel) },
            Desk = Desk,
            Cases = Cases,
            Promises = Promises,
            HasGreeted = HasGreeted,
            Facts = Orders,
            World = this,
            Ids = ids,
            VariantSeed = turn,
        };
        Keep(context, await DialogStack.RunAsync(DialogStateJson.Read(stored.Span, Dialogs), context, Dialogs, CancellationToken.None));
        return this;
    }

    private void Keep(DialogContext context, DialogState state)
    {
        stored = DialogStateJson.Write(state);
        LargestState = Math.Max(LargestState, stored.Length);
        Last = context.Output;
        foreach (var changed in Last.Cases) cases[changed.Id] = changed;
        foreach (var changed in Last.Promises) promises[changed.Id] = changed;
        Remedies.AddRange(Last.Remedies);
        Feedback.AddRange(Last.Feedback);
        Happened.AddRange(Last.Happened.Select(h => h.Event));
        AllSaid.AddRange(Last.Bubbles.Select(b => b.Text));
        (Proof, ProvenSubject) = (context.Proof, context.ProvenSubject);
        HasGreeted |= Last.Bubbles.Count > 0;
        if (Last.Handoff is not null) Desk = Desk with { Place = Desk.Waiting + 1 };
        if (Last.StayWithBot) Desk = Desk with { Place = null };
    }
}
