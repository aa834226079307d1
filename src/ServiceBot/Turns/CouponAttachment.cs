using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ServiceBot.Dialogs;
using ServiceBot.Packs;
using ServiceBot.Protocol;

namespace ServiceBot.Turns;

/// <summary>A coupon as an Adaptive Card, with its text form for channels that show none.</summary>
internal static class CouponAttachment
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Attachment Of(CouponCard coupon, Pack pack, Locale locale)
    {
        var lines = Lines(coupon, pack, locale);
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Plain)) Write(json, coupon, lines);
        return new Attachment { ContentType = ContentTypes.AdaptiveCard, Content = JsonElement.Parse(buffer.WrittenSpan) };
    }

    private static void Write(Utf8JsonWriter json, CouponCard coupon, IReadOnlyList<(string Label, string Value)> lines)
    {
        json.WriteStartObject();
        json.WriteString("type", "AdaptiveCard");
        json.WriteString("version", "1.3");
        json.WriteString("fallbackText", string.Join('\n', lines.Select(line => $"{line.Label}: {line.Value}")));
        json.WriteStartArray("body");

        json.WriteStartObject();
        json.WriteString("type", "TextBlock");
        json.WriteString("text", coupon.Value.Amount.ToString("0.00", CultureInfo.InvariantCulture) + " " + coupon.Value.Currency);
        json.WriteString("size", "ExtraLarge");
        json.WriteString("weight", "Bolder");
        json.WriteBoolean("wrap", true);
        json.WriteEndObject();

        json.WriteStartObject();
        json.WriteString("type", "FactSet");
        json.WriteStartArray("facts");
        foreach (var (label, value) in lines)
        {
            json.WriteStartObject();
            json.WriteString("title", label);
            json.WriteString("value", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Code, value, expiry and terms, a line each: the card's text form.</summary>
    public static IReadOnlyList<(string Label, string Value)> Lines(CouponCard coupon, Pack pack, Locale locale)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(pack.Site.TimeZone);
        return
        [
            (pack.Wording.Render("coupon.code", locale, 0), coupon.Code),
            (pack.Wording.Render("coupon.value", locale, 0), coupon.Value.ToString()),
            (pack.Wording.Render("coupon.expires", locale, 0), TimeZoneInfo.ConvertTime(coupon.ExpiresAt, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            (pack.Wording.Render("coupon.terms", locale, 0), coupon.Terms),
        ];
    }
}
