using ServiceBot.Facts;
using ServiceBot.Packs;

namespace ServiceBot.Tests.Facts;

public sealed class SampleFactsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);
    private readonly Fact first = new("order", "AB0001", "c1", new Dictionary<string, string> { ["status"] = "in-transit" }, Now);
    private readonly Fact second = new("order", "AB0002", "c2", new Dictionary<string, string> { ["status"] = "delivered" }, Now);

    [Fact]
    public async Task A_number_finds_its_subject_however_its_letters_are_written()
    {
        var found = await Source().FindAsync("order", "ab0001", default);

        found.ShouldBe(new FactLookup.Found(first));
    }

    [Fact]
    public async Task An_unknown_number_is_not_found()
    {
        (await Source().FindAsync("order", "AB0003", default)).ShouldBeOfType<FactLookup.NotFound>();
        (await Source().FindAsync("room", "AB0001", default)).ShouldBeOfType<FactLookup.NotFound>();
    }

    [Fact]
    public async Task A_customer_has_the_subjects_that_are_theirs()
    {
        (await Source().OfCustomerAsync("order", "c2", default)).ShouldBeOfType<FactList.Found>().Facts.ShouldBe([second]);
        (await Source().OfCustomerAsync("order", "C2", default)).ShouldBeOfType<FactList.Found>().Facts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_customer_of_the_sample_is_known_since_their_day_in_every_zone()
    {
        var source = new SampleFacts(() => new SampleData([new SampleCustomer("c1", "Wang", "gold", new DateOnly(2021, 3, 1), 42)], [], []));

        var found = (await source.FindAsync("customer", "c1", default)).ShouldBeOfType<FactLookup.Found>();

        found.Fact.Time("since").ShouldBe(new DateTimeOffset(2021, 3, 1, 12, 0, 0, TimeSpan.Zero));
        found.Fact.Text("tier").ShouldBe("gold");
    }

    [Fact]
    public async Task A_deleted_sample_is_no_source_rather_than_an_empty_one()
    {
        var source = new SampleFacts(() => null);

        (await source.FindAsync("order", "AB0001", default)).ShouldBeOfType<FactLookup.Unavailable>();
        (await source.OfCustomerAsync("order", "c1", default)).ShouldBeOfType<FactList.Unavailable>();
    }

    [Fact]
    public void Incidents_are_known_from_their_beginning_until_their_echo_has_died_away()
    {
        Incident[] incidents =
        [
            Incident("to-come", from: Now.AddMinutes(1), until: Now.AddDays(1)),
            Incident("now", from: Now.AddDays(-1), until: Now.AddDays(1)),
            Incident("always", from: null, until: null),
            Incident("last-week", from: Now.AddDays(-9), until: Now.AddDays(-7)),
            Incident("last-month", from: Now.AddDays(-32), until: Now.AddDays(-30)),
        ];

        new PackIncidents(() => incidents).Known(Now).Select(i => i.Id).ShouldBe(["now", "always", "last-week"]);
    }

    private SampleFacts Source() => new(() => new SampleData([], [first, second], []));

    private static Incident Incident(string id, DateTimeOffset? from, DateTimeOffset? until) => new(id, "weather", null, new LocalizedText("雪", "雪", "snow"), from, until);
}
