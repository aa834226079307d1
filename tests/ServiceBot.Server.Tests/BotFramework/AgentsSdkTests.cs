namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>@microsoft/agents-hosting, the SDK after botbuilder, judges the tokens that we send (official-clients.md §3).</summary>
public sealed class AgentsSdkTests : IAsyncLifetime
{
    private const string Channel = "c0ffee00-0000-4000-8000-000000000003";
    private const string Issuer = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/";

    private IdentityProvider keys = null!;
    private TokenProvider tokens = null!;
    private NodeProgram node = null!;
    private RunningServer? server;

    public async Task InitializeAsync()
    {
        keys = await IdentityProvider.StartAsync();
        tokens = await TokenProvider.StartAsync();
        node = await NodeProgram.StartAsync("agents.cjs");
        await node.TellAsync(new { clientId = Channel, tenantId = "tenant", authorityEndpoint = keys.Url, issuers = new[] { Issuer } });
    }

    public async Task DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
            server.Data.Dispose();
        }

        await node.DisposeAsync();
        await tokens.DisposeAsync();
        await keys.DisposeAsync();
    }

    [Fact]
    public async Task It_takes_our_reply_with_our_token()
    {
        var line = await StartAsync(Ours(Channel));
        var question = line.Message("Where is my parcel?");

        await line.PostAsync(question);
        var call = await node.NextAsync("call");

        call.GetProperty("path").GetString().ShouldBe($"/v3/conversations/{line.Conversation}/activities/{question["id"]}");
        call.GetProperty("appId").GetString().ShouldBe(Tokens.AppId);
        call.GetProperty("activity").GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task It_refuses_a_token_for_somebody_else_and_the_message_waits()
    {
        var line = await StartAsync(Ours("somebody-else"));

        await line.SayAsync("Where is my parcel?");

        (await node.NextAsync("refused")).GetProperty("refused").GetInt32().ShouldBe(401);
        (await line.RowsAsync("select o.status from outbox o join conversation c on c.id = o.conversation_id where c.channel_conversation_id = @conversation", row => row.GetString(0))).ShouldNotContain("sent");
    }

    // It asks for its token as it starts.
    private async Task<BotLine> StartAsync(string token)
    {
        tokens.Token = _ => token;
        var serviceUrl = $"http://127.0.0.1:{(await node.NextAsync("port")).GetProperty("port").GetInt32()}";
        server = await RunningServer.StartAsync(settings: keys.Settings("--BotFramework:LoginUrl", $"{tokens.Url}/tenant", "--BotFramework:Scope", $"{Channel}/.default", "--BotFramework:AllowedServiceHosts", "127.0.0.1:*"));
        return BotLine.New(server, new Tokens { ServiceUrl = serviceUrl }) with { ServiceUrl = serviceUrl };
    }

    private static string Ours(string audience) => new Tokens
    {
        Issuer = Issuer, Audience = audience, ServiceUrl = null, Key = IdentityProvider.Directory, More = new Dictionary<string, object> { ["ver"] = "1.0", ["appid"] = Tokens.AppId },
    }.ToString();
}
