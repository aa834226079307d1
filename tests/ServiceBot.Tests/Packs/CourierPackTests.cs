using ServiceBot.Packs;

namespace ServiceBot.Tests.Packs;

public sealed class CourierPackTests(CourierPack courier) : IClassFixture<CourierPack>
{
    [Fact]
    public void The_courier_pack_loads_without_errors() => courier.Load.Problems.Where(p => !p.IsWarning).ShouldBeEmpty();

    [Fact]
    public void It_has_the_kinds_the_company_answers_for()
    {
        courier.Pack.Complaints.Select(c => c.Id).ShouldBe(["damaged-parcel", "late-delivery", "lost-parcel", "rude-courier"]);
        courier.Pack.Enquiries.Select(e => e.Id).ShouldBe(["how-to-send", "opening-hours", "small-talk", "talk-to-a-person", "where-is-my-parcel", "who-delivers"]);
    }

    [Theory]
    [InlineData("SF1234567890123")]
    [InlineData("sf123456789012")]
    [InlineData("EA123456789CN")]
    [InlineData("784512369045")]
    public void A_number_fits_one_of_its_patterns(string number) =>
        courier.Pack.Subject.NumberPatterns.ShouldContain(p => PackRegex.Compile(p).Match(number).Length == number.Length);

    [Theory]
    [InlineData("13812345678")]
    [InlineData("SF12345")]
    public void A_telephone_number_or_half_a_number_fits_none(string text) =>
        courier.Pack.Subject.NumberPatterns.ShouldNotContain(p => PackRegex.Compile(p).IsMatch(text));

    [Fact]
    public void Late_through_our_own_fault_owes_the_freight_and_the_weather_excuses_it()
    {
        var standard = courier.Pack.Standards.Single(s => s.Id == courier.Pack.Complaint("late-delivery")!.Standard);

        standard.Remedy.ShouldBe("refund-freight");
        standard.Exceptions.ShouldBe(["weather", "traffic", "carrier", "customer"]);
        courier.Pack.Causes.Kinds["weather"].Attribution.ShouldBe("nature");
        courier.Pack.Causes.Kinds["sorting"].Attribution.ShouldBe("firm");
    }

    [Theory]
    [InlineData(Locale.ZhHans, "周一至周五 8:00–22:00，周六至周日 9:00–21:00")]
    [InlineData(Locale.ZhHant, "週一至週五 8:00–22:00，週六至週日 9:00–21:00")]
    [InlineData(Locale.En, "Monday to Friday 8:00–22:00, Saturday to Sunday 9:00–21:00")]
    public void The_opening_hours_are_told_from_pack_yaml(Locale locale, string hours) =>
        courier.Pack.Wording.Render("enquiry.opening-hours", locale, 0).ShouldContain(hours);

    [Fact]
    public void Parcels_with_places_the_gazetteer_does_not_know_would_never_meet_an_incident()
    {
        var known = courier.Pack.Gazetteer;

        (courier.Pack.Sample?.Facts ?? []).Where(f => f.Text("at") is { } at && !known.Places.Any(p => known.Lies(at, p.Names[0]))).ShouldBeEmpty();
    }
}
