using System.Collections.ObjectModel;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServiceBot.Packs;
using ServiceBot.Storage;

namespace ServiceBot.Recovery;

/// <summary>What a decision was made from, without its customer: enough to make it again under another policy.</summary>
public sealed record DecisionInput
{
    public required string Complaint { get; init; }
    public string Cause { get; init; } = "unknown";
    public Attribution Attribution { get; init; } = Attribution.Unknown;
    public int Severity { get; init; }
    public double LateHours { get; init; }
    public Money? Service { get; init; }
    public Money? Goods { get; init; }
    public bool HasPhoto { get; init; }
    public bool IsConfirmed { get; init; }
    public bool? MeetsStandard { get; init; }
    public bool IsProven { get; init; }
    public int ApologiesMade { get; init; }
    public string? Tier { get; init; }
    public IReadOnlyDictionary<string, string> Facts { get; init; } = ReadOnlyDictionary<string, string>.Empty;
    public DateTimeOffset? LastSimilar { get; init; }
    public DateTimeOffset? LastFailure { get; init; }
    public int ClaimsInWindow { get; init; }
    public Money Given { get; init; }
    public DateTimeOffset? LastGiven { get; init; }
    public DateTimeOffset? LastRecovered { get; init; }
    public bool IsSettled { get; init; }
    public bool IsSettledForAll { get; init; }
    public Scrutiny Scrutiny { get; init; }
    public DateTimeOffset Now { get; init; }
    public DateOnly Today { get; init; }
    public Money BudgetLeft { get; init; }
    public bool IsHeldOut { get; init; }

    public static DecisionInput Of(ServiceFailure failure, PolicyMoment moment) => new()
    {
        Complaint = failure.ComplaintKind,
        Cause = failure.CauseKind,
        Attribution = failure.Attribution,
        Severity = failure.Severity,
        LateHours = failure.Late.TotalHours,
        Service = failure.Freight,
        Goods = failure.Value,
        HasPhoto = failure.HasPhoto,
        IsConfirmed = failure.IsConfirmed,
        MeetsStandard = failure.MeetsStandard,
        IsProven = failure.IsProven,
        ApologiesMade = failure.ApologiesMade,
        Tier = failure.Tier,
        Facts = failure.Facts,
        LastSimilar = failure.History.LastSimilar,
        LastFailure = failure.History.LastFailure,
        ClaimsInWindow = failure.History.ClaimsInWindow,
        Given = failure.History.Given,
        LastGiven = failure.History.LastGiven,
        LastRecovered = failure.History.LastRecovered,
        IsSettled = failure.History.Settled.Count > 0 && failure.History.Settled.Contains(failure.Key),
        IsSettledForAll = failure.History.SettledForAll.Contains(failure.Key),
        Scrutiny = failure.History.Scrutiny,
        Now = moment.Now,
        Today = moment.Today,
        BudgetLeft = moment.BudgetLeft,
        IsHeldOut = moment.IsHeldOut,
    };

    /// <returns>Null when the pack has no such complaint (any more).</returns>
    public (ServiceFailure Failure, PolicyMoment Moment)? In(Pack pack)
    {
        if (pack.Complaint(Complaint) is not { } kind) return null;
        var failure = new ServiceFailure
        {
            ComplaintKind = Complaint,
            Failure = kind.Failure,
            SubjectId = "recorded",
            Cause = Cause,
            CauseKind = Cause,
            Attribution = Attribution,
            Severity = Severity,
            Late = TimeSpan.FromHours(LateHours),
            Freight = Service,
            Value = Goods,
            HasPhoto = HasPhoto,
            IsConfirmed = IsConfirmed,
            MeetsStandard = MeetsStandard,
            IsProven = IsProven,
            ApologiesMade = ApologiesMade,
            Tier = Tier,
            Facts = Facts,
            History = new CustomerHistory(LastSimilar, LastFailure, ClaimsInWindow, Given) { LastGiven = LastGiven, LastRecovered = LastRecovered, Scrutiny = Scrutiny, Settled = IsSettled ? [$"{Complaint}:recorded"] : [], SettledForAll = IsSettledForAll ? [$"{Complaint}:recorded"] : [] },
        };
        return (failure, new PolicyMoment(Now, pack.Site.Currency, pack.Version, BudgetLeft, IsHeldOut) { Today = Today });
    }
}

/// <summary>One decision as it was made.</summary>
/// <param name="FailureKey"><see cref="ServiceFailure.Key"/>.</param>
public sealed record DecisionRecord(string Pack, string PackVersion, string FailureKey, DecisionInput Input, DecisionOutcome Outcome);

/// <summary>What of a decision a manager compares.</summary>
/// <param name="Money">Of the dearest option.</param>
/// <param name="ToPerson">A person decides.</param>
public sealed record DecisionOutcome(string Rule, Money Money, bool ToPerson, bool HasApology, Reason Reason)
{
    /// <summary>Why a person has to decide; null when none has, and where it was only read back.</summary>
    public PersonReason? Person { get; init; }

    /// <param name="currency">The site's; an order that was paid in another keeps its own, amounts are never converted.</param>
    public static DecisionOutcome Of(RemedyDecision decision, string currency)
    {
        var most = Money.Zero(currency);
        foreach (var bundle in decision.Options)
        {
            Money? sum = null;
            foreach (var remedy in bundle.Remedies)
                if (Ledger.AmountOf(remedy, currency) is { IsZero: false } amount) sum = sum is { } before ? before + amount : amount;
            if (sum is { } worth && worth.MinorUnits > most.MinorUnits) most = worth;
        }
        return new DecisionOutcome(decision.Rule ?? "", most, decision.Person is not null, decision.Apology is ApologyAdvice.Own or ApologyAdvice.OwnTheOutcome, decision.Reason) { Person = decision.Person };
    }
}

public static class DecisionRows
{
    /// <param name="input">The record's, as <see cref="Rent"/> gave it: written before the transaction, so that the one writer of SQLite need not.</param>
    internal static async ValueTask AddAsync(Session session, string id, DecisionRecord record, RentedJson input, ConversationId conversation, string site, DateTimeOffset now, CancellationToken cancellation) =>
        await session.Statement(Sql.Insert)
            .Set("@id", id).Set("@at", now.ToUnixTimeMilliseconds()).Set("@site", site).Set("@pack", record.Pack).Set("@version", record.PackVersion)
            .Set("@conversation", conversation.Value).Set("@failure", Hash(record.FailureKey)).Set("@complaint", record.Input.Complaint)
            .SetUtf8("@input", input.Utf8).Set("@rule", record.Outcome.Rule)
            .Set("@money", record.Outcome.Money.MinorUnits).Set("@currency", record.Outcome.Money.Currency).Set("@person", record.Outcome.ToPerson ? 1 : 0)
            .Set("@apology", record.Outcome.HasApology ? 1 : 0).Set("@reason", record.Outcome.Reason.Kept)
            .ExecuteAsync(cancellation);

    internal static RentedJson Rent(DecisionInput input) => RentedJson.Of(input, RecoveryJson.Default.DecisionInput);

    /// <summary>The last decision of each failure in each conversation, oldest first.</summary>
    public static async ValueTask<IReadOnlyList<DecisionRecord>> BetweenAsync(Session session, string pack, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
        await session.Statement(Sql.Between).Set("@pack", pack).Set("@from", from.ToUnixTimeMilliseconds()).Set("@until", until.ToUnixTimeMilliseconds())
            .ListAsync(static row => new DecisionRecord(row.GetString(0), row.GetString(1), row.GetString(2),
                JsonSerializer.Deserialize(row.GetString(3), RecoveryJson.Default.DecisionInput)!,
                new DecisionOutcome(row.GetString(4), new Money(row.GetInt64(5), row.GetString(6)), row.GetInt64(7) == 1, row.GetInt64(8) == 1, Reason.Read(row.GetString(9)))), cancellation);

    // The number of an order has no place among figures that are kept.
    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16];

    private static class Sql
    {
        public const string Insert = """
            insert into policy_decision (id, at, site, pack, pack_version, conversation_id, failure, complaint, input, rule, money, currency, to_person, apology, reason)
            values (@id, @at, @site, @pack, @version, @conversation, @failure, @complaint, @input, @rule, @money, @currency, @person, @apology, @reason)
            on conflict (id) do nothing
            """;

        public const string Between = """
            select d.pack, d.pack_version, d.failure, d.input, d.rule, d.money, d.currency, d.to_person, d.apology, d.reason
            from policy_decision d
            where d.pack = @pack and d.at >= @from and d.at < @until and not exists (
              select 1 from policy_decision l where l.conversation_id = d.conversation_id and l.failure = d.failure and l.at < @until
                and (l.at > d.at or (l.at = d.at and l.id > d.id)))
            order by d.at, d.id
            """;
    }
}
