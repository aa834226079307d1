using System.Buffers;
using System.Text.Json;
using ServiceBot.Protocol;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.BotFramework.Rendering;

/// <summary>A question and its answers as an Adaptive Card. Pure.</summary>
internal static class ChoiceCard
{
    // Teams hides the seventh of a set in a menu.
    private const int ButtonsInARow = 6;

    /// <summary>In what a press brings back: questions stood beside the button, and their answers are fields of it.</summary>
    public const string BesideField = "beside";

    private static readonly JsonWriterOptions Options = new() { Encoder = ProtocolJson.Options.Encoder, SkipValidation = true };

    /// <param name="text">Null where it stands in the message.</param>
    /// <param name="beside">What may be answered with the same press.</param>
    public static Attachment Of(string? text, IReadOnlyList<CardAction> choices, long seq, IReadOnlyList<BesideQuestion>? beside = null)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("type", "AdaptiveCard");
            json.WriteString("version", "1.4");
            json.WriteStartArray("body");
            if (text is not null) WriteText(json, text);
            foreach (var question in beside ?? []) WriteQuestion(json, question);
            for (var i = 0; i < choices.Count; i += ButtonsInARow) WriteButtons(json, choices.Skip(i).Take(ButtonsInARow), seq, beside is { Count: > 0 });
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new Attachment { ContentType = ContentTypes.AdaptiveCard, Content = JsonElement.Parse(buffer.WrittenSpan) };
    }

    /// <summary>What a press brings back: the dialog's own value, and which of our messages it stood on.</summary>
    public static JsonElement Pressing(JsonElement value, long seq)
    {
        if (value.ValueKind != JsonValueKind.Object) return value;
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            WriteFields(json, value, seq);
            json.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    // A TextRun knows no markup: a customer's *words* that we quote stay as they are. It knows no line break either: one block a line.
    public static void WriteText(Utf8JsonWriter json, string text)
    {
        foreach (var line in text.Split('\n'))
        {
            json.WriteStartObject();
            json.WriteString("type", "RichTextBlock");
            json.WriteStartArray("inlines");
            json.WriteStartObject();
            json.WriteString("type", "TextRun");
            json.WriteString("text", line.Length == 0 ? " " : line);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static void WriteQuestion(Utf8JsonWriter json, BesideQuestion question)
    {
        json.WriteStartObject();
        json.WriteString("type", "Input.ChoiceSet");
        json.WriteString("id", question.Id);
        json.WriteString("label", question.Text);
        json.WriteString("style", "expanded");
        json.WriteStartArray("choices");
        foreach (var choice in question.Choices)
        {
            json.WriteStartObject();
            json.WriteString("title", choice.Title);
            json.WriteString("value", choice.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteButtons(Utf8JsonWriter json, IEnumerable<CardAction> choices, long seq, bool hasBeside)
    {
        json.WriteStartObject();
        json.WriteString("type", "ActionSet");
        json.WriteStartArray("actions");
        foreach (var choice in choices) WriteButton(json, choice, seq, hasBeside);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteButton(Utf8JsonWriter json, CardAction choice, long seq, bool hasBeside)
    {
        json.WriteStartObject();
        json.WriteString("type", "Action.Submit");
        json.WriteString("title", choice.Title);
        json.WriteStartObject("data");
        if (choice.Value is { ValueKind: JsonValueKind.Object } value) WriteFields(json, value, seq);
        if (hasBeside) json.WriteBoolean(BesideField, true);
        // Teams: the title stands in the chat as the customer's own words, and comes as text beside the value.
        json.WriteStartObject("msteams");
        json.WriteString("type", "messageBack");
        json.WriteString("text", choice.Text ?? choice.Title);
        json.WriteString("displayText", choice.DisplayText ?? choice.Title);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, JsonElement value, long seq)
    {
        foreach (var field in value.EnumerateObject()) field.WriteTo(json);
        json.WriteNumber("turn", seq);
    }
}
