using ServiceBot.Server.Evaluation;

namespace ServiceBot.Tests.Evaluation;

public sealed class MeasuresTests
{
    private static readonly (string, string)[] pairs = [("a", "a"), ("a", "b"), ("b", "b"), ("c", "b")];

    [Fact]
    public void F1_weighs_what_was_found_against_what_was_there()
    {
        var (precision, recall, f1) = Measures.F1(pairs, "b");

        precision.ShouldBe(1 / 3.0, 1e-9);
        recall.ShouldBe(1);
        f1.ShouldBe(0.5);
    }

    [Fact]
    public void Macro_F1_counts_every_label_alike() =>
        Measures.MacroF1(pairs).ShouldBe((2 / 3.0 + 0.5 + 0) / 3, 1e-9);

    [Fact]
    public void The_area_under_the_curve_counts_a_tie_half() =>
        Measures.Auc([(0.9, true), (0.5, true), (0.5, false), (0.1, false)]).ShouldBe(0.875);

    [Fact]
    public void Without_both_kinds_there_is_no_curve() =>
        Measures.Auc([(0.9, true)]).ShouldBe(double.NaN);

    [Fact]
    public void Who_is_always_sure_and_half_right_is_off_by_a_half() =>
        Measures.CalibrationError([(1, true), (1, false)]).ShouldBe(0.5);

    [Fact]
    public void Slips_are_the_same_for_the_same_seed_and_change_the_text()
    {
        var one = new Typos(seed: 1).In("where is my parcel", 2);

        one.ShouldBe(new Typos(seed: 1).In("where is my parcel", 2));
        one.ShouldNotBe("where is my parcel");
    }
}
