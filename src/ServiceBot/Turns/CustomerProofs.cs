using System.Text.Json;
using ServiceBot.Clustering;
using ServiceBot.Customers;
using ServiceBot.Handoff;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>
/// Who the customer of a conversation is, once their channel has proved it (decisions.md 15); and that nobody knows any more. A turn that is running misses its
/// commit and runs again with what is so now.
/// </summary>
internal sealed class CustomerProofs(Database database, HotConversations hot, Feed feed, IdSource ids, TimeProvider time)
{
    /// <summary>The conversation, and what comes from the same address later, is this customer's.</summary>
    /// <param name="customer">With an external id and a verified address.</param>
    public async ValueTask ProveAsync(ConversationId id, NewCustomer customer, CancellationToken cancellation)
    {
        if (customer is not { ExternalId: { } external, Address: { IsVerified: true } address }) throw new ArgumentException("Only a verified address of a known customer proves anything.", nameof(customer));
        if (await database.ReadAsync((session, cancel) => IsKnownAsync(session, id, external, address, cancel), cancellation)) return;
        var stranger = ids.Customer();
        var now = time.GetUtcNow();
        await database.WriteAsync(async (session, cancel) =>
        {
            if (await LockAsync(session, id, cancel) is not { IsGroup: false, Proof: not Proof.HostPage } conversation) return Nothing(session);
            var known = await CustomerRows.UpsertAsync(session, stranger, conversation.Site, external, customer.Name, customer.Tier, customer.Since, customer.Orders, now, cancel);
            await CustomerRows.LinkAsync(session, conversation.Site, address, known, now, cancel);
            await SetAsync(session, conversation, known, Proof.Channel, "customer-known", now, cancel);
            return true;
        }, cancellation, changed => Changed(id, changed));
    }

    /// <summary>The company knows the address no more: the conversation goes on as a stranger's. What the customer has proved by digits holds.</summary>
    public ValueTask WithdrawChannelAsync(ConversationId id, CancellationToken cancellation) => WithdrawAsync(id, proof => proof == Proof.Channel, cancellation);

    /// <summary>Somebody else may speak now: nothing holds that was proved before.</summary>
    public ValueTask WithdrawAsync(ConversationId id, CancellationToken cancellation) => WithdrawAsync(id, proof => proof is Proof.Channel or Proof.OrderPhone, cancellation);

    private async ValueTask WithdrawAsync(ConversationId id, Func<Proof, bool> falls, CancellationToken cancellation)
    {
        // Mostly there is nothing to take back: that costs no write.
        if (await database.ReadAsync((session, cancel) => ConversationRows.FindAsync(session, id, cancel), cancellation) is not { } before || !falls(before.Proof)) return;
        var stranger = ids.Customer();
        var now = time.GetUtcNow();
        await database.WriteAsync(async (session, cancel) =>
        {
            if (await LockAsync(session, id, cancel) is not { } conversation || !falls(conversation.Proof)) return Nothing(session);
            var nobody = conversation.Proof == Proof.Channel ? await CustomerRows.UpsertAsync(session, stranger, conversation.Site, null, null, null, null, null, now, cancel) : conversation.Customer;
            await SetAsync(session, conversation, nobody, Proof.None, "customer-unknown", now, cancel);
            return true;
        }, cancellation, changed => Changed(id, changed));
    }

    private static async ValueTask<bool> IsKnownAsync(Session session, ConversationId id, string external, CustomerAddress address, CancellationToken cancellation) =>
        await ConversationRows.FindAsync(session, id, cancellation) is { Proof: Proof.Channel } conversation
        && await CustomerRows.FindAsync(session, conversation.Customer, cancellation) is { } customer && customer.ExternalId == external
        && await CustomerRows.AtAsync(session, conversation.Site, address, cancellation) == customer.Id;

    private void Changed(ConversationId id, bool isChanged)
    {
        if (!isChanged) return;
        hot.Forget(id);
        feed.Publish(id, 0, []);
    }

    private static bool Nothing(Session session)
    {
        session.Undo();
        return false;
    }

    private static async ValueTask<Conversation?> LockAsync(Session session, ConversationId id, CancellationToken cancellation)
    {
        await session.Statement(Sql.Lock).Set("@id", id.Value).ExecuteAsync(cancellation);
        return await ConversationRows.FindAsync(session, id, cancellation);
    }

    private static async ValueTask SetAsync(Session session, Conversation conversation, CustomerId customer, Proof proof, string kind, DateTimeOffset now, CancellationToken cancellation)
    {
        await session.Statement(Sql.Set).Set("@id", conversation.Id.Value).Set("@customer", customer.Value).Set("@proof", ConversationRows.Word(proof)).ExecuteAsync(cancellation);
        // Before they were known they had a record of their own; what it says of this conversation is theirs. The ledger is append-only and keeps its word.
        if (proof == Proof.Channel)
            await session.Statement(Sql.TakeCases).Set("@id", conversation.Id.Value).Set("@customer", customer.Value).Set("@was", conversation.Customer.Value).ExecuteAsync(cancellation);
        await InternalEvents.AppendAsync(session, conversation.Id, kind, JsonSerializer.Serialize(new DeskEvent("", "", conversation.Channel), HandoffJson.Default.DeskEvent), isInput: false, now, cancellation);
    }

    private static class Sql
    {
        public const string Lock = "update conversation set version = version + 1 where id = @id";
        public const string Set = "update conversation set customer_id = @customer, proof = @proof, proven_subject = null where id = @id";
        public const string TakeCases = "update complaint_case set customer_id = @customer where conversation_id = @id and customer_id = @was";
    }
}
