using System.Globalization;
using ServiceBot.Dialogs.Subject;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Dialogs.Complaint;

/// <summary>The reading that a measured standard is judged by: looked up, kept as evidence, and told to the proven owner with its time.</summary>
internal static class Readings
{
    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("measured.missed", Values) { IsOptional = true }, new("measured.kept", Values) { IsOptional = true }, new("measured.old", Values) { IsOptional = true },
        new("expectation.read", Values) { IsOptional = true }, new("measured.none", "number", "bound", "unit") { IsOptional = true }, new("measured.down", "number", "bound", "unit") { IsOptional = true },
    ];

    private static string[] Values => ["number", "value", "bound", "gap", "unit", "taken"];

    public static async ValueTask<MeasureAnswer?> FindAsync(DialogContext context, ComplaintKind kind, Fact? fact, CancellationToken cancellation) =>
        fact is null || context.Pack.Standard(kind.Standard)?.Measured is not { } by
            ? null
            : await Measuring.FindAsync(context.Facts, by, context.Pack.Subject.Kind, fact.Id, fact.Owner, context.Now, cancellation);

    public static CauseFinding Add(CauseFinding finding, MeasureAnswer? reading) => reading switch
    {
        null => finding,
        MeasureAnswer.Taken taken => finding with { Evidence = [.. finding.Evidence, Evidence(taken.Measurement)] },
        MeasureAnswer.TooOld old => Unread(finding with { Evidence = [.. finding.Evidence, $"{Evidence(old.Measurement)} (too old)"] }),
        _ => Unread(finding),
    };

    // Whose fault it would be is asked once it is known that the standard was missed at all.
    private static CauseFinding Unread(CauseFinding finding) => finding with { Unknowns = [.. finding.Unknowns, "reading"], Attribution = finding.IsKnown ? finding.Attribution : Attribution.Unknown };

    /// <summary>Empty for kinds without a measured standard, for packs without the words, and for whoever has not shown that it is theirs.</summary>
    public static string Say(DialogContext context, Assessment known)
    {
        if (known is not { Reading: { } reading, Fact: { } fact } || !SubjectFinder.IsProven(context, fact)) return "";
        return reading switch
        {
            MeasureAnswer.Taken taken => Render(taken.Measurement.IsKept ? "measured.kept" : "measured.missed", taken.Measurement),
            MeasureAnswer.TooOld old => Render("measured.old", old.Measurement),
            MeasureAnswer.None => Render("measured.none", null),
            _ => Render("measured.down", null),
        };

        string Render(string key, Measurement? measurement) =>
            context.Pack.Wording.Has(key) && context.Pack.Standard(known.Kind.Standard)?.Measured is { } by ? Text(context, fact, key, by, measurement) : "";
    }

    /// <summary>The reading and the standard in a sentence, before the customer is asked what would be right.</summary>
    public static string Brief(DialogContext context, Assessment known) =>
        known is { Reading: MeasureAnswer.Taken taken, Fact: { } fact } && SubjectFinder.IsProven(context, fact) && context.Pack.Wording.Has("expectation.read")
            ? Text(context, fact, "expectation.read", taken.Measurement.By, taken.Measurement)
            : "";

    private static string Text(DialogContext context, Fact fact, string key, StandardMeasure by, Measurement? measurement) => context.Render(key,
        ("number", fact.Id), ("value", Number(measurement?.Value)), ("bound", Number(measurement?.Value > by.AtMost ? by.AtMost : by.AtLeast ?? by.AtMost)),
        ("gap", Number(measurement?.Gap)), ("unit", by.Unit), ("taken", measurement is { } told ? Phrase.When(context, told.TakenAt) : ""));

    private static string Evidence(Measurement measurement) => string.Create(CultureInfo.InvariantCulture,
        $"{measurement.By.Kind} {measurement.By.Fact}={measurement.Value:0.##}{measurement.By.Unit} {(measurement.IsKept ? "keeps" : "misses")} {Bounds(measurement.By)} taken={measurement.TakenAt:yyyy-MM-ddTHH:mmzzz}");

    private static string Bounds(StandardMeasure by) => string.Create(CultureInfo.InvariantCulture, $"{(by.AtLeast is { } least ? $"at-least={least:0.##}" : "")}{(by is { AtLeast: not null, AtMost: not null } ? " " : "")}{(by.AtMost is { } most ? $"at-most={most:0.##}" : "")}");

    private static string Number(decimal? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";
}
