using System.Globalization;

namespace ServiceBot.Server.Evaluation;

/// <summary>What `evaluate intent` and `evaluate emotion` print: a name and a number a line.</summary>
internal static class TextReport
{
    public static IEnumerable<string> Lines(IReadOnlyList<LabelledText> test, IReadOnlyList<Prediction> predictions, bool isOneWorld)
    {
        var scored = test.Zip(predictions).Where(p => p.First.Label is not null).Select(p => (Right: p.First.Label!, Guess: p.Second)).ToList();
        var pairs = scored.Select(s => (s.Right, s.Guess.Label)).ToList();
        yield return Line("accuracy", Measures.Share(pairs.Count(p => p.Right == p.Label), pairs.Count));
        yield return Line("macro-F1", Measures.MacroF1(pairs));
        yield return Line("top-3", In(scored, s => s.Guess.Top.Contains(s.Right)));
        yield return Line("ECE of the top probability", Measures.CalibrationError([.. scored.Where(s => isOneWorld || s.Right != LabelledText.Outside).Select(s => (s.Guess.Probability, s.Guess.Top[0] == s.Right))]));
        if (isOneWorld) yield break;
        yield return Line("in-scope accuracy, best guess", In(scored, s => s.Guess.Top[0] == s.Right));
        if (scored.All(s => s.Right != LabelledText.Outside)) yield break;
        yield return Line("in-scope accuracy, at the line learnt in training", In(scored, s => s.Guess.Label == s.Right));
        var outside = scored.Where(s => s.Right == LabelledText.Outside).ToList();
        yield return Line("OOS recall, at the line learnt in training", Measures.Share(outside.Count(s => s.Guess.Label == LabelledText.Outside), outside.Count));
        yield return Line("OOS AUROC", Measures.Auc(scored.Select(s => (-s.Guess.Confidence, s.Right == LabelledText.Outside))));
        yield return Line("OOS recall where in-scope accuracy is 90 % on this test", RecallAt(scored, 0.9));
        yield return Line("ECE of the confidence, in and out of scope", Measures.CalibrationError([.. scored.Select(s => (s.Guess.Confidence, s.Guess.Top[0] == s.Right))]));
    }

    public static string Line(string name, double value) => string.Create(CultureInfo.InvariantCulture, $"{name,-52} {value:0.0000}");

    private static double In(IReadOnlyList<(string Right, Prediction Guess)> scored, Func<(string Right, Prediction Guess), bool> isRight)
    {
        var inside = scored.Where(s => s.Right != LabelledText.Outside).ToList();
        return Measures.Share(inside.Count(isRight), inside.Count);
    }

    // The strictest line that leaves so many of those in scope right.
    private static double RecallAt(IReadOnlyList<(string Right, Prediction Guess)> scored, double accuracy)
    {
        var inside = scored.Where(s => s.Right != LabelledText.Outside).ToList();
        var right = inside.Where(s => s.Guess.Top[0] == s.Right).Select(s => s.Guess.Confidence).OrderDescending().ToList();
        var needed = (int)Math.Ceiling(accuracy * inside.Count);
        if (needed > right.Count || needed == 0) return double.NaN;
        var outside = scored.Where(s => s.Right == LabelledText.Outside).ToList();
        return Measures.Share(outside.Count(s => s.Guess.Confidence < right[needed - 1]), outside.Count);
    }
}
