using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Server.Chat;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

/// <summary>What a site's customers asked decides which of the fitting next needs is offered.</summary>
public sealed class NextNeedChoiceTests(Stores.Sqlite stores) : IClassFixture<Stores.Sqlite>
{
    private const string PacksFirst = "you can change the time on that call";
    private const string AskedMost = "they can follow it here too";

    [Theory]
    [InlineData(0, "close", PacksFirst)]
    [InlineData(19, "close", PacksFirst)]
    [InlineData(20, "close", AskedMost)]
    [InlineData(20, "remedy", PacksFirst)]
    public async Task What_is_asked_most_at_the_close_is_offered_there_and_nothing_is_concluded_from_few(int times, string step, string offered)
    {
        await using var spine = await OpenAsync();
        await AskedAsync(spine, step, times);

        (await LateAndAcceptedAsync(spine)).ShouldContain(offered);
    }

    [Fact]
    public async Task The_sums_are_read_once_in_ten_minutes_however_many_turns_run()
    {
        await using var spine = await OpenAsync();
        (await LateAndAcceptedAsync(spine)).ShouldContain(PacksFirst);
        await AskedAsync(spine, "close", 20);

        (await LateAndAcceptedAsync(spine)).ShouldContain(PacksFirst);
        spine.Time.Advance(TimeSpan.FromMinutes(10));
        (await LateAndAcceptedAsync(spine)).ShouldContain(AskedMost);
    }

    private static async Task AskedAsync(Spine spine, string step, int times) => await spine.Database.WriteAsync(async (session, cancel) =>
    {
        for (var i = 0; i < times; i++) await AskedNextRows.AddAsync(session, "main", new AskedNext("late-delivery", step, "where-is-my-parcel"), cancel);
        return true;
    }, default);

    /// <returns>All that was said in a conversation of a new customer.</returns>
    private static async Task<string> LateAndAcceptedAsync(Spine spine)
    {
        var customer = $"c{await spine.CountAsync("select count(*) from customer")}";
        var id = await spine.Get<Conversations>().OpenAsync(new NewConversation("main", "directline", null, Proof.HostPage, Locale.En, new NewCustomer(customer)), default);
        foreach (var text in new[] { "My parcel was due yesterday and still has not arrived", "ok, thank you" })
        {
            await spine.SayAsync(id, text);
            await spine.RunAsync(id);
        }
        var said = await spine.Database.ReadAsync((session, cancel) => session.Statement("select json from activity where conversation_id = @id and role = 'bot' order by seq").Set("@id", id.Value)
            .ListAsync(row => row.GetString(0), cancel), default);
        return string.Join('\n', said);
    }

    private Task<Spine> OpenAsync()
    {
        var facts = new ChatFacts(new ManualTime(Spine.Start));
        for (var n = 0; n < 5; n++)
        {
            facts.Put("order", $"SF330000000001{n}", $"c{n}", new Dictionary<string, string>
            {
                ["promised"] = "2026-11-20T18:00+08:00", ["status"] = "in-transit", ["at"] = "Harbin", ["freight"] = "18.00", ["value"] = "299.00",
            });
        }
        return Spine.OpenAsync(stores, services => services.AddSingleton<Func<string, SiteView>>(_ => _ => new SiteView(Spine.Pack, facts, new PackIncidents(() => []))));
    }
}
