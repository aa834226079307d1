using System.Net;
using System.Net.Sockets;

namespace ServiceBot.Outbound;

/// <summary>Which addresses lie in the open Internet, and which only this machine, its network or its cloud can reach. Pure.</summary>
internal static class AddressRules
{
    // IANA special-purpose registries for IPv4 and IPv6 (RFC 6890 and its updates). Private: an administrator may allow it by host name.
    private static readonly IPNetwork[] Private = Networks(
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "fc00::/7", "::1/128");

    // Nothing a company's service would lie at, and what clouds answer credentials from: only a range in the settings allows it.
    private static readonly IPNetwork[] Special = Networks(
        "0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32",    // Azure's host agent, a public number
        "100.100.100.200/32",  // Alibaba Cloud's metadata, within the shared range
        "fd00:ec2::/32",       // AWS's metadata, within the unique local range
        "fd20:ce::254/128",    // Google Cloud's metadata, the same
        "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16");

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Null when <paramref name="address"/>, to which <paramref name="host"/> resolved, may be called; else why not.</summary>
    public static string? Refusal(string host, IPAddress address, OutboundSettings settings)
    {
        var actual = Embedded(address);
        if (settings.PrivateNetworks.Any(n => n.Contains(actual) || n.Contains(address))) return null;
        if (Special.Any(n => n.Contains(actual)) || !IsUnicast(actual)) return $"{host} lies at {address}, a special address";
        if (Private.Any(n => n.Contains(actual)) && !settings.PrivateHosts.Contains(host)) return $"{host} lies at {address}, a private address";
        return null;
    }

    private static bool IsUnicast(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(address) || Private.Any(n => n.Contains(address));

    // An IPv6 address that carries an IPv4 address ends up there, whatever it looks like.
    private static IPAddress Embedded(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        if (address.IsIPv4MappedToIPv6 || Nat64.Contains(address)) return new IPAddress(bytes.AsSpan(12));
        if (SixToFour.Contains(address)) return new IPAddress(bytes.AsSpan(2, 4));
        // Without the scope: ranges do not know it.
        return new IPAddress(bytes);
    }

    private static IPNetwork[] Networks(params string[] ranges) => [.. ranges.Select(IPNetwork.Parse)];
}
