using System.Globalization;
using System.Text;
using System.Text.Json;
using ServiceBot.Protocol;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.BotFramework.Rendering;

/// <param name="Seq">The activity's number: a press brings it back as `turn`, so that an old button is known as one.</param>
/// <param name="ByNumber">"Reply with a number to choose.", in the customer's language.</param>
internal readonly record struct RenderingContext(ChannelCapabilities Can, long Seq, string ByNumber);

/// <summary>What is stored, as the channel can show it: one or more messages in order, without address, id and time. Pure.</summary>
internal static class ChannelRendering
{
    private const int LongestSummary = 120;

    public static IReadOnlyList<Activity> Render(Activity said, RenderingContext context)
    {
        var can = context.Can;
        var choices = said.SuggestedActions?.Actions ?? [];
        var (attachments, asText) = Attachments(said.Attachments ?? [], can);
        var text = Joined(said.Text, asText);
        var form = choices.Count == 0 ? (ButtonForm?)null : choices.Count > can.MostButtons ? ButtonForm.Numbers : can.Buttons;
        if (form == ButtonForm.Numbers) text = WithNumbers(text, choices, context.ByNumber);

        var parts = TextSplitter.Split(text, can.MostText);
        List<Activity> messages = [.. parts.Select(part => Message(said, part))];
        if (messages.Count == 0)
        {
            if (attachments.Count == 0 && choices.Count == 0) return [];
            messages.Add(Message(said, null));
        }

        while (FirstThatFit(attachments, can.MostCards) is var fit && fit < attachments.Count)
        {
            messages[^1] = messages[^1] with { Attachments = attachments[..fit] };
            messages.Add(Message(said, null));
            attachments = attachments[fit..];
        }

        var last = messages[^1];
        messages[^1] = form switch
        {
            ButtonForm.Suggested => last with { Attachments = attachments, SuggestedActions = new SuggestedActions { Actions = [.. choices.Select(choice => can.PressHasValue ? WithTurn(choice, context.Seq) : CardAction.ImBack(Title(choice)))] } },
            ButtonForm.HeroCard => last with { Attachments = [.. attachments, Buttons(choices).ToAttachment()] },
            ButtonForm.AdaptiveCard => OnCard(last, attachments, choices, context.Seq, BesideData.In(said)),
            _ => last with { Attachments = attachments },
        };
        return messages;
    }

    /// <summary>A question that is answered: its last message without buttons, with what was chosen, to be shown in the same place.</summary>
    /// <param name="answer">The title of the choice; null when the customer has said something else.</param>
    /// <returns>Null where nothing of it changes.</returns>
    public static Activity? Settled(Activity said, string? answer, RenderingContext context)
    {
        var choices = said.SuggestedActions?.Actions ?? [];
        if (choices.Count == 0 || choices.Count > context.Can.MostButtons || context.Can.Buttons is not (ButtonForm.AdaptiveCard or ButtonForm.HeroCard)) return null;
        var last = Render(said with { SuggestedActions = null, Text = Joined(said.Text, answer is null ? null : $"✓ {answer}") }, context)[^1];
        return context.Can.Buttons == ButtonForm.AdaptiveCard && last.Attachments is not { Count: > 0 } ? OnCard(last, [], [], context.Seq, []) : last;
    }

    /// <summary>The question and its answers are one card; what stands on a card of its own (a coupon) goes before it.</summary>
    private static Activity OnCard(Activity last, List<Attachment> attachments, IReadOnlyList<CardAction> choices, long seq, IReadOnlyList<BesideQuestion> beside) =>
        attachments.Count > 0
            ? last with { Attachments = [.. attachments, ChoiceCard.Of(null, choices, seq, beside)] }
            : last with { Text = null, TextFormat = null, Summary = Summary(last.Text), Attachments = [ChoiceCard.Of(last.Text, choices, seq, beside)] };

    private static Activity Message(Activity said, string? text) => new()
    {
        Type = said.Type,
        Text = text,
        // What a customer or an agent wrote must not become markup by accident.
        TextFormat = text is null ? null : said.TextFormat ?? TextFormats.Plain,
        Locale = said.Locale,
        InputHint = said.InputHint,
        Importance = said.Importance,
    };

    private static (List<Attachment> Shown, string? AsText) Attachments(IReadOnlyList<Attachment> attachments, ChannelCapabilities can)
    {
        List<Attachment> shown = [];
        StringBuilder? text = null;
        foreach (var attachment in attachments)
        {
            if (attachment.Content is { ValueKind: JsonValueKind.Object } card)
            {
                if (can.ShowsAdaptiveCards) shown.Add(attachment);
                else if (can.ShowsHeroCards && HeroOf(attachment, card) is { } hero) shown.Add(hero);
                else if (TextOf(card) is { Length: > 0 } words) (text ??= new()).Append(text.Length > 0 ? "\n\n" : "").Append(words);
            }
            // A path of ours is an address to nobody else.
            else if (Uri.TryCreate(attachment.ContentUrl, UriKind.Absolute, out var url) && url.Scheme is "https" or "http")
            {
                if (can.Buttons == ButtonForm.Numbers) (text ??= new()).Append(text.Length > 0 ? "\n" : "").Append(attachment.Name).Append(attachment.Name is null ? "" : ": ").Append(url.AbsoluteUri);
                else shown.Add(attachment);
            }
        }

        return (shown, text?.ToString());
    }

    /// <summary>How many of them go in one message; at least one, whatever its size.</summary>
    private static int FirstThatFit(List<Attachment> attachments, int most)
    {
        if (attachments.Count < 2) return attachments.Count;
        var together = 0;
        for (var i = 0; i < attachments.Count; i++)
            if ((together += attachments[i].Content?.GetRawText().Length ?? 0) > most && i > 0) return i;
        return attachments.Count;
    }

    // The first line of our cards says what they are about and how it stands.
    private static Attachment? HeroOf(Attachment attachment, JsonElement card)
    {
        if (attachment.ContentType != ContentTypes.AdaptiveCard) return attachment;
        var lines = CardWords.Of(card);
        if (lines.Count == 0) return null;
        var buttons = card.TryGetProperty("actions", out var actions) && actions.ValueKind == JsonValueKind.Array ? actions.EnumerateArray().Where(action => Text(action, "type") == "Action.Submit").Select(action => Text(action, "title")).OfType<string>() : [];
        return new HeroCard { Title = lines[0], Text = string.Join('\n', lines.Skip(1)), Buttons = [.. buttons.Select(CardAction.ImBack)] }.ToAttachment();
    }

    private static string TextOf(JsonElement card)
    {
        if (Text(card, "fallbackText") is { } text) return text;
        var buttons = card.TryGetProperty("buttons", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(button => Text(button, "title")) : [];
        return string.Join('\n', new[] { Text(card, "title"), Text(card, "subtitle"), Text(card, "text") }.Concat(buttons).OfType<string>());
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // Where the words end with a list of the first of them already, only what is missing is added.
    private static string WithNumbers(string text, IReadOnlyList<CardAction> choices, string byNumber)
    {
        string[] lines = [.. choices.Select((choice, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {Title(choice)}"))];
        var listed = lines.Length;
        while (listed > 0 && !$"\n{text.TrimEnd()}".EndsWith($"\n{string.Join('\n', lines[..listed])}", StringComparison.Ordinal)) listed--;
        var rest = string.Join('\n', [.. lines[listed..], byNumber]);
        return listed == 0 ? Joined(text, rest) : $"{text.TrimEnd()}\n{rest}";
    }

    private static HeroCard Buttons(IReadOnlyList<CardAction> choices) => new() { Buttons = [.. choices.Select(choice => CardAction.ImBack(Title(choice)))] };

    private static CardAction WithTurn(CardAction choice, long seq) => choice.Value is { } value ? choice with { Value = ChoiceCard.Pressing(value, seq) } : choice;

    private static string Title(CardAction choice) => choice.Title ?? choice.Text ?? "";

    private static string Joined(string? first, string? second) =>
        string.IsNullOrWhiteSpace(first) ? second ?? "" : string.IsNullOrWhiteSpace(second) ? first : $"{first}\n\n{second}";

    private static string? Summary(string? text)
    {
        if (text is null || text.Length <= LongestSummary) return text;
        return TextSplitter.Split(text, LongestSummary)[0] + "…";
    }
}
