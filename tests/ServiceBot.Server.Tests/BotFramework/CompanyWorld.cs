using System.Collections.Concurrent;
using System.Net;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>A server with tokens, a channel with its members, and the company's own system that knows whose an address is; the latter two are one loopback program.</summary>
public sealed class CompanyWorld : IAsyncLifetime
{
    public const string Tenant = "22222222-bbbb-4bbb-8bbb-222222222222";

    private IdentityProvider provider = null!;

    internal LoopbackConnector Channel { get; private set; } = null!;

    internal RunningServer Server { get; private set; } = null!;

    /// <summary>Address → what the company's system answers; an address that is not here is nobody's.</summary>
    public ConcurrentDictionary<string, string> Customers { get; } = new();

    /// <summary>User id → what Teams says of the member.</summary>
    public ConcurrentDictionary<string, string> Members { get; } = new();

    /// <summary>Conversations that the channel does not know any more.</summary>
    public ConcurrentDictionary<string, bool> Gone { get; } = new();

    public async Task InitializeAsync()
    {
        provider = await IdentityProvider.StartAsync();
        Channel = await LoopbackConnector.StartAsync();
        Channel.Answer = AnswerAsync;
        Server = await RunningServer.StartAsync(settings: provider.Settings(
            "--BotFramework:AllowedServiceHosts", "127.0.0.1:*", "--BotFramework:LoginUrl", Channel.ServiceUrl.TrimEnd('/'), "--BotFramework:Tenants", Tenant,
            "--Customers:Url", $"{Channel.ServiceUrl}crm?address={{address}}", "--Customers:Item", "customer", "--Customers:Id", "no", "--Customers:Name", "name", "--Customers:Orders", "orders"));
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Server.Data.Dispose();
        await Channel.DisposeAsync();
        await provider.DisposeAsync();
    }

    private async Task<bool> AnswerAsync(Microsoft.AspNetCore.Http.HttpContext context, LoopbackConnector.Call call)
    {
        if (call.Path.EndsWith("/token", StringComparison.Ordinal)) return await JsonAsync(context, """{"token_type":"Bearer","expires_in":3600,"access_token":"ours"}""");
        if (call.Path.Contains("/members/", StringComparison.Ordinal)) return await JsonAsync(context, Members.GetValueOrDefault(WebUtility.UrlDecode(call.Path.Split("/members/")[1]), "{}"));
        if (call is { Path: "/v3/conversations", Method: "POST" }) return await JsonAsync(context, $$"""{"id":"new-{{call.Body.GetProperty("members")[0].GetProperty("id").GetString()}}"}""");
        if (Gone.Keys.Any(gone => call.Path.Contains(Uri.EscapeDataString(gone), StringComparison.Ordinal)))
        {
            context.Response.StatusCode = 404;
            return true;
        }

        if (!call.Path.StartsWith("/crm", StringComparison.Ordinal)) return false;
        if (!Customers.TryGetValue(WebUtility.UrlDecode(call.Path.Split("address=")[1]), out var customer)) context.Response.StatusCode = 404;
        else if (customer == "500") context.Response.StatusCode = 500;
        else return await JsonAsync(context, customer);
        return true;
    }

    private static async Task<bool> JsonAsync(Microsoft.AspNetCore.Http.HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, json);
        return true;
    }
}
