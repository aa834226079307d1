using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Rendering;
using ServiceBot.Server.Chat;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>Customers of a `.chat` file on a channel of Azure: they write to the endpoint, read what the channel was sent, and press each button twice, in both ways that cards have.</summary>
internal sealed partial class ChannelDoor(ChannelStage stage, ChatBot bot, ChatSetup setup, string channel, byte[] file) : IChatDoor
{
    private readonly Dictionary<string, (string Conversation, string Directory)> people = [];
    private int presses;

    /// <summary>What is filled in on a card before its button is pressed.</summary>
    public IReadOnlyDictionary<string, string> FilledIn { get; init; } = new Dictionary<string, string>();

    public Func<ChatBot, Task>? WhenSeen { get; init; }

    public async ValueTask<ConversationId> OpenAsync(ChatCustomer customer, CancellationToken cancellation)
    {
        await PostAsync(customer, new JsonObject { ["type"] = "installationUpdate", ["action"] = "add" }, cancellation);
        return await SettleAsync(customer, cancellation);
    }

    public async ValueTask<ConversationId> SendAsync(ChatCustomer customer, Activity activity, CancellationToken cancellation)
    {
        if (activity.Value is not { ValueKind: JsonValueKind.Object } value)
        {
            await PostAsync(customer, JsonSerializer.SerializeToNode(JsonDocument.Parse(ProtocolJson.Write(activity)).RootElement)!.AsObject(), cancellation);
            return await SettleAsync(customer, cancellation);
        }

        var data = JsonNode.Parse(value.GetRawText())!.AsObject();
        data.Remove("msteams");
        if (data.ContainsKey("beside"))
            foreach (var (field, answer) in FilledIn) data[field] = answer;
        var isExecuted = presses++ % 2 == 1;
        await PostAsync(customer, Pressed(data, activity.Text, isExecuted), cancellation);
        var conversation = await SettleAsync(customer, cancellation);
        var before = (await bot.TranscriptAsync(conversation, 0, cancellation)).Count;
        await PostAsync(customer, Pressed(data, activity.Text, !isExecuted), cancellation);
        await SettleAsync(customer, cancellation);
        (await bot.TranscriptAsync(conversation, 0, cancellation)).Count.ShouldBe(before, $"The second press of {data.ToJsonString()} had an effect.");
        return conversation;
    }

    public async ValueTask<IReadOnlyList<ChatSaid>> SeenAsync(ConversationId conversation, long after, CancellationToken cancellation)
    {
        await DeliverAsync(cancellation);
        List<ChatSaid> seen = [];
        foreach (var line in await bot.TranscriptAsync(conversation, after, cancellation))
            seen.Add(line.Role == Role.Customer ? line : line with { Activity = await ShownAsync(conversation, line, cancellation) });
        if (WhenSeen is not null) await WhenSeen(bot);
        return seen;
    }

    /// <summary>What the channel was sent for this line, its parts in one.</summary>
    private async ValueTask<Activity> ShownAsync(ConversationId conversation, ChatSaid line, CancellationToken cancellation)
    {
        var parts = await ChannelMessages.OfAsync(bot.Database, conversation, line.Seq, cancellation);
        var shown = parts.Select(part => ProtocolJson.Parse<Activity>(Encoding.UTF8.GetBytes(stage.Sent[part.ResourceId].Raw))).ToList();
        if (shown.Count == 0) return line.Activity with { Text = "(not delivered)", Attachments = null, SuggestedActions = null };
        var attachments = shown.SelectMany(part => part.Attachments ?? []).ToList();
        var text = string.Join('\n', shown.Select(part => part.Text).Concat(attachments.Select(QuestionOf)).Where(said => !string.IsNullOrEmpty(said)));
        var byNumber = ChannelCapabilities.Of(channel).Buttons == ButtonForm.Numbers ? Numbered(text) : null;
        return line.Activity with { Text = text, Attachments = attachments, SuggestedActions = shown[^1].SuggestedActions ?? byNumber };
    }

    // A card of a question has no text of its own beside its blocks; cards of a matter have (fallbackText).
    private static string? QuestionOf(Attachment attachment) => attachment.Content is { } card && !card.TryGetProperty("fallbackText", out _) && card.GetRawText().Contains("\"messageBack\"")
        ? string.Join('\n', card.GetProperty("body").EnumerateArray().Where(block => block.TryGetProperty("inlines", out _)).Select(block => block.GetProperty("inlines")[0].GetProperty("text").GetString()!.Trim()))
        : null;

    // Where there are no buttons the customer answers with the number.
    private static SuggestedActions? Numbered(string text) => NumberedLine().Matches(text) is { Count: > 0 } lines
        ? new SuggestedActions { Actions = [.. lines.Select(line => new CardAction { Type = ActionTypes.ImBack, Title = line.Groups["title"].Value.Trim(), Value = JsonSerializer.SerializeToElement(line.Groups["number"].Value) })] }
        : null;

    // The same in each run: the bot varies its wording by the conversation's id.
    private Guid IdOf(ChatCustomer customer, string what) => new(SHA256.HashData([.. file, .. Encoding.UTF8.GetBytes($"{channel} {customer.Id} {what}")]).AsSpan(0, 16));

    private static JsonObject Pressed(JsonObject data, string? text, bool isExecuted) => isExecuted
        ? new JsonObject { ["type"] = "invoke", ["name"] = "adaptiveCard/action", ["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "choose", ["data"] = data.DeepClone() } } }
        : new JsonObject { ["type"] = "message", ["text"] = text, ["value"] = data.DeepClone() };

    private async ValueTask PostAsync(ChatCustomer customer, JsonObject activity, CancellationToken cancellation)
    {
        if (!people.TryGetValue(customer.Id, out var person))
        {
            people[customer.Id] = person = ($"19:{IdOf(customer, "chat"):N}@unq.gbl.spaces", IdOf(customer, "person").ToString());
            if (customer.Known.ExternalId is not null)
                stage.Customers[$"aad:{person.Directory}"] = stage.Customers[$"{channel}:29:{person.Directory}"] = JsonSerializer.Serialize(new { customer = new { no = customer.Known.ExternalId, name = customer.Known.Name, tier = customer.Known.Tier, since = customer.Known.Since?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), orders = customer.Known.Orders } });
        }

        activity["id"] = Guid.NewGuid().ToString("N");
        activity["channelId"] = channel;
        activity["serviceUrl"] = stage.Channel.ServiceUrl;
        activity["from"] = new JsonObject { ["id"] = $"29:{person.Directory}", ["name"] = customer.Known.Name, ["aadObjectId"] = person.Directory };
        activity["recipient"] = new JsonObject { ["id"] = "28:bot", ["name"] = "Bot" };
        activity["conversation"] = new JsonObject { ["id"] = person.Conversation, ["conversationType"] = "personal" };
        activity["locale"] ??= setup.Locale == Locale.Other ? null : setup.Locale.Tag();
        var now = bot.Time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, stage.Url) { Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", new Tokens { ServiceUrl = stage.Channel.ServiceUrl, From = now.AddMinutes(-1), Expires = now.AddHours(1) }.ToString());
        using var answer = await stage.Client.SendAsync(request, cancellation);
        ((int)answer.StatusCode).ShouldBe(200, await answer.Content.ReadAsStringAsync(cancellation));
    }

    private async ValueTask<ConversationId> SettleAsync(ChatCustomer customer, CancellationToken cancellation)
    {
        var id = await bot.Database.ReadAsync((session, cancel) => session.Statement("select id from conversation where channel_conversation_id = @conversation").Set("@conversation", people[customer.Id].Conversation)
            .FirstAsync(row => row.GetString(0), cancel), cancellation);
        await bot.RunTurnsAsync(new ConversationId(id!), cancellation);
        await DeliverAsync(cancellation);
        return new ConversationId(id!);
    }

    /// <summary>Everything that is to leave has left. A person takes a moment to write; where the channel's limits let us wait, the clock goes on.</summary>
    private async ValueTask DeliverAsync(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        do
        {
            bot.Time.Advance(TimeSpan.FromSeconds(1));
            var delivering = bot.Services.GetRequiredService<OutboxWorker>().DeliverDueAsync(cancellation).AsTask();
            while (await Task.WhenAny(delivering, Task.Delay(500, patience.Token)) != delivering) bot.Time.Advance(TimeSpan.FromSeconds(1));
            await delivering;
        }
        while (await WaitsAsync(cancellation));
    }

    private async ValueTask<bool> WaitsAsync(CancellationToken cancellation) =>
        await bot.Database.ReadAsync((session, cancel) => session.Statement("select 1 from outbox where channel = 'botframework' and status = 'pending' and next_at <= @soon")
            .Set("@soon", bot.Time.GetUtcNow().AddSeconds(40).ToUnixTimeMilliseconds()).ScalarAsync(cancel), cancellation) is not null;

    [GeneratedRegex(@"^(?<number>\d{1,2})\. (?<title>.+)\n?", RegexOptions.Multiline)]
    private static partial Regex NumberedLine();
}
