using System.Text;
using System.Text.Json;
using ServiceBot.Customers;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>
/// What was said of our own accord on a page that nobody looks at any more goes to the address the customer has given for that. To one that nobody
/// has shown to be theirs goes only that there is something to read.
/// </summary>
internal sealed class ReachChannel(Database database, IEnumerable<IReachSender> senders, ReachWays ways, IsOnPage isOnPage, Func<string, Pack> packOfSite, TimeProvider time) : IChannel
{
    public const string Code = "code";

    private const int MostText = 4000;

    public string Name => ReachRows.Channel;

    public async ValueTask<DeliveryOutcome> DeliverAsync(Delivery delivery, CancellationToken cancellation)
    {
        var isCode = delivery.Payload == Code;
        if (!isCode && isOnPage(delivery.Conversation)) return new DeliveryOutcome.Sent();
        var (conversation, reach, said) = await database.ReadAsync((session, cancel) => LoadAsync(session, delivery, isCode, cancel), cancellation);
        // Removed in the meantime: it is not used any more.
        if (conversation is null || reach is null || (isCode && reach.Code is null)) return new DeliveryOutcome.Sent();
        if (senders.FirstOrDefault(sender => sender.Kind == reach.Kind) is not { } sender) return new DeliveryOutcome.Refused($"Nothing is configured that sends to '{reach.Kind}'; set Reach:… and put the delivery back.");

        var (pack, locale) = (packOfSite(conversation.Site), conversation.Locale);
        var text = isCode ? pack.Wording.Render("reach.code.text", locale, 0, ("code", reach.Code!))
            : reach.IsVerified ? said : pack.Wording.Render("reach.news.text", locale, 0);
        if (!isCode && ways.Page is { } page) text = $"{text}\n\n{page}";
        var subject = pack.Wording.Render(isCode ? "reach.code.subject" : "reach.news.subject", locale, 0);
        var outcome = await sender.SendAsync(new ReachMessage(delivery.Id, reach.Address, locale, subject, text.Length > MostText ? text[..MostText] : text), cancellation);
        if (InVain(outcome, delivery) is { } why) await TellDeskAsync(delivery.Conversation, BotNote.Unreached(reach.Masked, why), cancellation);
        return outcome;
    }

    private static string? InVain(DeliveryOutcome outcome, Delivery delivery) => outcome switch
    {
        DeliveryOutcome.Refused refused => refused.Why,
        DeliveryOutcome.Failed failed when Backoff.GivesUp(ReachRows.Channel, delivery.Tries + 1) => failed.Why,
        _ => null,
    };

    // Whoever promised to write there has to know, or the promise ends in silence.
    private async ValueTask TellDeskAsync(ConversationId conversation, BotNote note, CancellationToken cancellation) =>
        await database.WriteAsync((session, cancel) => InternalEvents.AppendAsync(session, conversation, BotNote.Kind, note.Json(), isInput: false, time.GetUtcNow(), cancel), cancellation);

    private static async ValueTask<(Conversation?, CustomerReach?, string)> LoadAsync(Session session, Delivery delivery, bool isCode, CancellationToken cancellation)
    {
        if (await ConversationRows.FindAsync(session, delivery.Conversation, cancellation) is not { } conversation) return (null, null, "");
        var reach = await CustomerReachRows.FindAsync(session, conversation.Customer, cancellation);
        if (isCode || reach is null || ReachRows.Read(delivery.Payload) is not var (first, last)) return (conversation, reach, "");
        var texts = await session.Statement(Said).Set("@id", delivery.Conversation.Value)
            .Set("@first", first).Set("@last", last)
            .ListAsync(row => Text(ProtocolJson.Parse<Activity>(Encoding.UTF8.GetBytes(row.GetString(0)))), cancellation);
        return (conversation, reach, string.Join("\n\n", texts.Where(text => text.Length > 0)));
    }

    private static string Text(Activity activity) => string.Join('\n', new[] { activity.Text ?? "" }
        .Concat(activity.Attachments?.Select(card => card.Content is { ValueKind: JsonValueKind.Object } content && content.TryGetProperty("fallbackText", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "") ?? [])
        .Where(part => part.Length > 0));

    private const string Said = "select json from activity where conversation_id = @id and seq between @first and @last and role <> 'customer' order by seq";
}
