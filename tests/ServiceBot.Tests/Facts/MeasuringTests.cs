using ServiceBot.Facts;
using ServiceBot.Packs;

namespace ServiceBot.Tests.Facts;

public sealed class MeasuringTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8));
    private static readonly StandardMeasure AtLeast18 = new("reading", "temperature", AtLeast: 18, AtMost: null, "°C", TimeSpan.FromHours(12));

    [Fact]
    public async Task A_reading_below_the_bound_misses_the_standard_by_the_difference()
    {
        var answer = await FindAsync(Reading("H1", "16.4", Now.AddHours(-1)));

        var measured = answer.ShouldBeOfType<MeasureAnswer.Taken>().Measurement;
        (measured.IsKept, measured.Value, measured.Gap, measured.TakenAt).ShouldBe((false, 16.4m, 1.6m, Now.AddHours(-1)));
    }

    [Theory]
    [InlineData("18", true)]
    [InlineData("18.0", true)]
    [InlineData("17.99", false)]
    [InlineData("-3", false)]
    [InlineData("40", true)]
    public async Task The_bound_itself_keeps_the_standard(string value, bool isKept)
    {
        var answer = await FindAsync(Reading("H1", value, Now));

        answer.ShouldBeOfType<MeasureAnswer.Taken>().Measurement.IsKept.ShouldBe(isKept);
    }

    [Fact]
    public void A_value_above_the_upper_bound_misses_too()
    {
        var between = AtLeast18 with { AtMost = 26 };

        var measured = new Measurement(between, 27.5m, Now, Reading("H1", "27.5", Now));

        (measured.IsKept, measured.Gap).ShouldBe((false, 1.5m));
    }

    [Fact]
    public async Task A_reading_from_before_its_time_is_told_as_old_and_proves_nothing() =>
        (await FindAsync(Reading("H1", "12", Now.AddHours(-13)))).ShouldBeOfType<MeasureAnswer.TooOld>().Measurement.Value.ShouldBe(12m);

    [Fact]
    public async Task Without_a_reading_nothing_is_known() =>
        (await FindAsync(Reading("H2", "12", Now))).ShouldBeOfType<MeasureAnswer.None>();

    [Fact]
    public async Task A_reading_without_a_number_is_none() =>
        (await FindAsync(Reading("H1", "error", Now))).ShouldBeOfType<MeasureAnswer.None>();

    [Fact]
    public async Task A_system_that_does_not_answer_is_not_taken_for_a_kept_standard()
    {
        var answer = await Measuring.FindAsync(new SampleFacts(() => null), AtLeast18, "household", "H1", "c1", Now, default);

        answer.ShouldBeOfType<MeasureAnswer.Unavailable>();
    }

    [Fact]
    public async Task Readings_known_by_customer_are_matched_by_the_subject_they_name_and_the_latest_counts()
    {
        var answer = await FindAsync(
            Reading("m1", "15", Now.AddHours(-3), ("household", "h1")),
            Reading("m2", "17", Now.AddHours(-2), ("household", "H1")),
            Reading("m3", "25", Now.AddHours(-1), ("household", "H2")));

        answer.ShouldBeOfType<MeasureAnswer.Taken>().Measurement.Value.ShouldBe(17m);
    }

    [Fact]
    public async Task A_reading_that_names_no_subject_is_about_the_customers_only_one()
    {
        var nameless = Reading("m1", "15", Now);

        (await FindAsync(nameless, Household("H1"))).ShouldBeOfType<MeasureAnswer.Taken>();
        (await FindAsync(nameless, Household("H1"), Household("H2"))).ShouldBeOfType<MeasureAnswer.None>();
    }

    [Fact]
    public async Task Somebody_elses_reading_is_never_taken()
    {
        var answer = await Measuring.FindAsync(new SampleFacts(() => new SampleData([], [Reading("m1", "15", Now, ("household", "H1"))], [])), AtLeast18, "household", "H1", "c2", Now, default);

        answer.ShouldBeOfType<MeasureAnswer.None>();
    }

    private static ValueTask<MeasureAnswer> FindAsync(params Fact[] readings) =>
        Measuring.FindAsync(new SampleFacts(() => new SampleData([], readings, [])), AtLeast18, "household", "H1", "c1", Now, default);

    private static Fact Household(string id) => new("household", id, "c1", new Dictionary<string, string>(), Now);

    private static Fact Reading(string id, string value, DateTimeOffset taken, params (string Name, string Value)[] more) =>
        new("reading", id, "c1", more.ToDictionary(m => m.Name, m => m.Value).Concat([new("temperature", value), new("taken", taken.ToString("O"))]).ToDictionary(), Now);
}
