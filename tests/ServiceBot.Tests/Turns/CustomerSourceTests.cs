using ServiceBot.Customers;
using ServiceBot.Facts;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class CustomerSourceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8));
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly Customer Ann = new(new CustomerId("cu_1"), "c1", "Ann", null, null, 2);

    [Fact]
    public async Task What_the_companys_system_knows_takes_the_place_of_what_the_page_said()
    {
        var known = await ReadAsync(Ann, new Known(("tier", "gold"), ("since", "2019-12-31T18:00:00Z"), ("orders", "88"), ("referrals", "4"), ("contact-months", "30")));

        known.ShouldBe(Ann with { Tier = "gold", Since = new DateOnly(2020, 1, 1), Orders = 88, Referrals = 4, ContactMonths = 12, SourceReadAt = Now });
    }

    [Fact]
    public async Task What_it_does_not_say_stays_as_it_was() =>
        (await ReadAsync(Ann, new Known(("referrals", "1")))).ShouldBe(Ann with { Referrals = 1, SourceReadAt = Now });

    [Theory]
    [InlineData(Proof.None)]
    [InlineData(Proof.OrderPhone)]
    public async Task Nobody_is_looked_up_by_what_anybody_could_claim(Proof proof)
    {
        var source = new Known(("tier", "gold"));

        (await ReadAsync(Ann, source, proof)).ShouldBeNull();
        source.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task It_is_asked_once_a_day_and_a_system_that_is_down_changes_nothing()
    {
        var source = new Known(("tier", "gold"));

        (await ReadAsync(Ann with { SourceReadAt = Now.AddHours(-23) }, source)).ShouldBeNull();
        source.Asked.ShouldBe(0);
        (await ReadAsync(Ann with { SourceReadAt = Now.AddHours(-25) }, source)).ShouldNotBeNull();
        (await ReadAsync(Ann, new Known { IsDown = true })).ShouldBeNull();
    }

    private static ValueTask<Customer?> ReadAsync(Customer known, Known source, Proof proof = Proof.HostPage) =>
        CustomerSource.ReadAsync(known, new Conversation
    {
        Id = new ConversationId("cv_1"), Site = "main", Channel = "directline", ChannelConversationId = "1", Customer = known.Id, Proof = proof,
        Locale = Locale.En, Status = ConversationStatus.Open, Owner = Owner.Bot, State = "",
    }, source, Shanghai, Now, default);

    private sealed class Known(params (string Name, string Value)[] values) : IFactSource
    {
        public bool IsDown { get; init; }
        public int Asked { get; private set; }
        public bool KnowsCustomers => true;

        public ValueTask<FactLookup> FindAsync(string kind, string id, CancellationToken cancellation)
        {
            Asked++;
            return ValueTask.FromResult<FactLookup>(IsDown ? new FactLookup.Unavailable("down") : new FactLookup.Found(new Fact(kind, id, null, values.ToDictionary(v => v.Name, v => v.Value), Now)));
        }

        public ValueTask<FactList> OfCustomerAsync(string kind, string customerExternalId, CancellationToken cancellation) => ValueTask.FromResult<FactList>(new FactList.Found([]));
    }
}
