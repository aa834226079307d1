using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace ServiceBot.Server;

/// <summary>Where to listen, looked at before anything is opened: the web server would answer a slip with its stack.</summary>
internal static class ListenAddresses
{
    private const string Example = ServerSettings.DefaultUrl;

    /// <exception cref="SettingException"/>
    public static void Check(IConfiguration configuration)
    {
        foreach (var url in configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? []) Check("urls", url, configuration);
        foreach (var endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren())
            if (endpoint["Url"] is { } url) Check($"{endpoint.Path}:Url", url, configuration, endpoint.GetSection("Certificate").Exists());
    }

    private static void Check(string setting, string url, IConfiguration configuration, bool hasCertificate = false)
    {
        if (!IsAddress(url, out var isHttps))
            throw new SettingException($"{setting} is '{url}', where nothing can listen. Write {Example}: http://, this machine's address or name, and a port up to {IPEndPoint.MaxPort}; * is every address of this machine.");
        if (isHttps && !hasCertificate && !configuration.GetSection("Kestrel:Certificates:Default").Exists())
            throw new SettingException($"{setting} is '{url}', but there is no certificate for https. Name one in Kestrel:Certificates:Default:Path and :Password, or listen on {Example} behind a proxy that speaks https.");
    }

    private static bool IsAddress(string url, out bool isHttps)
    {
        isHttps = false;
        try
        {
            var address = BindingAddress.Parse(url);
            isHttps = address.Scheme == Uri.UriSchemeHttps;
            return address.IsUnixPipe || address.IsNamedPipe || ((isHttps || address.Scheme == Uri.UriSchemeHttp) && address.Port <= IPEndPoint.MaxPort && address.PathBase.Length == 0);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
