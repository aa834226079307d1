using Microsoft.Identity.Client;
using ServiceBot.Outbound;

namespace ServiceBot.Server.Channels.BotFramework.Connector;

/// <summary>MSAL's requests go out like all others of ours (decisions.md 32).</summary>
/// <param name="asNamed">A provider that the settings name with http; null asks as MSAL says.</param>
internal sealed class MsalHttp(OutboundHttp http, Uri? asNamed) : IMsalHttpClientFactory, IDisposable
{
    // One for all: MSAL asks for it with every token.
    private readonly HttpClient client = new(asNamed?.Scheme == Uri.UriSchemeHttp ? new AsNamed(http.Handler(), asNamed) : http.Handler())
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 256 * 1024,
    };

    public HttpClient GetHttpClient() => client;

    public void Dispose() => client.Dispose();

    private sealed class AsNamed(HttpMessageHandler inner, Uri provider) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri is { } uri && uri.Host == provider.Host && uri.Port == provider.Port)
                request.RequestUri = new UriBuilder(uri) { Scheme = Uri.UriSchemeHttp, Port = provider.Port }.Uri;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
