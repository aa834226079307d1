using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>A channel's connector on loopback: a real HTTP server that writes down what it gets and answers as the test says.</summary>
internal sealed class LoopbackConnector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly System.Threading.Channels.Channel<Call> unread = System.Threading.Channels.Channel.CreateUnbounded<Call>();
    private int ids;

    private LoopbackConnector(WebApplication app) => this.app = app;

    public string ServiceUrl => $"{app.Urls.Single()}/connector/";

    public ConcurrentQueue<Call> Calls { get; } = [];

    /// <summary>Answers a call itself and returns true, or leaves it to be taken with 201 and an id.</summary>
    public Func<HttpContext, Call, Task<bool>> Answer { get; set; } = (_, _) => Task.FromResult(false);

    public sealed record Call(string Method, string Path, string? Bearer, string Raw, DateTimeOffset At)
    {
        public JsonElement Body => JsonDocument.Parse(Raw).RootElement;

        public string? Text => Body.TryGetText("text");
    }

    public static async Task<LoopbackConnector> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var connector = new LoopbackConnector(app);
        app.Map("/connector/{**path}", connector.TakeAsync);
        await app.StartAsync();
        return connector;
    }

    /// <summary>The next call that no test has read.</summary>
    public async Task<Call> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await unread.Reader.ReadAsync(patience.Token);
    }

    public async Task<List<Call>> NextAsync(int count)
    {
        List<Call> calls = [];
        while (calls.Count < count) calls.Add(await NextAsync());
        return calls;
    }

    /// <summary>From now on nobody listens at its port.</summary>
    public Task CloseAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(soon.Token);
        await app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var bearer = context.Request.Headers.Authorization.ToString() is { Length: > 0 } header ? header["Bearer ".Length..] : null;
        var call = new Call(context.Request.Method, context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget["/connector".Length..], bearer, await reader.ReadToEndAsync(), DateTimeOffset.UtcNow);
        Calls.Enqueue(call);
        unread.Writer.TryWrite(call);
        if (await Answer(context, call)) return;
        context.Response.StatusCode = 201;
        await context.Response.WriteAsync($$"""{"id":"m-{{Interlocked.Increment(ref ids)}}"}""");
    }
}
