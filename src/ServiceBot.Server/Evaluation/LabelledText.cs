using System.Text.Json;

namespace ServiceBot.Server.Evaluation;

/// <param name="Label">Null: what it means is not known, and it is not scored.</param>
internal sealed record LabelledText(string Text, string? Label, Locale Locale)
{
    /// <summary>The label of what is out of scope.</summary>
    public const string Outside = "oos";

    /// <param name="field">Which field is the label.</param>
    /// <exception cref="SettingException">A file or a line cannot be used.</exception>
    public static List<LabelledText> Read(IEnumerable<string> files, string field)
    {
        var texts = new List<LabelledText>();
        foreach (var (where, row) in JsonLines.Read(files))
        {
            if (!row.TryGetProperty("text", out var text) || text.ValueKind != JsonValueKind.String) throw new SettingException($"{where} has no \"text\"; each line needs one, and a \"{field}\".");
            if (!row.TryGetProperty(field, out var label)) throw new SettingException($"{where} has no \"{field}\"; name the field of the label with --field.");
            texts.Add(new LabelledText(text.GetString()!, label.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => label.GetString(),
                _ => label.GetRawText(),
            }, Language(row, text.GetString()!)));
        }

        return texts;
    }

    /// <summary>So many of each label, drawn with seed 1: the same file gives the same ones.</summary>
    public static List<LabelledText> Draw(IEnumerable<LabelledText> texts, int shots) =>
        [.. texts.GroupBy(t => t.Label, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(g =>
        {
            var all = g.ToArray();
            new Random(1).Shuffle(all);
            return all.Take(shots);
        })];

    private static Locale Language(JsonElement row, string text)
    {
        var said = row.TryGetProperty("lang", out var lang) && lang.ValueKind == JsonValueKind.String ? Locales.FromTag(lang.GetString()) : Locale.Other;
        return said != Locale.Other ? said : text.AsSpan().ContainsAnyInRange('\u3400', '\u9fff') ? Locale.ZhHans : Locale.En;
    }
}
