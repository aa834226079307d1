using System.Globalization;

namespace ServiceBot.Server.Evaluation;

/// <summary>`servicebot evaluate intent` and `evaluate emotion`: trains on some files, guesses another, prints how good that is and what it costs.</summary>
internal sealed record TextEvaluation
{
    public required IReadOnlyList<string> Train { get; init; }

    public required string Test { get; init; }

    public required string Field { get; init; }

    /// <summary>Train on so many of each label only.</summary>
    public int? Shots { get; init; }

    /// <summary>Misspell every test sentence so often.</summary>
    public int Typos { get; init; }

    /// <summary>File for the guesses, one a line.</summary>
    public string? Predictions { get; init; }

    /// <summary>Nothing is out of scope.</summary>
    public bool IsOneWorld { get; init; }

    /// <exception cref="SettingException">A file cannot be used.</exception>
    public void Run(TextWriter output)
    {
        var train = LabelledText.Read(Train, Field);
        if (Shots is { } shots) train = LabelledText.Draw(train.Where(t => t.Label is not null), shots);
        var test = LabelledText.Read([Test], Field);
        var typos = new Typos(seed: 1);
        if (Typos > 0) test = [.. test.Select(t => t with { Text = typos.In(t.Text, Typos) })];
        ServiceBot.Understanding.Understander.ReadTables();
        var (classifier, cpu) = Stopwatches.Measure(() => TextClassifier.Train(train, IsOneWorld));
        var predictions = test.Select(classifier.Predict).ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{train.Count} texts learnt, {test.Count} guessed, {test.Count(t => t.Label is null)} of them without a label"));
        foreach (var line in TextReport.Lines(test, predictions, IsOneWorld)) output.WriteLine(line);
        output.WriteLine(TextReport.Line("µs per utterance, this guess", Stopwatches.Microseconds(test, text => classifier.Guess(text))));
        output.WriteLine(TextReport.Line("µs per utterance, everything", Stopwatches.Microseconds(test, text => classifier.Understand(text))));
        output.WriteLine(TextReport.Line("model size, MB", classifier.Size() / 1e6));
        output.WriteLine(TextReport.Line("training, s of CPU", cpu.TotalSeconds));
        if (Predictions is not null) Write(Predictions, predictions);
    }

    private static void Write(string file, IEnumerable<Prediction> predictions) =>
        JsonLines.Write(file, predictions.Select(p => new Action<System.Text.Json.Utf8JsonWriter>(json =>
        {
            json.WriteString("label", p.Label);
            json.WriteNumber("confidence", Math.Round(p.Confidence, 5));
            json.WriteStartArray("top");
            foreach (var label in p.Top) json.WriteStringValue(label);
            json.WriteEndArray();
            json.WriteNumber("probability", Math.Round(p.Probability, 5));
        })));
}
