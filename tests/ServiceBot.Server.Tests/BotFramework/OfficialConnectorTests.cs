using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Connector;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>official-clients.md §3: Microsoft's botbuilder 4.23.3 is the connector, and judges the tokens that our own identity provider gives us.</summary>
public sealed class OfficialConnectorTests
{
    private const string Channel = "c0ffee00-0000-4000-8000-000000000002";

    [Fact]
    public async Task Microsofts_connector_takes_our_replies_with_our_token_and_members_updates_and_deletes()
    {
        await using var keys = await IdentityProvider.StartAsync();
        await using var tokens = await TokenProvider.StartAsync();
        // As the directory gives a token to a bot: version 1, our id as appid, for the one whose connector we call.
        tokens.Token = _ => new Tokens { Issuer = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", Audience = Channel, ServiceUrl = null, Key = IdentityProvider.Directory, More = new Dictionary<string, object> { ["ver"] = "1.0", ["appid"] = Tokens.AppId } }.ToString();
        await using var node = await NodeProgram.StartAsync("connector.cjs");
        await node.TellAsync(new { MicrosoftAppId = Channel, MicrosoftAppPassword = "x", ToBotFromEmulatorOpenIdMetadataUrl = $"{keys.Url}/directory/openid", ToBotFromChannelOpenIdMetadataUrl = $"{keys.Url}/openid", ValidateAuthority = false, ToChannelFromBotLoginUrl = "x", ToChannelFromBotOAuthScope = "x", ToBotFromChannelTokenIssuer = IdentityProvider.Issuer, OAuthUrl = "x", CallerId = "x", caller = Tokens.AppId });
        var serviceUrl = $"http://127.0.0.1:{(await node.NextAsync("port")).GetProperty("port").GetInt32()}";
        await using var server = await RunningServer.StartAsync(settings: keys.Settings("--BotFramework:LoginUrl", $"{tokens.Url}/tenant", "--BotFramework:Scope", $"{Channel}/.default", "--BotFramework:AllowedServiceHosts", "127.0.0.1:*"));
        var line = BotLine.New(server, new Tokens { ServiceUrl = serviceUrl }) with { ServiceUrl = serviceUrl };

        (await line.SayAsync("Where is my parcel?")).Status.ShouldBe(200);
        var sent = await node.NextAsync("call");
        var client = server.Services.GetRequiredService<ConnectorClient>();
        var address = new ServiceAddress(serviceUrl, IsVerified: true);
        var updated = await client.UpdateAsync(address, line.Conversation, "m-1", ProtocolJson.Write(new Activity { Type = "message", Text = "settled" }), default);
        var update = await node.NextAsync("call");
        var deleted = await client.DeleteAsync(address, line.Conversation, "m-1", default);
        var delete = await node.NextAsync("call");
        var (members, _) = await server.Services.GetRequiredService<PatientConnector>().MembersAsync(address, line.Conversation, default);

        sent.GetProperty("call").GetString().ShouldBe("reply");
        sent.GetProperty("conversation").GetString().ShouldBe(line.Conversation);
        sent.GetProperty("appId").GetString().ShouldBe(Tokens.AppId);
        sent.GetProperty("activity").GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
        updated.ShouldBeOfType<ConnectorResult.Done>();
        (update.GetProperty("call").GetString(), update.GetProperty("id").GetString(), update.GetProperty("activity").GetProperty("text").GetString()).ShouldBe(("update", "m-1", "settled"));
        deleted.ShouldBeOfType<ConnectorResult.Done>();
        delete.GetProperty("call").GetString().ShouldBe("delete");
        members!.Select(m => m.Id).ShouldBe(["u1", "u2"]);
        tokens.Asked.Count.ShouldBe(1);
        server.Data.Dispose();
    }

    [Fact]
    public async Task Microsofts_connector_refuses_a_token_for_somebody_else_and_the_message_waits()
    {
        await using var keys = await IdentityProvider.StartAsync();
        await using var tokens = await TokenProvider.StartAsync();
        tokens.Token = _ => new Tokens { Issuer = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", Audience = "somebody-else", ServiceUrl = null, Key = IdentityProvider.Directory, More = new Dictionary<string, object> { ["ver"] = "1.0", ["appid"] = Tokens.AppId } }.ToString();
        await using var node = await NodeProgram.StartAsync("connector.cjs");
        await node.TellAsync(new { MicrosoftAppId = Channel, MicrosoftAppPassword = "x", ToBotFromEmulatorOpenIdMetadataUrl = $"{keys.Url}/directory/openid", ToBotFromChannelOpenIdMetadataUrl = $"{keys.Url}/openid", ValidateAuthority = false, ToChannelFromBotLoginUrl = "x", ToChannelFromBotOAuthScope = "x", ToBotFromChannelTokenIssuer = IdentityProvider.Issuer, OAuthUrl = "x", CallerId = "x", caller = Tokens.AppId });
        var serviceUrl = $"http://127.0.0.1:{(await node.NextAsync("port")).GetProperty("port").GetInt32()}";
        await using var server = await RunningServer.StartAsync(settings: keys.Settings("--BotFramework:LoginUrl", $"{tokens.Url}/tenant", "--BotFramework:AllowedServiceHosts", "127.0.0.1:*"));
        var line = BotLine.New(server, new Tokens { ServiceUrl = serviceUrl }) with { ServiceUrl = serviceUrl };

        await line.SayAsync("Where is my parcel?");
        var refused = await node.NextAsync("refused");

        refused.GetProperty("refused").GetInt32().ShouldBe(401);
        server.Data.Dispose();
    }
}
