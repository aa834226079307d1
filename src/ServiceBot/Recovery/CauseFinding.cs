using ServiceBot.Facts;

namespace ServiceBot.Recovery;

/// <summary>Which cause explains a failure, by what the company knows; an unknown cause is said to be unknown.</summary>
/// <param name="Cause">The incident's id, or weather, traffic, sorting, system, carrier, customer, unknown: <see cref="ServiceFailure.Cause"/>.</param>
/// <param name="Kind">Cause kind of the pack, or unknown.</param>
/// <param name="Incident">What the company has recorded, with its own words, area and end; null when the cause is known without one.</param>
public sealed record CauseFinding(string Cause, string Kind, Attribution Attribution, Incident? Incident)
{
    public static CauseFinding Unknown { get; } = new("unknown", "unknown", Attribution.Unknown, null);

    /// <summary>What the company's data say, a short phrase each, language-free ("order status=in-transit"): for the case and its reader at the desk.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>What the data do not say: cause, at, promised.</summary>
    public IReadOnlyList<string> Unknowns { get; init; } = [];

    public bool IsKnown => Kind != "unknown";
}
