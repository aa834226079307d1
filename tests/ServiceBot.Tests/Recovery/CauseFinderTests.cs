using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Tests.Recovery;

public sealed class CauseFinderTests
{
    [Fact]
    public void An_incident_whose_area_holds_the_parcels_place_explains_its_delay()
    {
        var finding = Find(Parcel(("at", "哈尔滨转运中心")), Snow("黑龙江"));

        finding.Cause.ShouldBe("snow");
        finding.Kind.ShouldBe("weather");
        finding.Attribution.ShouldBe(Attribution.Nature);
        finding.Evidence.ShouldContain("incident snow=weather 黑龙江 until=2026-11-22T12:00+08:00");
    }

    [Theory]
    [InlineData("Harbin sorting hub")]
    [InlineData("哈爾濱轉運中心")]
    [InlineData("黑龙江省哈尔滨市松北区")]
    public void The_place_may_be_written_in_any_language(string at) => Find(Parcel(("at", at)), Snow("哈尔滨")).Cause.ShouldBe("snow");

    [Theory]
    [InlineData("上海南站", "海南")]
    [InlineData("黑龙江转运中心", "哈尔滨")]
    [InlineData("Yorkshire depot", "York")]
    public void A_name_within_another_name_or_a_wider_place_is_not_the_area(string at, string area) =>
        Find(Parcel(("at", at)), Snow(area)).IsKnown.ShouldBeFalse();

    [Fact]
    public void An_area_that_no_gazetteer_knows_is_found_by_its_letters() => Find(Parcel(("at", "第七仓库 B 区")), Snow("第七仓库")).Cause.ShouldBe("snow");

    [Fact]
    public void Of_several_the_one_where_the_parcel_is_wins_then_where_it_comes_from_or_goes_to()
    {
        var parcel = Parcel(("at", "哈尔滨"), ("to", "上海"));

        Find(parcel, Snow("上海") with { Id = "a-to" }, Snow(null) with { Id = "a-everywhere" }, Snow("哈尔滨") with { Id = "z-here" }).Cause.ShouldBe("z-here");
        Find(parcel, Snow(null) with { Id = "a-everywhere" }, Snow("上海") with { Id = "z-to" }).Cause.ShouldBe("z-to");
    }

    [Fact]
    public void An_incident_that_was_over_before_the_promised_time_explains_nothing() =>
        Find(Parcel(("at", "哈尔滨")), Snow("哈尔滨") with { Until = Some.Now.AddDays(-3) }).IsKnown.ShouldBeFalse();

    [Fact]
    public void An_incident_that_began_after_delivery_explains_nothing() =>
        Find(Parcel(("at", "哈尔滨"), ("delivered", "2026-11-20T20:00+08:00")), Snow("哈尔滨") with { From = Some.Now.AddHours(-6) }).IsKnown.ShouldBeFalse();

    [Fact]
    public void An_incident_that_has_ended_since_still_explains_todays_delay() =>
        Find(Parcel(("at", "哈尔滨")), Snow("哈尔滨") with { Until = Some.Now.AddHours(-2) }).IsKnown.ShouldBeTrue();

    [Fact]
    public void A_kind_of_cause_the_complaint_does_not_list_explains_nothing() =>
        Find(Parcel(("at", "哈尔滨")), Snow("哈尔滨") with { Kind = "system" }).IsKnown.ShouldBeFalse();

    [Fact]
    public void An_exception_that_the_order_system_states_comes_before_every_incident()
    {
        var finding = Find(Parcel(("at", "哈尔滨"), ("exception", "carrier")), Snow("哈尔滨"));

        finding.Cause.ShouldBe("carrier");
        finding.Attribution.ShouldBe(Attribution.Partner);
    }

    [Fact]
    public void Without_evidence_the_cause_stays_unknown_and_is_listed_as_such()
    {
        var finding = Find(Parcel(("status", "in-transit")));

        finding.Cause.ShouldBe("unknown");
        finding.Attribution.ShouldBe(Attribution.Unknown);
        finding.Unknowns.ShouldBe(["cause", "at"]);
        finding.Evidence.ShouldBe(["order status=in-transit", "order promised=2026-11-20T18:00+08:00", "order as-of=2026-11-21T10:00+08:00"]);
    }

    [Theory]
    [InlineData("rude", "delivered", Attribution.Firm)]
    [InlineData("damaged", "delivered", Attribution.Firm)]
    [InlineData("lost", "lost", Attribution.Firm)]
    [InlineData("lost", "in-transit", Attribution.Unknown)]
    public void What_happens_in_the_companys_care_is_the_companys_even_without_a_known_cause(string kind, string status, Attribution attribution)
    {
        var finding = CauseFinder.Find(Some.Kind(DecisionTable.BuiltIn.Failure(kind)!), Parcel(("status", status)), [], Causes, Places, Some.Now);

        finding.Attribution.ShouldBe(attribution);
        finding.IsKnown.ShouldBeFalse();
    }

    private static CauseFinding Find(Fact fact, params Incident[] incidents) =>
        CauseFinder.Find(Some.Kind(FailureKind.Late), fact, incidents, Causes, Places, Some.Now);

    private static Fact Parcel(params (string Name, string Value)[] values)
    {
        var all = new Dictionary<string, string> { ["promised"] = "2026-11-20T18:00+08:00" };
        foreach (var (name, value) in values) all[name] = value;
        return new Fact("order", "P1", "c1", all, Some.Now);
    }

    private static Incident Snow(string? area) => new("snow", "weather", area, new LocalizedText("暴风雪", "暴風雪", "a snowstorm"), null, new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(8)));

    private static CausePolicy Causes { get; } = new(new Dictionary<string, CauseKind>
    {
        ["weather"] = new("weather", "nature", new LocalizedText("恶劣天气", "惡劣天氣", "severe weather")),
        ["carrier"] = new("carrier", "partner", new LocalizedText("承运伙伴延误", "合作業者延誤", "a delay at a partner carrier")),
    });

    private static Gazetteer Places { get; } = new(
    [
        new Place("heilongjiang", ["黑龙江", "黑龍江", "Heilongjiang"], []),
        new Place("harbin", ["哈尔滨", "哈爾濱", "Harbin"], ["heilongjiang"]),
        new Place("songbei", ["松北区"], ["harbin"]),
        new Place("shanghai", ["上海", "Shanghai"], []),
        new Place("hainan", ["海南", "Hainan"], []),
        new Place("york", ["York"], []),
    ]);
}
