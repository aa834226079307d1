using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Customers;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Tests.Desk;

/// <summary>Puts conversations before the desk as turns leave them, without running any: what a desk shows must not hang on what a dialog says.</summary>
internal sealed class DeskScene(IServiceProvider services)
{
    private readonly Database database = services.GetRequiredService<Database>();
    private readonly Conversations conversations = services.GetRequiredService<Conversations>();
    private readonly TimeProvider time = services.GetRequiredService<TimeProvider>();
    private readonly string site = services.GetRequiredService<ServerSettings>().Sites[0].Id;

    /// <summary>A customer who has written and waits for a person.</summary>
    public async Task<ConversationId> WaitingAsync(string? name, Locale locale, string text, string reason = "asked", Proof proof = Proof.HostPage)
    {
        var id = await conversations.OpenAsync(new NewConversation(site, "directline", null, proof, locale, new NewCustomer(null, name, "gold", new DateOnly(2021, 3, 1), 42)), default);
        await SayAsync(id, Role.Customer, text);
        await database.WriteAsync((session, cancel) => session.Statement(Sql.Queue)
            .Set("@id", id.Value).Set("@reason", reason).Set("@now", Now()).ExecuteAsync(cancel), default);
        return id;
    }

    public Task SayAsync(ConversationId id, Role role, string text) => SayAsync(id, role, new Activity { Type = ActivityTypes.Message, Text = text });

    public async Task SayAsync(ConversationId id, Role role, Activity activity) => await database.WriteAsync(async (session, cancel) =>
    {
        // As handled, so that no turn answers it.
        var seq = (long)(await session.Statement(Sql.NextSeq).Set("@id", id.Value).Set("@now", Now()).ScalarAsync(cancel))!;
        var json = Encoding.UTF8.GetString(StoredActivity.Json(activity with { From = new ChannelAccount { Id = "x", Name = activity.From?.Name } }, id, "directline", seq, time.GetUtcNow()));
        return await session.Statement(Sql.Insert).Set("@id", id.Value).Set("@seq", seq).Set("@role", ConversationRows.Word(role)).Set("@now", Now()).Set("@json", json).ExecuteAsync(cancel);
    }, default);

    public async Task ReadingAsync(ConversationId id, TurnReading reading) => await database.WriteAsync((session, cancel) =>
        InternalEvents.AppendAsync(session, id, TurnReading.Kind, JsonSerializer.Serialize(reading), isInput: false, time.GetUtcNow(), cancel), default);

    public async Task CaseAsync(ConversationId id, ComplaintCase complaint) => await database.WriteAsync(async (session, cancel) =>
    {
        var conversation = (await ConversationRows.FindAsync(session, id, cancel))!;
        await CaseRows.PutAsync(session, complaint, id, conversation.Customer, site, cancel);
        return true;
    }, default);

    public async Task PromiseAsync(ConversationId id, Promise promise) => await database.WriteAsync(async (session, cancel) =>
    {
        await PromiseRows.PutAsync(session, promise, id, promise.MadeAt, cancel);
        return true;
    }, default);

    /// <summary>Amounts of the ledger, oldest first.</summary>
    public ValueTask<List<long>> GivenAsync(ConversationId id) => database.ReadAsync((session, cancel) =>
        session.Statement("select amount from ledger_entry where conversation_id = @id order by at").Set("@id", id.Value).ListAsync(row => row.GetInt64(0), cancel), default);

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static class Sql
    {
        public const string Queue = """
            update conversation set owner = 'queue', status = 'waiting', queued_at = @now, handoff = @reason, owner_epoch = owner_epoch + 1 where id = @id
            """;

        public const string NextSeq = "update conversation set seq = seq + 1, handled_seq = seq + 1, updated_at = @now where id = @id returning seq";
        public const string Insert = "insert into activity (conversation_id, seq, role, turn, at, json) values (@id, @seq, @role, 1, @now, @json)";
    }
}
