using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Customers;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Server.Desk;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Server.Channels.BotFramework.Handoff;

/// <summary>The `value` of our handoff.initiate: what helps a hub to find the right person.</summary>
/// <param name="Reason">asked, tolerance, duty, second-failure, promise-broken, authority, bot-failed, rule.</param>
/// <param name="Skill">The kind of complaint, as the pack calls it; null for an enquiry.</param>
/// <param name="Severity">0..4.</param>
internal sealed record RoutingContext(string Conversation, string Site, string Channel, string? Reason, string Language, string? Skill, int? Severity, RoutingTolerance? Tolerance, RoutingCustomer Customer);

/// <summary>0..100 each: the tolerance, the line below which the customer is lost, the line above which they are delighted.</summary>
internal sealed record RoutingTolerance(double T, double A, double D, string? Zone);

/// <param name="Proof">How the customer has shown who they are: none, host-page, channel, order-phone.</param>
internal sealed record RoutingCustomer(string? Name, string Proof, string? ProvenSubject, string? Subject);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RoutingContext))]
internal sealed partial class RoutingJson : JsonSerializerContext;

/// <summary>Reads what a hub has to know of a conversation that comes to it.</summary>
internal sealed class HubBriefing(Database database)
{
    // Receivers take 256 kB; the newest of a longer transcript goes with it.
    private const int MostBytes = 180_000;
    private const int MostActivities = 500;

    public async ValueTask<Activity?> InitiateAsync(ConversationId id, long upTo, CancellationToken cancellation) =>
        await database.ReadAsync(async (session, cancel) =>
        {
            if (await ConversationRows.FindAsync(session, id, cancel) is not { } conversation) return null;
            var context = await ContextAsync(session, conversation, cancel);
            var newestFirst = await session.Statement(Sql.Said).Set("@id", id.Value).Set("@upTo", upTo).Set("@most", (long)MostActivities)
                .ListAsync(row => Of(ProtocolJson.Parse<Activity>(row.GetUtf8(1)), row.GetString(0)), cancel);
            return HandoffEvents.Initiate(
                new ConversationAccount { Id = id.Value },
                JsonSerializer.SerializeToElement(context, RoutingJson.Default.RoutingContext),
                new Transcript { Activities = Newest(newestFirst) });
        }, cancellation);

    private static async ValueTask<RoutingContext> ContextAsync(Session session, Conversation conversation, CancellationToken cancellation)
    {
        var customer = await CustomerRows.FindAsync(session, conversation.Customer, cancellation);
        var matter = (await CaseRows.OfConversationAsync(session, conversation.Id, cancellation)).OrderBy(c => c.IsClosed).ThenByDescending(c => c.OpenedAt).FirstOrDefault();
        var reading = await session.Statement(Sql.Reading).Set("@id", conversation.Id.Value).ScalarAsync(cancellation) is string json ? DeskReadings.Read(json) : null;
        return new RoutingContext(
            conversation.Id.Value, conversation.Site, conversation.Channel, conversation.Handoff, conversation.Locale.Tag(), matter?.Kind, matter?.Severity,
            reading is null ? null : new RoutingTolerance(reading.T, reading.A, reading.D, reading.Zone),
            new RoutingCustomer(customer?.Name, ConversationRows.Word(conversation.Proof), conversation.ProvenSubject, matter?.SubjectId));
    }

    private static Activity Of(Activity said, string role) => new()
    {
        Type = said.Type,
        Id = said.Id,
        Timestamp = said.Timestamp,
        From = new ChannelAccount { Id = said.From?.Id, Name = said.From?.Name, Role = role == "customer" ? RoleTypes.User : RoleTypes.Bot },
        Text = said.Text,
        TextFormat = said.TextFormat,
        Locale = said.Locale,
        Attachments = said.Attachments is { Count: > 0 } attachments ? attachments : null,
    };

    private static List<Activity> Newest(List<Activity> newestFirst)
    {
        var bytes = 0;
        var kept = newestFirst.TakeWhile(activity => (bytes += ProtocolJson.Write(activity).Length) <= MostBytes).ToList();
        kept.Reverse();
        return kept;
    }

    private static class Sql
    {
        public const string Said = "select role, json from activity where conversation_id = @id and seq <= @upTo order by seq desc limit @most";
        public const string Reading = "select json from journal where conversation_id = @id and kind = 'reading' order by n desc limit 1";
    }
}
