using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Customers;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

/// <summary>What came of nothing is no failure of the service, and the next complaint is the first.</summary>
public sealed class UnfoundNumberTests(Stores.Sqlite stores) : IClassFixture<Stores.Sqlite>
{
    [Theory]
    [InlineData("my parcel SF6600000009999 is late")]
    [InlineData("my parcel SF6600000000301 is late")]
    public async Task After_a_number_that_was_never_found_or_was_in_time_the_next_complaint_is_the_bots(string before)
    {
        await using var spine = await OpenAsync();
        await TellAsync(spine, before);
        spine.Time.Advance(TimeSpan.FromDays(2));

        var next = await TellAsync(spine, "my parcel SF6600000000300 is late");

        (await spine.RowAsync(next)).Owner.ShouldBe(Owner.Bot);
        (await spine.CountAsync("select count(*) from complaint_case where failed = 1")).ShouldBe(1);
    }

    [Fact]
    public async Task After_one_that_the_data_show_the_next_goes_to_a_person()
    {
        await using var spine = await OpenAsync();
        await TellAsync(spine, "my parcel SF6600000000300 is late");
        spine.Time.Advance(TimeSpan.FromDays(2));

        var next = await TellAsync(spine, "my parcel SF6600000000302 is late");

        (await spine.RowAsync(next)).Owner.ShouldBe(Owner.Queue);
    }

    private async Task<Spine> OpenAsync()
    {
        Fact[] orders = [Order("SF6600000000300", -1), Order("SF6600000000301", 20), Order("SF6600000000302", 1)];
        return await Spine.OpenAsync(stores, services => services.AddSingleton<Func<string, SiteView>>(_ => new SiteView(Spine.Pack, new Orders(orders), new PackIncidents(() => []))));
    }

    private static Fact Order(string number, int promisedInDays) => new("order", number, "c1", new Dictionary<string, string>
    {
        ["number"] = number, ["status"] = "in-transit", ["promised"] = Spine.Start.AddDays(promisedInDays).ToString("O"), ["at"] = "Wuhan", ["freight"] = "18.00", ["value"] = "90.00",
    }, Spine.Start);

    private static async Task<ConversationId> TellAsync(Spine spine, string text)
    {
        var conversation = await spine.Get<Conversations>().OpenAsync(new NewConversation("main", "directline", null, Proof.HostPage, Locale.En, new NewCustomer("c1")), default);
        await spine.SayAsync(conversation, text);
        await spine.RunAsync(conversation);
        return conversation;
    }

    private sealed class Orders(Fact[] orders) : IFactSource
    {
        public ValueTask<FactLookup> FindAsync(string kind, string id, CancellationToken cancellation) =>
            ValueTask.FromResult<FactLookup>(orders.FirstOrDefault(o => o.Kind == kind && o.Id == id) is { } found ? new FactLookup.Found(found) : new FactLookup.NotFound());

        public ValueTask<FactList> OfCustomerAsync(string kind, string customerExternalId, CancellationToken cancellation) => ValueTask.FromResult<FactList>(new FactList.Found([]));
    }
}
