using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceBot.Clustering;
using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Facts;
using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Chat;

/// <summary>
/// The real bot with an own database in memory and a clock that moves only when told: inbox, pipeline, commit, timers and desk are those that serve customers.
/// Turns run when something comes in and are over when the call returns.
/// </summary>
internal sealed class ChatBot : IAsyncDisposable
{
    public const string Site = "main";

    private readonly ServiceProvider services;

    private ChatBot(ServiceProvider services, ManualTime time, ChatFacts facts, ChatIncidents incidents)
    {
        this.services = services;
        Time = time;
        Facts = facts;
        Incidents = incidents;
    }

    public IServiceProvider Services => services;
    public ManualTime Time { get; }
    public ChatFacts Facts { get; }
    public ChatIncidents Incidents { get; }
    public Presence Presence => services.GetRequiredService<Presence>();
    public HandoffDesk Desk => services.GetRequiredService<HandoffDesk>();
    public Resolving Resolving => services.GetRequiredService<Resolving>();
    public AgentActs Acts => services.GetRequiredService<AgentActs>();
    public WaitingQueue Queue => services.GetRequiredService<WaitingQueue>();
    public Database Database => services.GetRequiredService<Database>();

    /// <param name="listening">Trained models, shared by the files of one run.</param>
    /// <param name="more">Further parts, such as a channel's.</param>
    /// <param name="facts">Where facts come from besides the file's own: the pack's sample, for `@sample`.</param>
    public static async Task<ChatBot> StartAsync(Func<Pack> pack, DialogSet dialogs, Listening listening, ManualTime time, IdSource ids, Func<ChatFacts, IFactSource>? facts = null, Action<IServiceCollection>? more = null, CancellationToken cancellation = default)
    {
        var database = await Database.OpenInMemoryAsync(cancellation);
        var fileFacts = new ChatFacts(time);
        var incidents = new ChatIncidents();
        var source = facts?.Invoke(fileFacts) ?? fileFacts;
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton(listening)
            .AddSingleton(dialogs)
            .AddServiceBot(database, _ => new SiteView(pack(), source, incidents), ids);
        more?.Invoke(services);
        return new ChatBot(services.BuildServiceProvider(), time, fileFacts, incidents);
    }

    public async ValueTask<ConversationId> OpenAsync(NewCustomer customer, Proof proof, string channel, Locale locale, CancellationToken cancellation) =>
        await services.GetRequiredService<Conversations>().OpenAsync(new NewConversation(Site, channel, null, proof, locale, customer), cancellation);

    /// <summary>The customer's activity, and the turns that follow from it.</summary>
    public async ValueTask ReceiveAsync(ConversationId conversation, Activity activity, string? dedupeKey, CancellationToken cancellation)
    {
        await services.GetRequiredService<Inbox>().AcceptAsync(new IncomingActivity(conversation, activity, dedupeKey), cancellation);
        await RunTurnsAsync(conversation, cancellation);
    }

    /// <summary>An earlier case of a customer, closed, with what was given then in the ledger.</summary>
    /// <param name="given">None: it ended without money.</param>
    public async ValueTask RememberAsync(NewCustomer customer, ComplaintCase closed, IReadOnlyList<RemedyOrder> given, Money dayBudget, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var ids = services.GetRequiredService<IdSource>();
        var ledger = services.GetRequiredService<Ledger>();
        await Database.WriteAsync(async (session, cancel) =>
        {
            var who = await CustomerRows.UpsertAsync(session, ids.Customer(), Site, customer.ExternalId, customer.Name, customer.Tier, customer.Since, customer.Orders, closed.OpenedAt, cancel);
            var conversation = ids.Conversation();
            await CaseRows.PutAsync(session, closed, conversation, who, Site, cancel);
            var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(closed.OpenedAt, zone).DateTime);
            return await ledger.WriteAsync(session, given, new Giving(Site, who, conversation, "bot", dayBudget, day), closed.OpenedAt, cancel);
        }, cancellation);
    }

    /// <summary>The company's system shows the file's facts to whoever watches its standards.</summary>
    public async ValueTask SeeAsync(Fact fact, CancellationToken cancellation) => await Watch.SeeAsync(Site, fact, alsoMissed: false, cancellation);

    /// <summary>A clock runs for something of this customer's.</summary>
    public ValueTask<bool> IsWatchedAsync(string customer, CancellationToken cancellation) => Watch.IsWatchedAsync(Site, customer, cancellation);

    private StandardWatch Watch => services.GetRequiredService<StandardWatch>();

    public ValueTask RunTurnsAsync(ConversationId conversation, CancellationToken cancellation) =>
        services.GetRequiredService<TurnRunner>().RunAsync(conversation, cancellation);

    /// <summary>Time passes; each timer runs at its own moment, and the turns it causes with it.</summary>
    public async ValueTask AdvanceAsync(TimeSpan by, CancellationToken cancellation)
    {
        var until = Time.GetUtcNow() + by;
        var clock = services.GetRequiredService<ClockWorker>();
        while (await NextAsync(clock, cancellation) is { } due && due <= until)
        {
            if (due > Time.GetUtcNow()) Time.Advance(due - Time.GetUtcNow());
            await clock.FireAsync(cancellation);
            await RunUnreadAsync(cancellation);
            await Watch.LookAsync(cancellation);
            await RunUnreadAsync(cancellation);
        }

        if (until > Time.GetUtcNow()) Time.Advance(until - Time.GetUtcNow());
    }

    private async ValueTask<DateTimeOffset?> NextAsync(ClockWorker clock, CancellationToken cancellation) =>
        (await clock.NextAsync(cancellation), await Watch.NextAsync(cancellation)) switch
        {
            ({ } timer, { } watched) => timer < watched ? timer : watched,
            var (timer, watched) => timer ?? watched,
        };

    private async ValueTask RunUnreadAsync(CancellationToken cancellation)
    {
        foreach (var conversation in await UnreadAsync(cancellation)) await RunTurnsAsync(conversation, cancellation);
    }

    public async ValueTask<Conversation> ConversationAsync(ConversationId id, CancellationToken cancellation) =>
        await services.GetRequiredService<Conversations>().FindAsync(id, cancellation) ?? throw new InvalidOperationException($"There is no conversation {id}.");

    /// <summary>What the customer sees beyond a number, in order.</summary>
    public async ValueTask<IReadOnlyList<ChatSaid>> TranscriptAsync(ConversationId id, long after, CancellationToken cancellation) =>
        await Database.ReadAsync((session, cancel) => session.Statement("select seq, role, json from activity where conversation_id = @id and seq > @after order by seq")
            .Set("@id", id.Value).Set("@after", after)
            .ListAsync(row => new ChatSaid(row.GetInt64(0), Enum.Parse<Role>(row.GetString(1), ignoreCase: true), ProtocolJson.Parse<Activity>(System.Text.Encoding.UTF8.GetBytes(row.GetString(2)))), cancel), cancellation);

    /// <summary>What turns understood and decided, oldest first.</summary>
    public async ValueTask<IReadOnlyList<TurnReading>> ReadingsAsync(ConversationId id, CancellationToken cancellation) =>
        await Database.ReadAsync((session, cancel) => session.Statement("select json from journal where conversation_id = @id and kind = 'reading' order by n")
            .Set("@id", id.Value)
            .ListAsync(row => JsonSerializer.Deserialize(row.GetString(0), TurnJson.Default.TurnReading)!, cancel), cancellation);

    public async ValueTask<IReadOnlyList<ComplaintCase>> CasesAsync(ConversationId id, CancellationToken cancellation) =>
        await Database.ReadAsync((session, cancel) => CaseRows.OfConversationAsync(session, id, cancel), cancellation);

    public async ValueTask<IReadOnlyList<Promise>> PromisesAsync(ConversationId id, CancellationToken cancellation) =>
        await Database.ReadAsync((session, cancel) => PromiseRows.OfConversationAsync(session, id, cancel), cancellation);

    /// <summary>All given in this conversation, in the order of giving.</summary>
    public async ValueTask<IReadOnlyList<ChatLedgerRow>> LedgerAsync(ConversationId id, CancellationToken cancellation) =>
        await Database.ReadAsync((session, cancel) => session.Statement("select kind, amount, currency, code from ledger_entry where conversation_id = @id order by at, id")
            .Set("@id", id.Value)
            .ListAsync(row => new ChatLedgerRow(row.GetString(0), new Money(row.GetInt64(1), row.GetString(2)), row.IsDBNull(3) ? null : row.GetString(3)), cancel), cancellation);

    public async ValueTask DisposeAsync()
    {
        var database = Database;
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    private ValueTask<List<ConversationId>> UnreadAsync(CancellationToken cancellation) =>
        Database.ReadAsync((session, cancel) => session.Statement("select id from conversation where unread_since is not null order by unread_since")
            .ListAsync(row => new ConversationId(row.GetString(0)), cancel), cancellation);
}

internal sealed record ChatSaid(long Seq, Role Role, Activity Activity);

internal sealed record ChatLedgerRow(string Kind, Money Amount, string? Code);
