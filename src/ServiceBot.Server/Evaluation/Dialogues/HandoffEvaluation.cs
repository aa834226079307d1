using System.Text.Json;

namespace ServiceBot.Server.Evaluation.Dialogues;

/// <summary>`servicebot evaluate handoff`: at which turns a person should take over.</summary>
internal static class HandoffEvaluation
{
    private const string Handoff = "1";
    private const int Neighbours = 4;

    /// <exception cref="SettingException">A file cannot be used.</exception>
    public static void Run(IReadOnlyList<string> train, string test, string? predictions, bool readsMood, TextWriter output)
    {
        var known = Dialogue.WithHandoff(train);
        var dialogues = Dialogue.WithHandoff([test]);
        var (model, cpu) = Stopwatches.Measure(() => (Model: TurnModel.Train(known, readsMood, out var heldOut), HeldOut: heldOut));
        var positive = Positive(model.Model);
        var line = Line(known, [.. model.HeldOut.Select(d => d.Select(p => p?[positive] ?? 0).ToArray())]);
        var guesses = dialogues.Select(d => model.Model.Predict(d).Select(p => p[positive]).ToArray()).ToList();
        var pairs = Pairs(dialogues, guesses, line);
        output.WriteLine($"{known.Count} dialogues learnt, {dialogues.Count} guessed with {pairs.Count} turns; hand-over from {line:0.00} on, by held-out training dialogues");
        var (precision, recall, f1) = Measures.F1(pairs, Handoff);
        output.WriteLine(TextReport.Line("F1", f1));
        output.WriteLine(TextReport.Line("precision", precision));
        output.WriteLine(TextReport.Line("recall", recall));
        output.WriteLine(TextReport.Line("macro-F1", Measures.MacroF1(pairs)));
        output.WriteLine(TextReport.Line("AUC", Measures.Auc(Scored(dialogues, guesses).Select(s => (s.Score, s.Turn.Label == Handoff)))));
        for (var tolerance = 1; tolerance <= 3; tolerance++) output.WriteLine(TextReport.Line($"GT-{new string('I', tolerance)}", Transfer(dialogues, guesses, line, tolerance)));
        output.WriteLine(TextReport.Line("training, s of CPU", cpu.TotalSeconds));
        if (predictions is not null) JsonLines.Write(predictions, guesses.SelectMany((turns, d) => turns.Select((p, t) => Written(d, t, p, line))));
    }

    private static Action<Utf8JsonWriter> Written(int dialogue, int turn, double probability, double line) => json =>
    {
        json.WriteNumber("dialogue", dialogue);
        json.WriteNumber("turn", turn);
        json.WriteNumber("handoff", probability >= line ? 1 : 0);
        json.WriteNumber("probability", Math.Round(probability, 5));
    };

    private static int Positive(TurnModel model) => Enumerable.Range(0, model.Labels.Count).First(k => model.Labels[k] == Handoff);

    // Where the turns are found best and the moments met best, on dialogues not learnt from; with its neighbours, because the best single line is mostly luck.
    private static double Line(List<Dialogue> dialogues, List<double[]> heldOut)
    {
        var lines = Enumerable.Range(4, 33).Select(i => i * 0.02).ToArray();
        var good = Array.ConvertAll(lines, line => Measures.F1(Pairs(dialogues, heldOut, line), Handoff).F1 + Transfer(dialogues, heldOut, line, 1));
        return lines[Enumerable.Range(Neighbours, lines.Length - 2 * Neighbours).MaxBy(i => good[(i - Neighbours)..(i + Neighbours + 1)].Average())];
    }

    private static List<(string, string)> Pairs(List<Dialogue> dialogues, List<double[]> guesses, double line) =>
        [.. Scored(dialogues, guesses).Select(s => (s.Turn.Label!, s.Score >= line ? Handoff : "0"))];

    private static IEnumerable<(DialogueTurn Turn, double Score)> Scored(List<Dialogue> dialogues, List<double[]> guesses) =>
        dialogues.Zip(guesses).SelectMany(d => d.First.Turns.Zip(d.Second)).Where(t => t.First.Label is not null);

    private static double Transfer(List<Dialogue> dialogues, List<double[]> guesses, double line, int tolerance) =>
        dialogues.Zip(guesses).Average(d => GoldenTransfer.Score(
            [.. Enumerable.Range(0, d.Second.Length).Where(t => d.First.Turns[t].Label == Handoff)],
            [.. Enumerable.Range(0, d.Second.Length).Where(t => d.Second[t] >= line)],
            tolerance));
}
