using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServiceBot.Outbound;
using ServiceBot.Server.Channels.BotFramework;
using ServiceBot.Server.Channels.BotFramework.Inbound;
using ServiceBot.Server.Chat;
using ServiceBot.Server.Sites;
using ServiceBot.Turns;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>
/// Plays `.chat` files through <c>POST /api/messages</c> and a loopback channel: tokens, the customer's link by the company's own system, cards, presses and
/// the outbox are those that serve customers; the clock is the file's.
/// </summary>
public sealed class ChannelStage : IAsyncLifetime
{
    private static readonly Listening Trained = new();
    private readonly WebApplication front = Build();
    private IdentityProvider provider = null!;
    private MessagesEndpoint? endpoint;
    private int ids;

    internal LoopbackConnector Channel { get; private set; } = null!;

    internal Uri Url => new($"{front.Urls.Single()}{BotLine.Path}");

    internal HttpClient Client { get; } = new();

    /// <summary>What the channel was sent, by the id that it gave.</summary>
    internal ConcurrentDictionary<string, LoopbackConnector.Call> Sent { get; } = new();

    /// <summary>Whose an address is, as the company's system answers.</summary>
    internal ConcurrentDictionary<string, string> Customers { get; } = new();

    public async Task InitializeAsync()
    {
        provider = await IdentityProvider.StartAsync();
        Channel = await LoopbackConnector.StartAsync();
        Channel.Answer = AnswerAsync;
        front.MapPost(BotLine.Path, context => endpoint!.PostAsync(context));
        await front.StartAsync();
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await front.DisposeAsync();
        await Channel.DisposeAsync();
        await provider.DisposeAsync();
    }

    /// <param name="filledIn">On each card that has fields, by their ids.</param>
    /// <param name="whenSeen">After each look at the channel.</param>
    internal async Task<ChatResult> PlayAsync(string file, string channel, IReadOnlyDictionary<string, string>? filledIn = null, Func<ChatBot, Task>? whenSeen = null)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        var script = ((ChatFile.Read)ChatParser.Parse(file, bytes)).Script;
        var (setup, problems) = ChatSetup.Prepare(script, new ChatPacks(null).Open);
        setup.ShouldNotBeNull(string.Join('\n', problems));
        return await ChatRun.RunAsync(script, setup, ServiceBot.Dialogs.StandardDialogs.Create(), Trained, CancellationToken.None, new ChatWay(AddChannels, (bot, _) => Enter(bot, new ChannelDoor(this, bot, setup, channel, bytes) { FilledIn = filledIn ?? new Dictionary<string, string>(), WhenSeen = whenSeen })));
    }

    private ChannelDoor Enter(ChatBot bot, ChannelDoor door)
    {
        endpoint = bot.Services.GetRequiredService<MessagesEndpoint>();
        return door;
    }

    private void AddChannels(IServiceCollection services)
    {
        var configuration = new ConfigurationBuilder().AddCommandLine(provider.Settings(
            "--BotFramework:AllowedServiceHosts", "127.0.0.1:*", "--BotFramework:LoginUrl", Channel.ServiceUrl.TrimEnd('/'),
            "--Customers:Url", $"{Channel.ServiceUrl}crm?address={{address}}", "--Customers:Item", "customer", "--Customers:Id", "no",
            "--Customers:Name", "name", "--Customers:Tier", "tier", "--Customers:Since", "since", "--Customers:Orders", "orders")).Build();
        var outbound = OutboundSettings.Read(configuration, []);
        services
            .AddSingleton(outbound)
            .AddSingleton(p => new OutboundHttp(outbound, p.GetRequiredService<TimeProvider>()))
            .AddSingleton<QuickTurns>()
            .AddBotFramework(configuration, new ServerSettings("", null, "", [new Site(ChatBot.Site, Site.DefaultPack)], null));
    }

    private async Task<bool> AnswerAsync(HttpContext context, LoopbackConnector.Call call)
    {
        // The clock of a file may stand anywhere; MSAL's is the machine's.
        if (call.Path.EndsWith("/token", StringComparison.Ordinal)) return await JsonAsync(context, 200, """{"token_type":"Bearer","expires_in":630720000,"access_token":"ours"}""");
        if (call.Path.StartsWith("/crm", StringComparison.Ordinal))
            return Customers.TryGetValue(WebUtility.UrlDecode(call.Path.Split("address=")[1]), out var customer) ? await JsonAsync(context, 200, customer) : await JsonAsync(context, 404, "{}");
        if (call.Method != "POST") return await JsonAsync(context, 200, "{}");
        call.Bearer.ShouldBe("ours");
        var id = $"m-{Interlocked.Increment(ref ids)}";
        Sent[id] = call;
        return await JsonAsync(context, 201, $$"""{"id":"{{id}}"}""");
    }

    private static async Task<bool> JsonAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json);
        return true;
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        return builder.Build();
    }
}
