using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ServiceBot.Outbound;

/// <summary>
/// The one way out for HTTP (decisions.md 32): resolves the name, checks what it got, connects to exactly that address;
/// follows no redirect, reads no proxy environment, keeps no cookies, decompresses nothing, bounds time and size.
/// </summary>
public sealed class OutboundHttp : IDisposable
{
    private readonly OutboundSettings settings;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve;
    private readonly TimeProvider time;
    private readonly SocketsHttpHandler handler;
    private readonly HttpClient client;

    /// <param name="resolve">Name → addresses; the system's resolver unless given.</param>
    /// <param name="connectionsPerHost">Connections are pooled by host and port.</param>
    public OutboundHttp(OutboundSettings settings, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null, int connectionsPerHost = 32)
    {
        this.settings = settings;
        this.time = time;
        this.resolve = resolve ?? Dns.GetHostAddressesAsync;
        handler = new SocketsHttpHandler
        {
            ConnectCallback = ConnectAsync,
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            MaxConnectionsPerServer = connectionsPerHost,
            MaxResponseHeadersLength = 32,
            MaxResponseDrainSize = 64 * 1024,
            // A host that moves is found again after this time, and checked again.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        };
        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>For a library that brings its own requests: they go the same way, under the same rules. Time and size are for its client to bound.</summary>
    public HttpMessageHandler Handler() => new Checked(handler, settings);

    /// <exception cref="ArgumentException">A header of the request is none.</exception>
    public async Task<OutboundResult> SendAsync(OutboundRequest request, CancellationToken cancellation)
    {
        if (UrlRules.Refusal(request.Url, settings, out var uri) is { } refusal) return new OutboundResult.Refused(refusal);

        using var limit = new CancellationTokenSource(request.Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var message = Message(request, uri);
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var body = await ReadAsync(response.Content, request.MaxBytes, either.Token);
            return body is { } bytes
                ? new OutboundResult.Replied((int)response.StatusCode, response.Content.Headers.ContentType?.CharSet?.Trim('"'), bytes) { RetryAfter = RetryAfter(response) }
                : new OutboundResult.Failed(OutboundFailure.TooLarge, $"{uri.IdnHost} answered more than {request.MaxBytes} bytes.");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new OutboundResult.Failed(OutboundFailure.TimedOut, TimedOut(request, uri));
        }
        catch (HttpRequestException e) when (e.InnerException is AddressRefusedException refused)
        {
            return new OutboundResult.Refused(refused.Message);
        }
        catch (HttpRequestException e)
        {
            var noConnection = e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError;
            return Broken(request, uri, e.Message, noConnection, limit.Token, cancellation);
        }
        catch (IOException e)
        {
            return Broken(request, uri, e.Message, noConnection: false, limit.Token, cancellation);
        }
    }

    public void Dispose() => client.Dispose();

    // A connection that is cut because its time is up sometimes reports the cut, not the time.
    private static OutboundResult.Failed Broken(OutboundRequest request, Uri uri, string why, bool noConnection, CancellationToken limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return limit.IsCancellationRequested
            ? new OutboundResult.Failed(OutboundFailure.TimedOut, TimedOut(request, uri))
            : new OutboundResult.Failed(OutboundFailure.Unreachable, $"{uri.IdnHost} could not be asked: {why}") { NothingSent = noConnection };
    }

    private static string? RetryAfter(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("Retry-After", out var values) ? values.ToString() : null;

    private static string TimedOut(OutboundRequest request, Uri uri) => string.Create(CultureInfo.InvariantCulture, $"{uri.IdnHost} did not answer within {request.Limit.TotalSeconds:0.#} s.");

    private static HttpRequestMessage Message(OutboundRequest request, Uri uri)
    {
        // HTTP/1.1 exactly: a later version would bring connections of its own, past the check.
        var message = new HttpRequestMessage(request.Method, uri) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        foreach (var (name, value) in request.Headers)
        {
            if (value.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0 || !message.Headers.TryAddWithoutValidation(name, value))
                throw new ArgumentException($"{name} is not a request header, or its value is not one line.", nameof(request));
        }
        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }
        return message;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var host = UrlRules.Normal(context.DnsEndPoint.Host);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellation);
        var allowed = addresses.Where(a => AddressRules.Refusal(host, a, settings) is null).ToArray();
        if (allowed.Length == 0) throw new AddressRefusedException(Reason(host, addresses));

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        finally
        {
            if (!socket.Connected) socket.Dispose();
        }
    }

    private string Reason(string host, IPAddress[] addresses) =>
        addresses.Length == 0
            ? $"{host} has no address."
            : $"{AddressRules.Refusal(host, addresses[0], settings)}. {UrlRules.IfYours}";

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int max, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        if (content.Headers.ContentLength is { } length)
        {
            if (length > max) return null;
            var exact = new byte[length];
            await stream.ReadExactlyAsync(exact, cancellation);
            return exact;
        }

        var buffer = new MemoryStream();
        var chunk = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(chunk, cancellation)) > 0)
            {
                if (buffer.Length + read > max) return null;
                buffer.Write(chunk, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        return buffer.ToArray();
    }

    /// <summary>The spelling of the address is looked at here, the address itself where the connection is made. Whoever throws it away leaves the connections to the others.</summary>
    private sealed class Checked(SocketsHttpHandler inner, OutboundSettings settings) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker kept = new(inner, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Version = HttpVersion.Version11;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
            return UrlRules.Refusal(request.RequestUri!.OriginalString, settings, out _) is { } refusal
                ? throw new HttpRequestException(refusal)
                : kept.SendAsync(request, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) kept.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class AddressRefusedException(string reason) : IOException(reason);
}
