using System.Globalization;

namespace ServiceBot.Packs;

/// <summary>Reads what shows that a standard is kept: <c>measured: {kind: reading, fact: temperature, at-least: 18, unit: °C, not-older-than: 12h}</c>.</summary>
internal static class MeasureSection
{
    public static StandardMeasure? Read(YamlNode? node, string standard, string file, IReadOnlyList<MeasurementType> measurements, Problems problems)
    {
        if (node is null) return null;
        var fields = new Fields(node, file, $"'measured' of the standard '{standard}'", problems);
        var kind = fields.OneOf("kind", [.. measurements.Select(m => m.Kind)], "reading");
        var numbers = measurements.FirstOrDefault(m => m.Kind == kind)?.Facts.Where(f => f.Type == "number").Select(f => f.Name).ToList();
        var measure = new StandardMeasure(kind, fields.OneOf("fact", numbers, "temperature"), Number("at-least"), Number("at-most"), fields.OptionalText("unit") ?? "", Span("not-older-than"));
        fields.Done();
        if (measure is { AtLeast: null, AtMost: null })
            problems.Error(file, node.Line, $"the standard '{standard}' is measured against nothing", "write 'at-least: 18', 'at-most: 26', or both");
        else if (measure.AtLeast > measure.AtMost)
            problems.Error(file, node.Line, $"no value is at least {measure.AtLeast} and at most {measure.AtMost}", "write the smaller number as 'at-least'");
        return measure;

        decimal? Number(string name)
        {
            if (fields.OptionalText(name) is not { } text) return null;
            if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return number;
            problems.Error(file, fields.Node(name)!.Line, $"'{name}' is '{text}'", "write a number such as 18 or 18.5");
            return null;
        }

        TimeSpan Span(string name)
        {
            if (fields.OptionalText(name) is not { } text) return TimeSpan.FromHours(24);
            if (PackSpan.Read(text) is { } span) return span;
            problems.Error(file, fields.Node(name)!.Line, $"'{name}' is '{text}'", PackSpan.Form);
            return TimeSpan.FromHours(24);
        }
    }
}
