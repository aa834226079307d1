using System.Runtime.CompilerServices;
using System.Text.Json;
using ServiceBot.Dialogs;
using ServiceBot.Packs;
using ServiceBot.Protocol;

namespace ServiceBot.Turns;

/// <summary>A coupon as an Adaptive Card, with its text form for channels that show none.</summary>
internal static class CouponAttachment
{
    public static Attachment Of(CouponCard coupon, Pack pack, Locale locale)
    {
        // The words of now: another pack may be loaded when it is written.
        var lines = Lines(coupon, pack, locale);
        return new Attachment { ContentType = ContentTypes.AdaptiveCard, Written = new WrittenJson(json => Write(json, lines)) };
    }

    private const int ValueLine = 1;

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<(string Label, string Value)> lines)
    {
        json.WriteStartObject();
        json.WriteString("type", "AdaptiveCard");
        json.WriteString("version", "1.3");
        WriteAsText(json, lines);
        json.WriteStartArray("body");

        json.WriteStartObject();
        json.WriteString("type", "TextBlock");
        json.WriteString("text", lines[ValueLine].Value);
        json.WriteString("size", "ExtraLarge");
        json.WriteString("weight", "Bolder");
        json.WriteBoolean("wrap", true);
        json.WriteEndObject();

        json.WriteStartObject();
        json.WriteString("type", "FactSet");
        json.WriteStartArray("facts");
        for (var n = 0; n < lines.Length; n++)
        {
            // It stands large above.
            if (n == ValueLine) continue;
            json.WriteStartObject();
            json.WriteString("title", lines[n].Label);
            json.WriteString("value", lines[n].Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAsText(Utf8JsonWriter json, ReadOnlySpan<(string Label, string Value)> lines)
    {
        var text = new DefaultInterpolatedStringHandler(0, 0, null, stackalloc char[512]);
        foreach (var (label, value) in lines)
        {
            if (text.Text.Length > 0) text.AppendLiteral("\n");
            text.AppendLiteral(label);
            text.AppendLiteral(": ");
            text.AppendLiteral(value);
        }

        json.WriteString("fallbackText", text.Text);
        text.Clear();
    }

    /// <summary>Code, value, expiry and terms, a line each: the card's text form.</summary>
    public static (string Label, string Value)[] Lines(CouponCard coupon, Pack pack, Locale locale)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(pack.Site.TimeZone);
        return
        [
            (pack.Wording.Render("coupon.code", locale, 0), coupon.Code),
            (pack.Wording.Render("coupon.value", locale, 0), Phrase.Amount(locale, coupon.Value)),
            (pack.Wording.Render("coupon.expires", locale, 0), Phrase.Date(locale, coupon.ExpiresAt, zone)),
            (pack.Wording.Render("coupon.terms", locale, 0), coupon.Terms),
        ];
    }
}
