using System.Globalization;
using ServiceBot.Customers;
using ServiceBot.Facts;
using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Transcripts;

namespace ServiceBot.Server.Chat;

/// <summary>What a `.chat` file starts from: pack with its overrides, clock, customers; and how its values are to be read.</summary>
internal sealed class ChatSetup
{
    // A Friday morning: without `@now` the day is a working one.
    private static readonly ChatTime Morning = new(new DateTime(2026, 11, 20, 10, 0, 0), null);

    private readonly IReadOnlyDictionary<int, string> ownerByLine;
    private readonly bool withSample;

    private ChatSetup(ChatScript script, Pack pack, IReadOnlyList<ChatCustomer> customers, IReadOnlyDictionary<int, string> ownerByLine)
    {
        Pack = pack;
        Customers = customers;
        this.ownerByLine = ownerByLine;
        withSample = script.Lines.OfType<ChatLine.Sample>().Any();
        Zone = TimeZoneInfo.FindSystemTimeZoneById(pack.Site.TimeZone);
        Now = (script.Lines.OfType<ChatLine.Now>().LastOrDefault()?.Time ?? Morning).In(Zone);
        Locale = Locales.FromTag(script.Lines.OfType<ChatLine.Language>().LastOrDefault()?.Tag);
        Channel = script.Lines.OfType<ChatLine.Channel>().LastOrDefault()?.Name ?? "directline";
        // The same file gives the same codes each time.
        var random = new Random(1);
        Ids = new IdSource(random.NextBytes);
    }

    public Pack Pack { get; }
    public IReadOnlyList<ChatCustomer> Customers { get; }
    public TimeZoneInfo Zone { get; }
    public DateTimeOffset Now { get; }

    /// <summary>Other without `@locale`: then the messages' language decides.</summary>
    public Locale Locale { get; }

    public string Channel { get; }
    public IdSource Ids { get; }

    /// <summary>Known without the file's own: the pack's and its sample's, with `@sample` only.</summary>
    public IReadOnlyList<Incident> Incidents => withSample ? [.. Pack.Incidents, .. Pack.Sample?.Incidents ?? []] : [];

    /// <param name="open">Loads a pack by its name at a moment (the sample's times move with it); null is the usual pack.</param>
    public static (ChatSetup? Setup, IReadOnlyList<ChatProblem> Problems) Prepare(ChatScript script, Func<string?, DateTimeOffset, ChatPack> open)
    {
        var named = script.Lines.OfType<ChatLine.Pack>().LastOrDefault();
        var now = script.Lines.OfType<ChatLine.Now>().LastOrDefault()?.Time ?? Morning;
        var opened = open(named?.Name, now.In(TimeZoneInfo.Utc));
        if (opened is ChatPack.Missing missing) return (null, [new ChatProblem(script.File, named?.Number ?? 1, missing.Why)]);
        var pack = ((ChatPack.Loaded)opened).Pack;
        // Gestures are never withheld in a `.chat` (decisions.md 28).
        var problems = new List<ChatProblem>();
        pack = Overridden(script, pack with { Policy = pack.Policy with { Holdout = 0 } }, problems);
        var (customers, owners) = People(script);
        Check(script, pack, customers, problems);
        return problems.Count > 0 ? (null, problems) : (new ChatSetup(script, pack, customers, owners), []);
    }

    public IFactSource Facts(ChatFacts own) => withSample ? new FactsOrSample(own, new SampleFacts(() => Pack.Sample)) : own;

    /// <summary>External id of the customer a fact belongs to: the one named last before it.</summary>
    public string OwnerAt(ChatLine line) => ownerByLine[line.Number];

    public ChatCustomer CustomerAt(ChatLine line) => Customers.First(c => c.Id == ownerByLine[line.Number]);

    /// <summary>Where a pack knows no orders, `@order` is what its customers write about: a household, a stay.</summary>
    public string KindOf(ChatLine.Fact fact) => fact.Kind == ChatLine.Order && Pack.FactsOf(fact.Kind) is null ? Pack.Subject.Kind : fact.Kind;

    /// <summary>A fact's values; times without an offset are the site's.</summary>
    public IReadOnlyDictionary<string, string> Values(ChatLine.Fact fact)
    {
        var times = (Pack.FactsOf(KindOf(fact)) ?? Pack.Subject.Facts).Where(f => f.Type == "time").Select(f => f.Name).ToHashSet();
        return fact.Values.ToDictionary(v => v.Key, v => times.Contains(v.Key) && ChatWords.TryTime(v.Value, out var time)
            ? time.In(Zone).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)
            : v.Value);
    }

    public Incident Incident(ChatLine.Incident line)
    {
        var values = line.Values;
        return new Incident(line.Id, values["kind"], values.GetValueOrDefault("area"), OwnWords.From(values.GetValueOrDefault("cause") ?? ""), At("from"), At("until"));

        DateTimeOffset? At(string name) => values.TryGetValue(name, out var text) && ChatWords.TryTime(text, out var time) ? time.In(Zone) : null;
    }

    /// <summary>A day alone is its noon.</summary>
    public DateTimeOffset PastTime(ChatLine.Past past)
    {
        var at = past.Time.In(Zone);
        if (past.Time.Local.TimeOfDay == TimeSpan.Zero) at = at.AddHours(12);
        return at < Now ? at : Now.AddMinutes(-1);
    }

    public AgentRef Agent(string name) => new(new AgentId($"ag_{name}"), name, Money.FromDecimal(Pack.Policy.AgentAuthority, Pack.Site.Currency).MinorUnits);

    private static Pack Overridden(ChatScript script, Pack pack, List<ChatProblem> problems)
    {
        foreach (var line in script.Lines)
        {
            switch (line)
            {
                case ChatLine.Budget budget:
                    pack = pack with { Policy = pack.Policy with { DayBudget = budget.Amount } };
                    break;
                case ChatLine.Policy policy when PolicyFields.Set(pack.Policy, policy.Key, policy.Value) is var edit:
                    if (edit is PolicyEdit.Accepted(var edited)) pack = pack with { Policy = edited };
                    else if (edit is PolicyEdit.Refused(var what, var instead)) problems.Add(new ChatProblem(script.File, line.Number, $"{what}; {instead}"));
                    break;
            }
        }
        return pack;
    }

    // Without `@customer` somebody speaks all the same, and is who they say they are.
    private static (List<ChatCustomer>, Dictionary<int, string>) People(ChatScript script)
    {
        var customers = new List<ChatCustomer>();
        var owners = new Dictionary<int, string>();
        var first = script.Lines.OfType<ChatLine.Customer>().FirstOrDefault()?.Id ?? "customer";
        var last = first;
        foreach (var line in script.Lines)
        {
            if (line is ChatLine.Customer named)
            {
                last = named.Id;
                customers.RemoveAll(c => c.Id == named.Id);
                customers.Add(Customer(named));
            }
            if (line is ChatLine.Fact or ChatLine.Past) owners[line.Number] = last;
        }
        if (customers.Count == 0) customers.Add(new ChatCustomer(first, new NewCustomer(first), Proof.HostPage));
        return (customers, owners);
    }

    private static ChatCustomer Customer(ChatLine.Customer line)
    {
        var values = line.Values;
        if (values.GetValueOrDefault("verified") == "no") return new ChatCustomer(line.Id, new NewCustomer(null), Proof.None);
        var since = values.TryGetValue("since", out var day) ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : (DateOnly?)null;
        var orders = values.TryGetValue("orders", out var count) ? int.Parse(count, CultureInfo.InvariantCulture) : (int?)null;
        return new ChatCustomer(line.Id, new NewCustomer(line.Id, values.GetValueOrDefault("name"), values.GetValueOrDefault("tier"), since, orders), Proof.HostPage);
    }

    private static void Check(ChatScript script, Pack pack, List<ChatCustomer> customers, List<ChatProblem> problems)
    {
        foreach (var line in script.Lines)
        {
            var reason = line switch
            {
                ChatLine.Says { Who: { } who } when !Knows(who) => Nobody(who),
                ChatLine.Presses { Who: { } who } when !Knows(who) => Nobody(who),
                ChatLine.Sends { Who: { } who } when !Knows(who) => Nobody(who),
                ChatLine.Past past when pack.Complaint(past.Kind) is null => $"the pack has no complaint '{past.Kind}'; it has {string.Join(", ", pack.Complaints.Select(c => c.Id))}",
                ChatLine.Past past when past.Values.Any(v => v.Key is "coupon" or "refund" && ChatActs.Amount(v.Value) is null) => "an amount is written coupon=10.00",
                ChatLine.Incident incident when incident.Values.GetValueOrDefault("kind") is not { } kind || !pack.Causes.Kinds.ContainsKey(kind) => $"an incident has a kind of the pack: {string.Join(", ", pack.Causes.Kinds.Keys)}",
                _ => null,
            };
            if (reason is not null) problems.Add(new ChatProblem(script.File, line.Number, reason));
        }

        bool Knows(string who) => customers.Exists(c => c.Id == who);

        string Nobody(string who) => $"there is no customer '{who}'; name them first with '@customer id={who}'";
    }
}

/// <summary>A pack as a `.chat` file asks for it.</summary>
internal abstract record ChatPack
{
    private ChatPack() { }

    public sealed record Loaded(Pack Pack) : ChatPack;

    public sealed record Missing(string Why) : ChatPack;
}

/// <summary>`@sample`: the file's own facts first, then the pack's sample company.</summary>
internal sealed class FactsOrSample(ChatFacts own, SampleFacts sample) : IFactSource
{
    public async ValueTask<FactLookup> FindAsync(string kind, string id, CancellationToken cancellation) =>
        await own.FindAsync(kind, id, cancellation) is var found && found is FactLookup.NotFound ? await sample.FindAsync(kind, id, cancellation) : found;

    public async ValueTask<FactList> OfCustomerAsync(string kind, string customerExternalId, CancellationToken cancellation)
    {
        var found = await own.OfCustomerAsync(kind, customerExternalId, cancellation);
        return found is FactList.Found mine && await sample.OfCustomerAsync(kind, customerExternalId, cancellation) is FactList.Found theirs
            ? mine with { Facts = [.. mine.Facts, .. theirs.Facts.Where(t => mine.Facts.All(m => m.Id != t.Id))] }
            : found;
    }
}
