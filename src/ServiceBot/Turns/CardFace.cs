using System.Text.Json;
using ServiceBot.Dialogs;
using ServiceBot.Protocol;

namespace ServiceBot.Turns;

internal enum CardMood
{
    Open,
    Good,
    Bad,
    Over,
}

/// <summary>
/// What a card of ours shows: a title, how the matter stands, lines of label and value, perhaps buttons. Written as an Adaptive Card, and as text for
/// who shows none. Titles and values are not read as markup. Whoever needs another card makes a face and nothing else.
/// </summary>
/// <param name="State">How the matter stands now; null where nothing can change.</param>
internal sealed record CardFace(string Title, string? State, CardMood Mood, params IReadOnlyList<(string Label, string Value)> Lines)
{
    /// <summary>Buttons; a press comes back as every press of ours (<see cref="BubbleActivity.Pressed"/>).</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    public string AsText => string.Join('\n', new[] { State is null ? Title : $"{Title}: {State}" }.Concat(Lines.Select(line => $"{line.Label}: {line.Value}")));

    /// <param name="isSaid">The message's own words say all of it: who shows no cards need not read it twice.</param>
    public Attachment ToAttachment(bool isSaid) => new() { ContentType = ContentTypes.AdaptiveCard, Written = new WrittenJson(isSaid ? WriteBesideWords : WriteAlone) };

    private void WriteBesideWords(Utf8JsonWriter json) => Write(json, isSaid: true);

    private void WriteAlone(Utf8JsonWriter json) => Write(json, isSaid: false);

    private void Write(Utf8JsonWriter json, bool isSaid)
    {
        json.WriteStartObject();
        json.WriteString("type", "AdaptiveCard");
        json.WriteString("version", "1.3");
        if (!isSaid) json.WriteString("fallbackText", AsText);
        json.WriteStartArray("body");
        PlainRuns.WriteBlock(json, Title, "Medium", "Bolder");
        if (State is not null) PlainRuns.WriteBlock(json, State, "Default", "Bolder", Colour(Mood), isSubtle: Mood == CardMood.Over, spacing: "Small");
        foreach (var (label, value) in Lines) WriteLine(json, label, value);
        json.WriteEndArray();
        if (Choices.Count > 0) WriteButtons(json);
        json.WriteEndObject();
    }

    private static string? Colour(CardMood mood) => mood switch { CardMood.Good => "Good", CardMood.Bad => "Attention", CardMood.Over => null, _ => "Accent" };

    private static void WriteLine(Utf8JsonWriter json, string label, string value)
    {
        json.WriteStartObject();
        json.WriteString("type", "ColumnSet");
        json.WriteString("spacing", "Small");
        json.WriteStartArray("columns");
        WriteColumn(json, label, "auto", isSubtle: true);
        WriteColumn(json, value, "stretch", isSubtle: false);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteColumn(Utf8JsonWriter json, string text, string width, bool isSubtle)
    {
        json.WriteStartObject();
        json.WriteString("type", "Column");
        json.WriteString("width", width);
        json.WriteStartArray("items");
        PlainRuns.WriteBlock(json, text, isSubtle: isSubtle);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteButtons(Utf8JsonWriter json)
    {
        json.WriteStartArray("actions");
        foreach (var choice in Choices)
        {
            json.WriteStartObject();
            json.WriteString("type", "Action.Submit");
            json.WriteString("title", choice.Title);
            json.WriteStartObject("data");
            json.WriteString("choice", choice.Value);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
