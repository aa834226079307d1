namespace ServiceBot.Server.Company;

/// <summary>The section <c>Coupons</c>: how the company's shop shows who it is, by a key or by signature. Without either nobody may ask.</summary>
/// <param name="Key">Sent as <c>Authorization: Bearer</c>; null: none.</param>
/// <param name="Secrets">Of the signature; empty: none.</param>
/// <param name="Site">The only site whose coupons the shop takes; null: all.</param>
internal sealed record CouponSettings(string? Key, IReadOnlyList<string> Secrets, string? Site)
{
    private const int Shortest = 16;

    public bool IsOpen => Key is not null || Secrets.Count > 0;

    public static CouponSettings Read(IConfiguration configuration, IReadOnlyList<string> sites, ICollection<string> problems)
    {
        var section = configuration.GetSection("Coupons");
        string? Long(string name)
        {
            if (section[name] is not { Length: > 0 } value) return null;
            if (value.Length < Shortest) problems.Add($"Coupons:{name} has {value.Length} characters: write at least {Shortest}, or leave it out.");
            return value;
        }

        var site = section["Site"] is { Length: > 0 } named ? named : null;
        if (site is not null && !sites.Contains(site)) problems.Add($"Coupons:Site is '{site}', but there is no such site. There are: {string.Join(", ", sites)}.");
        string?[] secrets = [Long("Secret"), Long("SecretBefore")];
        return new CouponSettings(Long("Key"), [.. secrets.OfType<string>()], site);
    }
}
