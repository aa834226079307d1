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
            PlainRuns.WriteBlock(json, Sentence(promise, locale));
            PlainRuns.WriteBlock(json, promise.Text.ReplaceLineEndings(" "), isSubtle: true);
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
}
