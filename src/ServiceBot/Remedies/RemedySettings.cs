using Microsoft.Extensions.Configuration;
using ServiceBot.Outbound;
using ServiceBot.Recovery;

namespace ServiceBot.Remedies;

/// <summary>The section <c>Remedies</c>: with <c>Url</c> the company's system executes, without it people do.</summary>
public sealed record RemedySettings(string Url, string Secret)
{
    private const int ShortestSecret = 16;

    // Coupons are honoured by our ledger and asked for by the shop; a system that wants to hear of them names them.
    private static readonly IReadOnlySet<RemedyKind> Usual = new HashSet<RemedyKind> { RemedyKind.Refund, RemedyKind.Redelivery, RemedyKind.Replacement, RemedyKind.Priority, RemedyKind.Points, RemedyKind.Tier, RemedyKind.Invitation, RemedyKind.Visit };

    public IReadOnlySet<RemedyKind> Kinds { get; init; } = Usual;

    /// <summary>While it is being changed: callbacks signed with the one before are still good.</summary>
    public string? SecretBefore { get; init; }

    /// <summary>For one call.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(10);

    public IReadOnlyList<string> Secrets => SecretBefore is { } before ? [Secret, before] : [Secret];

    /// <summary>Null without <c>Remedies:Url</c>; each problem is a sentence that names the setting.</summary>
    public static RemedySettings? Read(IConfiguration configuration, OutboundSettings outbound, ICollection<string> problems)
    {
        var section = configuration.GetSection("Remedies");
        if (section["Url"] is not { Length: > 0 } url)
        {
            if (section["Secret"] is { Length: > 0 }) problems.Add("Remedies:Secret is set without Remedies:Url: give the address of the system that executes remedies, or leave both out.");
            return null;
        }

        if (UrlRules.Refusal(url, outbound, out _) is { } refusal) problems.Add($"Remedies:Url is \"{url}\": {refusal}");
        var secret = section["Secret"] ?? "";
        if (secret.Length < ShortestSecret) problems.Add($"Remedies:Secret has {secret.Length} characters: write at least {ShortestSecret}, the same as in the system at Remedies:Url.");
        if (section["SecretBefore"] is { Length: > 0 and < ShortestSecret }) problems.Add($"Remedies:SecretBefore is shorter than {ShortestSecret} characters: leave it out, or write the whole former secret.");
        return new RemedySettings(url, secret)
        {
            SecretBefore = section["SecretBefore"] is { Length: > 0 } before ? before : null,
            Kinds = KindsIn(section.GetSection("Kinds"), problems) ?? Usual,
        };
    }

    private static HashSet<RemedyKind>? KindsIn(IConfigurationSection list, ICollection<string> problems)
    {
        if (!list.Exists()) return null;
        var kinds = new HashSet<RemedyKind>();
        foreach (var word in list.Value?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? list.GetChildren().Select(c => c.Value ?? ""))
        {
            if (Enum.TryParse<RemedyKind>(word, ignoreCase: true, out var kind) && !int.TryParse(word, out _) && kind is not (RemedyKind.Explanation or RemedyKind.Apology or RemedyKind.Person)) kinds.Add(kind);
            else problems.Add($"{list.Path} names \"{word}\": write coupon, refund, redelivery, replacement, priority, points, tier, invitation or visit.");
        }

        return kinds;
    }
}
