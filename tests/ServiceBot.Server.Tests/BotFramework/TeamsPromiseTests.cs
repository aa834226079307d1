using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Recovery;
using ServiceBot.Storage;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>What an agent promises in a thread of Teams gets a clock by one press, as at the web desk.</summary>
public sealed class TeamsPromiseTests
{
    [Theory]
    [InlineData("en", "I'll call you back tomorrow at 10.", "You have promised the customer something by ")]
    [InlineData("zh-CN", "我明天上午十点给您回电话。", "您刚才答应客户了，到 ")]
    [InlineData("zh-TW", "我明天早上十點回電給您。", "您剛才答應顧客了，期限 ")]
    public async Task It_is_noticed_offered_and_recorded_once(string locale, string said, string offered)
    {
        await using var scene = await TeamsDeskScene.StartAsync();
        var (_, card) = await scene.WaitingAsync();
        await scene.ExecuteAsync("accept", card);

        await scene.WriteAsync(said, card, locale: locale);
        var offer = await OfferAsync(scene);
        var seq = offer.GetProperty("actions")[0].GetProperty("data").GetProperty("seq").GetInt64();
        var before = await PromisesAsync(scene);
        var recorded = await scene.ExecuteAsync("promise", card, more: new { seq });
        await scene.ExecuteAsync("promise", card, more: new { seq });
        await scene.SubmitAsync("promise", card, more: new { seq });

        offer.GetProperty("fallbackText").GetString()!.ShouldStartWith(offered);
        before.ShouldBeEmpty();
        recorded.GetProperty("value").GetString()!.ShouldStartWith("The promise is recorded, until ");
        var promise = (await PromisesAsync(scene)).ShouldHaveSingleItem();
        (promise.Text, promise.Status).ShouldBe((said, PromiseStatus.Open));
    }

    [Fact]
    public async Task What_promises_nothing_is_not_offered_and_who_has_not_the_customer_records_nothing()
    {
        await using var scene = await TeamsDeskScene.StartAsync();
        var (_, card) = await scene.WaitingAsync();
        await scene.ExecuteAsync("accept", card);
        await scene.WriteAsync("Your parcel is in Berlin.", card);
        await scene.CustomerReadsAsync("in Berlin");
        await scene.WriteAsync("I'll call you back tomorrow at 10.", card);
        var offer = await OfferAsync(scene);
        var seq = offer.GetProperty("actions")[0].GetProperty("data").GetProperty("seq").GetInt64();

        var another = await scene.ExecuteAsync("promise", card, TeamsDeskScene.MeisId, more: new { seq });
        var nothing = await scene.ExecuteAsync("promise", card, more: new { seq = 9999 });
        var plain = await scene.ExecuteAsync("promise", card, more: new { seq = seq - 1 });

        offer.GetProperty("body")[1].GetRawText().ShouldContain("call you back");
        another.GetProperty("value").GetString().ShouldBe("Lin has this customer.");
        nothing.GetProperty("value").GetString().ShouldBe("This button is not known any more.");
        plain.GetProperty("value").GetString().ShouldBe("This button is not known any more.");
        (await PromisesAsync(scene)).ShouldBeEmpty();
    }

    /// <summary>The card in the thread.</summary>
    private static async Task<JsonElement> OfferAsync(TeamsDeskScene scene)
    {
        while (true)
            if (await scene.Teams.NextAsync() is { Method: "POST" } call && call.Raw.Contains("\"desk\":\"promise\"") && call.Path.Contains("messageid")) return call.Body.GetProperty("attachments")[0].GetProperty("content");
    }

    private static async Task<IReadOnlyList<Promise>> PromisesAsync(TeamsDeskScene scene)
    {
        var id = await scene.IdAsync();
        return [.. (await scene.Server.Services.GetRequiredService<Database>().ReadAsync((session, cancel) => PromiseRows.OfConversationAsync(session, id, cancel), default)).Where(promise => promise.What == PromiseKinds.AgentText)];
    }
}
