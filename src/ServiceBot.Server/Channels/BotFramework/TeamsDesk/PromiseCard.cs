using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ServiceBot.Protocol;

namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

/// <summary>In the thread below an agent's words: what they have promised there and until when, with a button that lets its clock run. Pure.</summary>
internal static class PromiseCard
{
    public static Attachment Of(ConversationId conversation, SaidPromise promise, Locale locale)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ProtocolJson.Options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("type", "AdaptiveCard");
            json.WriteString("version", "1.4");
            json.WriteString("fallbackText", Sentence(promise, locale));
            json.WriteStartArray("body");
            WriteText(json, Sentence(promise, locale), isSubtle: false);
            WriteText(json, promise.Text.ReplaceLineEndings(" "), isSubtle: true);
            json.WriteEndArray();
            json.WriteStartArray("actions");
            WaitingCard.WriteAction(json, TeamsDeskTexts.RecordPromise[locale], "promise", conversation.Value, promise.Seq);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new Attachment { ContentType = ContentTypes.AdaptiveCard, Content = JsonElement.Parse(buffer.WrittenSpan) };
    }

    public static string Time(SaidPromise promise) => TimeZoneInfo.ConvertTime(promise.Due, promise.Zone).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Sentence(SaidPromise promise, Locale locale) => TeamsDeskTexts.PromiseNoticed.With(locale, Time(promise));

    // An agent's words are no markup.
    private static void WriteText(Utf8JsonWriter json, string text, bool isSubtle)
    {
        json.WriteStartObject();
        json.WriteString("type", "RichTextBlock");
        json.WriteStartArray("inlines");
        json.WriteStartObject();
        json.WriteString("type", "TextRun");
        json.WriteString("text", text);
        if (isSubtle) json.WriteBoolean("isSubtle", true);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
