using System.Globalization;
using ServiceBot.Tolerance;
using ServiceBot.Tolerance.Calibration;

namespace ServiceBot.Server.Admin;

/// <summary>What a person has to see before weights are published.</summary>
internal static class CalibrationReport
{
    /// <param name="inUse">The weights customers are served by today.</param>
    public static void Print(CalibrationResult.Proposed proposed, IReadOnlyList<PastConversation> past, ToleranceWeights inUse, TextWriter output)
    {
        var weights = proposed.Model.Weights;
        Line(output, $"{past.Count} conversations, {past.Count(p => p.IsBad)} with a bad outcome: {string.Join(", ", Kinds(past))}.");
        Line(output, $"");
        Line(output, $"{"reason",-24}{"times",7}{"prior 1 →",12}{"in use",9}");
        foreach (var (code, factor) in weights.Factors.OrderByDescending(f => Math.Abs(Math.Log(f.Value))))
            Line(output, $"{code,-24}{past.Count(p => p.Moved.ContainsKey(code)),7}{"× " + factor.ToString("0.00", CultureInfo.InvariantCulture),12}{"× " + inUse.Of(code).ToString("0.00", CultureInfo.InvariantCulture),9}  {Said(code)}");
        Line(output, $"{"the line A",-24}{"",7}{weights.Shift,12:+0;−0;0}{inUse.Shift,9:+0;−0;0}");
        Line(output, $"");
        var (before, after) = (Calibrator.HeldOut(past, proposed.Priors, asPriors: true), Calibrator.HeldOut(past, proposed.Model, asPriors: false));
        Line(output, $"How reliable, on conversations not learnt from (fifths, safest first): said → was");
        Line(output, $"  priors    {Curve(past, before)}   log loss {Reliability.LogLoss(past, before):0.000}");
        Line(output, $"  proposed  {Curve(past, after)}   log loss {Reliability.LogLoss(past, after):0.000}");
        Line(output, $"");
        foreach (var (name, of) in new[] { ("priors", ToleranceWeights.Priors), ("in use", inUse), ("proposed", weights) })
        {
            var errors = ToleranceLine.Errors(past, of);
            Line(output, $"The line with {name,-9} late {errors.Late:P0} of the bad (never crossed), early {errors.Early:P0} of the good, timely {errors.Timely:0.00} (GT-II)");
        }

        Line(output, $"");
    }

    private static IEnumerable<string> Kinds(IReadOnlyList<PastConversation> past) =>
        from kind in new[] { (Outcomes.AskedForPerson, "asked for a person"), (Outcomes.Dissatisfied, "CSAT 2 or less"), (Outcomes.Abandoned, "given up"), (Outcomes.CameBack, "back within 72 h") }
        select string.Create(CultureInfo.InvariantCulture, $"{kind.Item2} {past.Count(p => p.Outcome.HasFlag(kind.Item1))}");

    private static string Curve(IReadOnlyList<PastConversation> past, IReadOnlyList<double> odds) =>
        string.Join("  ", Reliability.Curve(past, odds).Select(bin => string.Create(CultureInfo.InvariantCulture, $"{bin.Said:0.00}→{bin.Was:0.00}")));

    private static string Said(string code) => ToleranceReasons.Codes.Contains(code) ? ToleranceReasons.Text(code, Locale.En) : "";

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
