using System.Text.Json.Serialization;

namespace ServiceBot.Server.Desk;

/// <summary>Everything the desk's lists show, read at one moment: after a lost connection the page shows this and nothing else.</summary>
/// <param name="Waiting">Who is in danger first, then the longest wait.</param>
/// <param name="Mine">Last changed first.</param>
/// <param name="Colleagues">What other agents have in hand, for supervisors; last changed first.</param>
internal sealed record Board(IReadOnlyList<BoardEntry> Waiting, IReadOnlyList<BoardEntry> Mine, IReadOnlyList<BoardEntry> Colleagues, IReadOnlyList<Colleague> OnDuty, DateTimeOffset Now);

/// <summary>One conversation in a list.</summary>
/// <param name="Customer">Null for a stranger.</param>
/// <param name="IsUrgent">In danger, or may be soon: before everybody else.</param>
/// <param name="Reason">Why it left the bot last: asked, tolerance, duty, second-failure, promise-broken, authority, bot-failed, rule, agent-lost, agent-left, other-bot.</param>
/// <param name="Unread">Messages of the customer that the asking agent has not seen.</param>
/// <param name="LastText">What the customer wrote last, at most 200 characters.</param>
internal sealed record BoardEntry(
    string Id,
    string? Customer,
    bool IsProven,
    bool IsUrgent,
    string Language,
    OwnerWord Owner,
    string? Agent,
    StatusWord Status,
    DateTimeOffset? WaitingSince,
    DateTimeOffset UpdatedAt,
    string? Reason,
    Story? Story,
    ToleranceNow? Tolerance,
    int Unread,
    string? LastText);

/// <summary>What it is about, in one line.</summary>
/// <param name="Kind">The complaint kind's name as the pack has it.</param>
/// <param name="Cause">An incident's id, or weather, traffic, sorting, system, carrier, customer, unknown.</param>
/// <param name="IsRootKnown">False: whoever resolves it has to say the root cause.</param>
internal sealed record Story(LocalizedText Kind, string? Subject, string Cause, int Severity, bool IsRootKnown);

/// <summary>0..100 each: the tolerance, the line below which the customer is lost, the line above which they are delighted.</summary>
internal sealed record ToleranceNow(double T, double A, double D, ZoneWord Zone);

internal sealed record Colleague(string Id, string Name);

[JsonConverter(typeof(WordConverter<OwnerWord>))]
internal enum OwnerWord
{
    Bot,
    Queue,
    Agent,
}

[JsonConverter(typeof(WordConverter<StatusWord>))]
internal enum StatusWord
{
    Open,
    Waiting,
    Pending,
    Snoozed,
    Resolved,
}

[JsonConverter(typeof(WordConverter<ZoneWord>))]
internal enum ZoneWord
{
    Delight,
    Inside,
    Below,
}
