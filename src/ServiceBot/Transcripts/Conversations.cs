using System.Globalization;
using ServiceBot.Customers;
using ServiceBot.Storage;

namespace ServiceBot.Transcripts;

/// <param name="ChannelConversationId">The channel's own id; null where we are the channel and give it.</param>
/// <param name="ExternalCustomerId">As the host page, the channel or the order system knows the customer; null for a stranger.</param>
/// <param name="IsGroup">Several people read along.</param>
public sealed record NewConversation(string Site, string Channel, string? ChannelConversationId, Proof Proof, Locale Locale, NewCustomer Customer, bool IsGroup = false);

/// <summary>What is known of the customer when the conversation opens; a known external id keeps its earlier record, with what is new laid over it.</summary>
public sealed record NewCustomer(string? ExternalId, string? Name = null, string? Tier = null, DateOnly? Since = null, int? Orders = null)
{
    /// <summary>As the channel knows the customer: the same address is the same customer.</summary>
    public CustomerAddress? Address { get; init; }
}

/// <param name="Opened">As it was opened; null when it was there already.</param>
/// <param name="IsStrangers">Nobody had heard of the customer before: there is no history.</param>
public sealed record ConversationOpening(ConversationId Id, Conversation? Opened, bool IsStrangers);

/// <summary>Opens conversations and reads their rows.</summary>
public sealed class Conversations(Database database, IdSource ids, TimeProvider time)
{
    /// <summary>Opens a conversation, or returns the one that this channel conversation already has.</summary>
    /// <param name="reference">Kept with one that is new.</param>
    public async ValueTask<ConversationId> OpenAsync(NewConversation conversation, CancellationToken cancellation, ChannelReference? reference = null) =>
        (await OpenOrFindAsync(conversation, cancellation, reference)).Id;

    /// <summary>As <see cref="OpenAsync"/>; says besides what it has opened.</summary>
    public ValueTask<ConversationOpening> OpenOrFindAsync(NewConversation conversation, CancellationToken cancellation, ChannelReference? reference = null)
    {
        var id = ids.Conversation();
        var stranger = ids.Customer();
        var now = time.GetUtcNow();
        return database.WriteAsync(async (session, cancel) =>
        {
            if (await ByChannelAsync(session, conversation, cancel) is { } known) return new ConversationOpening(known, null, IsStrangers: false);
            if (await ConversationRows.InsertAsync(session, id, stranger, conversation, now, cancel) is { } opened)
            {
                if (reference is not null) await ChannelReferences.PutAsync(session, id, reference, cancel);
                return new ConversationOpening(id, opened, IsStrangers: opened.Customer == stranger);
            }

            // Another node was quicker by a moment.
            session.Undo();
            return new ConversationOpening(
                await ByChannelAsync(session, conversation, cancel) ?? throw new InvalidOperationException($"Conversation {conversation.ChannelConversationId} of {conversation.Channel} could neither be inserted nor found."),
                null, IsStrangers: false);
        }, cancellation);
    }

    private static async ValueTask<ConversationId?> ByChannelAsync(Session session, NewConversation conversation, CancellationToken cancellation) =>
        conversation.ChannelConversationId is { } channelId
        && await session.Statement(Sql.FindByChannel).Set("@site", conversation.Site).Set("@channel", conversation.Channel).Set("@channelId", channelId).ScalarAsync(cancellation) is string known
            ? new ConversationId(known)
            : null;

    public ValueTask<Conversation?> FindAsync(ConversationId id, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => ConversationRows.FindAsync(session, id, cancel), cancellation);

    /// <summary>The channel has opened another conversation with the same customer: from now on it is this one.</summary>
    /// <returns>False when the channel's id is another conversation's of ours.</returns>
    public ValueTask<bool> MoveAsync(ConversationId id, string channelConversation, CancellationToken cancellation) => database.WriteAsync(async (session, cancel) =>
        await session.Statement(Sql.Move).Set("@id", id.Value).Set("@channelId", channelConversation).ExecuteAsync(cancel) == 1, cancellation);

    private static class Sql
    {
        public const string Move = """
            update conversation set channel_conversation_id = @channelId, version = version + 1
            where id = @id and not exists (select 1 from conversation o where o.site = conversation.site and o.channel = conversation.channel and o.channel_conversation_id = @channelId)
            """;

        public const string FindByChannel = "select id from conversation where site = @site and channel = @channel and channel_conversation_id = @channelId";
    }
}

/// <summary>The one place that knows how a row becomes a <see cref="Conversation"/>.</summary>
public static class ConversationRows
{
    public const string Columns = """
        id, site, channel, channel_conversation_id, customer_id, proof, proven_subject, locale, status, owner, owner_agent, owner_name, owner_epoch,
        handoff, queued_at, seq, handled_seq, journal, handled_journal, turn, version, state, created_at, updated_at, is_group, urgent
        """;

    /// <summary>How many <see cref="Columns"/> are: whoever selects more reads on from here.</summary>
    public const int ColumnCount = 26;

    private const string Select = $"select {Columns} from conversation where id = @id";

    private const string Insert = """
        insert into conversation (id, site, channel, channel_conversation_id, customer_id, proof, locale, status, owner, owner_epoch,
          seq, handled_seq, journal, handled_journal, turn, version, state, created_at, updated_at, is_group)
        values (@id, @site, @channel, @channelId, @customer, @proof, @locale, 'open', 'bot', 0, 0, 0, 0, 0, 0, 0, '', @now, @now, @group)
        on conflict do nothing
        """;

    public static ValueTask<Conversation?> FindAsync(Session session, ConversationId id, CancellationToken cancellation) =>
        session.Statement(Select).Set("@id", id.Value).FirstAsync(Read, cancellation);

    /// <param name="customerId">For a customer who is new; one whose external id is known keeps the earlier one.</param>
    /// <returns>Null when there is a conversation of this id.</returns>
    public static async ValueTask<Conversation?> InsertAsync(Session session, ConversationId id, CustomerId customerId, NewConversation conversation, DateTimeOffset now, CancellationToken cancellation)
    {
        var customer = await CustomerRows.UpsertAsync(session, customerId, conversation.Site, conversation.Customer.ExternalId, conversation.Customer.Name,
            conversation.Customer.Tier, conversation.Customer.Since, conversation.Customer.Orders, now, cancellation, conversation.Customer.Address);
        var opened = new Conversation
        {
            Id = id,
            Site = conversation.Site,
            Channel = conversation.Channel,
            ChannelConversationId = conversation.ChannelConversationId ?? id.Value,
            Customer = customer,
            IsGroup = conversation.IsGroup,
            Proof = conversation.Proof,
            Locale = conversation.Locale,
            Status = ConversationStatus.Open,
            Owner = Owner.Bot,
            State = "",
            CreatedAt = now,
            UpdatedAt = now,
        };
        return await session.Statement(Insert)
            .Set("@id", id.Value).Set("@site", opened.Site).Set("@channel", opened.Channel).Set("@channelId", opened.ChannelConversationId)
            .Set("@customer", customer.Value).Set("@proof", Word(opened.Proof)).Set("@locale", opened.Locale.Tag())
            .Set("@group", opened.IsGroup ? 1L : 0L).Set("@now", now.ToUnixTimeMilliseconds())
            .ExecuteAsync(cancellation) == 1 ? opened : null;
    }

    public static Conversation Read(Row row) => new()
    {
        Id = new(row.GetString(0)),
        Site = row.GetString(1),
        Channel = row.GetString(2),
        ChannelConversationId = row.GetString(3),
        Customer = new(row.GetString(4)),
        Proof = ProofOf(row.GetString(5)),
        ProvenSubject = row.IsDBNull(6) ? null : row.GetString(6),
        Locale = Locales.FromTag(row.GetString(7)),
        Status = Enum.Parse<ConversationStatus>(row.GetString(8), ignoreCase: true),
        Owner = Enum.Parse<Owner>(row.GetString(9), ignoreCase: true),
        OwnerAgent = row.IsDBNull(10) ? null : new AgentId(row.GetString(10)),
        OwnerName = row.IsDBNull(11) ? null : row.GetString(11),
        OwnerEpoch = row.GetInt64(12),
        Handoff = row.IsDBNull(13) ? null : row.GetString(13),
        QueuedAt = row.IsDBNull(14) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(14)),
        Seq = row.GetInt64(15),
        HandledSeq = row.GetInt64(16),
        Journal = row.GetInt64(17),
        HandledJournal = row.GetInt64(18),
        Turn = row.GetInt64(19),
        Version = row.GetInt64(20),
        State = row.GetString(21),
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(22)),
        UpdatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(23)),
        IsGroup = row.GetInt64(24) == 1,
        IsUrgent = row.GetInt64(25) == 1,
    };

    public static string Word(Proof proof) => proof switch
    {
        Proof.HostPage => "host-page",
        Proof.Channel => "channel",
        Proof.OrderPhone => "order-phone",
        _ => "none",
    };

    public static string Word(Owner owner) => owner switch
    {
        Owner.Queue => "queue",
        Owner.Agent => "agent",
        _ => "bot",
    };

    public static string Word(ConversationStatus status) => status switch
    {
        ConversationStatus.Waiting => "waiting",
        ConversationStatus.Pending => "pending",
        ConversationStatus.Snoozed => "snoozed",
        ConversationStatus.Resolved => "resolved",
        _ => "open",
    };

    public static string Word(Role role) => role switch
    {
        Role.Customer => "customer",
        Role.Agent => "agent",
        Role.Notice => "notice",
        _ => "bot",
    };

    private static Proof ProofOf(string word) => word switch
    {
        "host-page" => Proof.HostPage,
        "channel" => Proof.Channel,
        "order-phone" => Proof.OrderPhone,
        _ => Proof.None,
    };
}
