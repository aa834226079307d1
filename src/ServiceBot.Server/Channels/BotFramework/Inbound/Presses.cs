using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServiceBot.Dialogs;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Rendering;
using ServiceBot.Storage;
using ServiceBot.Turns;

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
            if (HasBeside(activity.Value)) value = SideAnswers.Write(value, Beside((await SaidAsync(conversation, cancellation)).FirstOrDefault(said => said.SuggestedActions?.Actions?.Any(action => Choice(action.Value) == value) == true), activity.Value!.Value));
            if (!string.IsNullOrWhiteSpace(activity.Text)) return activity with { Value = Pressing(value) };
            var titled = Buttons(await SaidAsync(conversation, cancellation)).SelectMany(bubble => bubble).FirstOrDefault(action => Choice(action.Value) == SideAnswers.ChoiceOf(value));
            return activity with { Value = Pressing(value), Text = titled?.Title };
        }

        if (activity.Value is null && Number(activity.Text) is { } number
            && Buttons(await OpenAsync(conversation, cancellation)).FirstOrDefault(bubble => bubble.Count > 0) is { } last && number <= last.Count && Choice(last[number - 1].Value) is { } chosen)
            return activity with { Value = Pressing(chosen), Text = last[number - 1].Title ?? activity.Text };
        return activity;
    }

    /// <summary>
    /// The question has been answered and the bot has gone on: its buttons, which stay where a channel updates nothing, would answer another question.
    /// A person may be asked for at any time, and what is sent again is no new press.
    /// </summary>
    public async ValueTask<bool> IsSettledAsync(ConversationId conversation, Activity activity, string? key, CancellationToken cancellation)
    {
        if (Turn(activity.Value) is not { } turn || Choice(activity.Value) is null or Dialogs.Choice.Person) return false;
        return await database.ReadAsync(async (session, cancel) => await session.Statement(Sql.Settled).Set("@id", conversation.Value).Set("@turn", turn).Set("@key", key).ScalarAsync(cancel) is not null, cancellation);
    }

    /// <summary>The same button of the same message has one effect. Null where nothing was pressed, or nobody says on which message.</summary>
    public static string? Key(Activity activity)
    {
        if (activity.Value is not { ValueKind: JsonValueKind.Object } value) return null;
        if (Choice(value) is { } choice && Turn(value) is { } turn) return Digest($"{turn}\n{choice}");
        return activity.ReplyToId is { Length: > 0 } card && string.IsNullOrWhiteSpace(activity.Text) ? Digest($"{card}\n{value.GetRawText()}") : null;
    }

    private static string Digest(string press) => $"press:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(press)))[..32]}";

    /// <summary>Number of the message that the button stood on.</summary>
    private static long? Turn(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("turn", out var turn) && turn.ValueKind == JsonValueKind.Number && turn.TryGetInt64(out var seq) ? seq : null;

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

    // "2", "２", "2.", "(2)" and "2️⃣": nothing else is said.
    private static int? Number(string? text)
    {
        if (text is not { Length: > 0 and <= 8 }) return null;
        var plain = text.Normalize(NormalizationForm.FormKC).Trim().Trim('(', ')', '.', '。', '、', ',', '#', '\uFE0F', '\u20E3').Trim();
        return plain.Length is 1 or 2 && int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 ? number : null;
    }

    private static JsonElement Pressing(string choice) => JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["choice"] = choice });

    // What was asked there and how it could be answered; whatever else a client sends is no answer.
    private static IEnumerable<(string Id, string Value)> Beside(Activity? said, JsonElement value)
    {
        foreach (var question in said is null ? [] : BesideData.In(said))
            if (Fields(value).TryGetProperty(question.Id, out var answer) && answer.ValueKind == JsonValueKind.String && question.Choices.Any(choice => choice.Value == answer.GetString())) yield return (question.Id, answer.GetString()!);
    }

    private static bool HasBeside(JsonElement? value) => value is { ValueKind: JsonValueKind.Object } data && Fields(data).TryGetProperty(ChoiceCard.BesideField, out var beside) && beside.ValueKind == JsonValueKind.True;

    // Action.Execute: below the action.
    private static JsonElement Fields(JsonElement value) =>
        !value.TryGetProperty("choice", out _) && value.TryGetProperty("action", out var action) && action.ValueKind == JsonValueKind.Object && action.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? data : value;

    /// <summary>The buttons of bubbles, in their order.</summary>
    private static IEnumerable<IReadOnlyList<CardAction>> Buttons(List<Activity> bubbles) => bubbles.Select(said => said.SuggestedActions?.Actions ?? []);

    /// <summary>The last bubbles, newest first.</summary>
    private ValueTask<List<Activity>> SaidAsync(ConversationId conversation, CancellationToken cancellation) => BubblesAsync(Sql.Said, conversation, cancellation);

    /// <summary>Those of them that nobody has answered yet.</summary>
    private ValueTask<List<Activity>> OpenAsync(ConversationId conversation, CancellationToken cancellation) => BubblesAsync(Sql.Open, conversation, cancellation);

    private ValueTask<List<Activity>> BubblesAsync([ConstantExpected] string sql, ConversationId conversation, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => session.Statement(sql).Set("@id", conversation.Value).Set("@most", (long)MostBubbles)
            .ListAsync(row => ProtocolJson.Parse<Activity>(row.GetUtf8(0)), cancel), cancellation);

    private static class Sql
    {
        public const string Said = "select json from activity where conversation_id = @id and role = 'bot' order by seq desc limit @most";

        public const string Open = """
            select json from activity where conversation_id = @id and role = 'bot'
            and seq > coalesce((
                select max(seq) from activity where conversation_id = @id and role = 'customer'
                and seq < (select max(seq) from activity where conversation_id = @id and role = 'bot')), 0)
            order by seq desc limit @most
            """;

        public const string Settled = """
            select 1 from activity where conversation_id = @id and role = 'bot'
            and seq > (select min(seq) from activity where conversation_id = @id and role = 'customer' and seq > @turn)
            and not exists (select 1 from activity where conversation_id = @id and dedupe_key = @key)
            limit 1
            """;
    }
}
