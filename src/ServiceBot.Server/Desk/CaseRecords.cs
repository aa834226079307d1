using System.Text.Json.Serialization;

namespace ServiceBot.Server.Desk;

/// <summary>What the customer has lost.</summary>
/// <param name="Resource">time, money, product, respect.</param>
/// <param name="Late">By how many minutes the promised time was missed.</param>
internal sealed record LossView(string Resource, MoneyView? Money, long? Late);

/// <param name="Words">The customer's sentence that named the source.</param>
internal sealed record ExpectationView(ExpectationWord Source, TierWord? Tier, string? Words);

/// <param name="Text">"customer: …", "order status=in-transit".</param>
/// <param name="At">As of when; null for what earlier versions wrote.</param>
internal sealed record EvidenceView(string Text, DateTimeOffset? At);

/// <summary>One thing that was said or done: an apology, an offer, a promise with its clock.</summary>
/// <param name="Kind">The case's kind; null for a promise without a case.</param>
/// <param name="Remedies">What was offered, given or prepared.</param>
/// <param name="Promise">For <see cref="SaidWord.Promised"/>; its status is of now.</param>
internal sealed record SaidView(DateTimeOffset At, SaidWord What, LocalizedText? Kind, IReadOnlyList<IReadOnlyList<RemedyView>> Remedies, PromiseView? Promise);

/// <summary>Why this customer's claims are looked at by a person; for the desk only.</summary>
/// <param name="Reason">serial-claims, velocity, shared-phone, shared-address, shared-payment, shared-device.</param>
/// <param name="Customers">This one included.</param>
internal sealed record FlagView(string Id, string Reason, int Claims, int Customers, int Days, DateTimeOffset RaisedAt, DateTimeOffset ExpiresAt, DateTimeOffset? LiftedAt, string? LiftedWhy);

/// <summary>What this agent may do now.</summary>
/// <param name="Left">What one act may give at most, within the day's budget.</param>
/// <param name="MayGive">Nothing of worth goes to somebody who has not shown who they are.</param>
/// <param name="MayApologise">No open case has had its apology.</param>
internal sealed record AllowedView(MoneyView Left, MoneyView DayLeft, bool MayGive, bool MayApologise);

[JsonConverter(typeof(WordConverter<SaidWord>))]
internal enum SaidWord
{
    Apologised,
    Offered,
    Withdrawn,
    Given,
    Prepared,
    Closed,
    Reopened,
    Promised,
}

[JsonConverter(typeof(WordConverter<WitnessWord>))]
internal enum WitnessWord
{
    Customer,
    Data,
    Both,
    Contradicted,
}

[JsonConverter(typeof(WordConverter<ConfidenceWord>))]
internal enum ConfidenceWord
{
    None,
    Assumed,
    Likely,
    Certain,
}

[JsonConverter(typeof(WordConverter<RecurrenceWord>))]
internal enum RecurrenceWord
{
    First,
    Said,
    Other,
    Similar,
}

[JsonConverter(typeof(WordConverter<WantWord>))]
internal enum WantWord
{
    Information,
    Explanation,
    Apology,
    Refund,
    Compensation,
    Replacement,
    Redelivery,
    Speed,
    Visit,
    Person,
    Consequence,
}

[JsonConverter(typeof(WordConverter<ExpectationWord>))]
internal enum ExpectationWord
{
    None,
    Experience,
    Others,
    Publicity,
}

[JsonConverter(typeof(WordConverter<TierWord>))]
internal enum TierWord
{
    Basic,
    Standard,
    Raised,
    Emotional,
}
