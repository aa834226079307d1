using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServiceBot.Protocol;
using ServiceBot.Storage;

namespace ServiceBot.Server.Channels.BotFramework.Inbound;

/// <summary>
/// A press of a button, in whatever form a channel tells of it: a submitted card, a value beside a text, or the number of a choice that was
/// shown as text. It becomes the choice's value and its title, as the bot's dialogs and the transcript know it.
/// </summary>
internal sealed class Presses(Database database)
{
    private const int MostBubbles = 8;

    public async ValueTask<Activity> ReadAsync(ConversationId conversation, Activity activity, CancellationToken cancellation)
    {
        if (Choice(activity.Value) is { } value)
        {
            if (!string.IsNullOrWhiteSpace(activity.Text)) return activity with { Value = Pressing(value) };
            var titled = (await ShownAsync(conversation, cancellation)).SelectMany(bubble => bubble).FirstOrDefault(action => Choice(action.Value) == value);
            return activity with { Value = Pressing(value), Text = titled?.Title };
        }

        if (activity.Value is null && Number(activity.Text) is { } number
            && (await ShownAsync(conversation, cancellation)).FirstOrDefault(bubble => bubble.Count > 0) is { } last && number <= last.Count && Choice(last[number - 1].Value) is { } chosen)
            return activity with { Value = Pressing(chosen), Text = last[number - 1].Title ?? activity.Text };
        return activity;
    }

    /// <summary>The same button of the same message has one effect. Null where nothing was pressed, or nobody says on which message.</summary>
    public static string? Key(Activity activity)
    {
        if (activity.Value is not { ValueKind: JsonValueKind.Object } value) return null;
        if (Choice(value) is { } choice && value.TryGetProperty("turn", out var turn) && turn.ValueKind == JsonValueKind.Number && turn.TryGetInt64(out var seq)) return Digest($"{seq}\n{choice}");
        return activity.ReplyToId is { Length: > 0 } card && string.IsNullOrWhiteSpace(activity.Text) ? Digest($"{card}\n{value.GetRawText()}") : null;
    }

    private static string Digest(string press) => $"press:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(press)))[..32]}";

    /// <summary>The value of our choice in what a card submits; some channels send the object as text.</summary>
    private static string? Choice(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Object } data when data.TryGetProperty("choice", out var choice) && choice.ValueKind == JsonValueKind.String => choice.GetString(),
        // Teams lays what a card submits beside its own; Action.Execute sends it as the data of the action.
        { ValueKind: JsonValueKind.Object } data when data.TryGetProperty("action", out var action) && action.ValueKind == JsonValueKind.Object && action.TryGetProperty("data", out var inner) => Choice(inner),
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: < 1000 } json && json.StartsWith('{') => Parsed(json),
        _ => null,
    };

    private static string? Parsed(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Choice(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // "2", "２", "2." and "(2)": nothing else is said.
    private static int? Number(string? text)
    {
        if (text is not { Length: > 0 and <= 8 }) return null;
        var plain = text.Normalize(NormalizationForm.FormKC).Trim().Trim('(', ')', '.', '。', '、', ',', '#').Trim();
        return plain.Length is 1 or 2 && int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 ? number : null;
    }

    private static JsonElement Pressing(string choice) => JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["choice"] = choice });

    /// <summary>The buttons of the last bubbles, newest first.</summary>
    private ValueTask<List<IReadOnlyList<CardAction>>> ShownAsync(ConversationId conversation, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => session.Statement(Bubbles).Set("@id", conversation.Value).Set("@most", (long)MostBubbles)
            .ListAsync(row => ProtocolJson.Parse<Activity>(row.GetUtf8(0)).SuggestedActions?.Actions ?? [], cancel), cancellation);

    private const string Bubbles = "select json from activity where conversation_id = @id and role = 'bot' order by seq desc limit @most";
}
