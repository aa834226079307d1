using System.Text.Json;

namespace ServiceBot.Server.Evaluation.Dialogues;

/// <summary>`servicebot evaluate satisfaction`: how content the customer is at each of their turns, and at the end.</summary>
internal static class SatisfactionEvaluation
{
    /// <exception cref="SettingException">A file cannot be used.</exception>
    public static void Run(IReadOnlyList<string> train, string test, string? predictions, bool readsMood, TextWriter output)
    {
        var known = Dialogue.WithSatisfaction(train);
        var dialogues = Dialogue.WithSatisfaction([test]);
        var (model, cpu) = Stopwatches.Measure(() => (Model: TurnModel.Train(known, readsMood, out var heldOut), HeldOut: heldOut));
        var turns = dialogues.Select(d => model.Model.Predict(d)).ToList();
        var overall = OverallModel.Train(known, model.HeldOut, model.Model.Labels.Count);
        var ends = dialogues.Select((d, i) => overall?.Predict(d, turns[i])).ToList();
        output.WriteLine($"{known.Count} dialogues learnt, {dialogues.Count} guessed");
        Report(output, "turn", [.. dialogues.Zip(turns).SelectMany(d => d.First.Turns.Zip(d.Second)).Where(t => t.First.Label is not null).Select(t => (t.First.Label!, t.Second))], model.Model.Labels);
        if (overall is not null) Report(output, "overall", [.. dialogues.Zip(ends).Where(d => d.First.Overall is not null && d.Second is not null).Select(d => (d.First.Overall!, d.Second!))], overall.Labels);
        output.WriteLine(TextReport.Line("training, s of CPU", cpu.TotalSeconds));
        if (predictions is not null) JsonLines.Write(predictions, Written(dialogues, turns, ends, model.Model.Labels, overall?.Labels ?? []));
    }

    private static void Report(TextWriter output, string what, List<(string Right, double[] Odds)> scored, IReadOnlyList<string> labels)
    {
        if (scored.Count == 0) return;
        var pairs = scored.Select(s => (s.Right, labels[Best(s.Odds)])).ToList();
        var negative = Enumerable.Range(0, labels.Count).FirstOrDefault(k => labels[k] == Dialogue.Dissatisfied, -1);
        var (precision, recall, f1) = Measures.F1(pairs, Dialogue.Dissatisfied);
        output.WriteLine(TextReport.Line($"{what}: accuracy ({scored.Count})", Measures.Share(pairs.Count(p => p.Right == p.Item2), pairs.Count)));
        output.WriteLine(TextReport.Line($"{what}: macro-F1", Measures.MacroF1(pairs)));
        output.WriteLine(TextReport.Line($"{what}: dissatisfied precision", precision));
        output.WriteLine(TextReport.Line($"{what}: dissatisfied recall", recall));
        output.WriteLine(TextReport.Line($"{what}: dissatisfied F1", f1));
        if (negative >= 0) output.WriteLine(TextReport.Line($"{what}: dissatisfied AUC", Measures.Auc(scored.Select(s => (s.Odds[negative], s.Right == Dialogue.Dissatisfied)))));
    }

    // A line for each turn of a customer; the last one says how the dialogue ends.
    private static IEnumerable<Action<Utf8JsonWriter>> Written(List<Dialogue> dialogues, List<List<double[]>> turns, List<double[]?> ends, IReadOnlyList<string> labels, IReadOnlyList<string> overall)
    {
        for (var d = 0; d < dialogues.Count; d++)
        {
            var mine = Enumerable.Range(0, dialogues[d].Turns.Count).Where(t => dialogues[d].Turns[t].IsCustomer).ToList();
            foreach (var t in mine)
            {
                var (dialogue, odds, end) = (d, turns[d][t], t == mine[^1] ? ends[d] : null);
                yield return json =>
                {
                    json.WriteNumber("dialogue", dialogue);
                    json.WriteNumber("turn", t);
                    json.WriteString("label", labels[Best(odds)]);
                    for (var k = 0; k < labels.Count; k++) json.WriteNumber(labels[k], Math.Round(odds[k], 5));
                    if (end is not null) json.WriteString("overall", overall[Best(end)]);
                };
            }
        }
    }

    private static int Best(double[] odds) => Array.IndexOf(odds, odds.Max());
}
