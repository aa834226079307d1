using System.Net;
using Microsoft.Extensions.Configuration;

namespace ServiceBot.Outbound;

/// <summary>What <c>Outbound:…</c> in the configuration allows beyond public addresses by HTTPS.</summary>
public sealed record OutboundSettings
{
    public static OutboundSettings PublicHttpsOnly { get; } = new();

    /// <summary><c>Outbound:AllowHttp</c>: plain HTTP too.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>Host names of <c>Outbound:AllowPrivate</c>, lower case: they may lie at private or loopback addresses, not at link-local ones.</summary>
    public IReadOnlySet<string> PrivateHosts { get; init; } = new HashSet<string>();

    /// <summary>Addresses and CIDR ranges of <c>Outbound:AllowPrivate</c>: whoever lies there may be called.</summary>
    public IReadOnlyList<IPNetwork> PrivateNetworks { get; init; } = [];

    /// <summary>Reads the <c>Outbound</c> section; each problem is a sentence that names the setting.</summary>
    public static OutboundSettings Read(IConfiguration configuration, ICollection<string> problems)
    {
        var hosts = new HashSet<string>();
        var networks = new List<IPNetwork>();
        foreach (var (setting, entry) in PrivateEntries(configuration.GetSection("Outbound:AllowPrivate")))
        {
            if (Network(entry) is { } network) networks.Add(network);
            else if (IsHostName(entry)) hosts.Add(UrlRules.Normal(entry));
            else problems.Add($"{setting} is \"{entry}\": write a host name (orders.internal), an address (10.1.2.3) or a range (10.0.0.0/8).");
        }
        var http = configuration["Outbound:AllowHttp"];
        if (!bool.TryParse(http ?? "false", out var allowHttp))
            problems.Add($"Outbound:AllowHttp is \"{http}\": write true or false.");
        return new OutboundSettings { AllowHttp = allowHttp, PrivateHosts = hosts, PrivateNetworks = networks };
    }

    // A JSON array, or one line as it is comfortable in an environment variable: "orders.internal, 10.0.0.0/8".
    private static IEnumerable<(string Setting, string Entry)> PrivateEntries(IConfigurationSection section) =>
        section.Value is { } line
            ? line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(e => (section.Path, e))
            : section.GetChildren().Select(c => (c.Path, c.Value ?? ""));

    private static IPNetwork? Network(string text)
    {
        if (IPAddress.TryParse(text, out var address) && text.Count(c => c is '.' or ':') > 1)
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(text, out var network) ? network : null;
    }

    // A name with a port, a path or a star would never match a host; better to say so at the start.
    private static bool IsHostName(string text) =>
        Uri.CheckHostName(text.TrimEnd('.')) == UriHostNameType.Dns && text.Any(char.IsLetter);
}
