using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceBot.Dialogs;
using ServiceBot.Packs;
using ServiceBot.Protocol;

namespace ServiceBot.Turns;

/// <summary>A coupon as an Adaptive Card, with its text form for channels that show none.</summary>
internal static class CouponAttachment
{
    public static Attachment Of(CouponCard coupon, Pack pack, Locale locale)
    {
        var lines = Lines(coupon, pack, locale);
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["version"] = "1.3",
            ["fallbackText"] = string.Join('\n', lines.Select(line => $"{line.Label}: {line.Value}")),
            ["body"] = new JsonArray(
                Block(coupon.Value.Amount.ToString("0.00", CultureInfo.InvariantCulture) + " " + coupon.Value.Currency, "ExtraLarge"),
                new JsonObject { ["type"] = "FactSet", ["facts"] = new JsonArray([.. lines.Select(line => (JsonNode)new JsonObject { ["title"] = line.Label, ["value"] = line.Value })]) }),
        };
        return new Attachment { ContentType = ContentTypes.AdaptiveCard, Content = JsonSerializer.SerializeToElement(card, CardJson.Default.JsonObject) };
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

    private static JsonObject Block(string text, string size) => new() { ["type"] = "TextBlock", ["text"] = text, ["size"] = size, ["weight"] = "Bolder", ["wrap"] = true };
}

[System.Text.Json.Serialization.JsonSerializable(typeof(JsonObject))]
internal sealed partial class CardJson : System.Text.Json.Serialization.JsonSerializerContext;
