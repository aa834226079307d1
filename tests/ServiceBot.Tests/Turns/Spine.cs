using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceBot.Clustering;
using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Facts;
using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Server.Chat;
using ServiceBot.Storage;
using ServiceBot.Tests.Dialogs;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

/// <summary>The real spine on a given database, without its workers: turns run when a test says so.</summary>
internal sealed class Spine : IAsyncDisposable
{
    public static readonly AgentRef Lin = new(new AgentId("ag_lin"), "Lin", Authority: 50_00);
    public static readonly AgentRef Wei = new(new AgentId("ag_wei"), "Wei", Authority: 50_00);
    private static readonly Lazy<Pack> Courier = new(() =>
        ((PackLoad.Loaded)PackLoader.Load(Path.Combine(AppContext.BaseDirectory, "packs", "courier"), WordingKeys.All, Start)).Pack);

    private readonly ServiceProvider services;

    private Spine(ServiceProvider services, ManualTime time)
    {
        this.services = services;
        Time = time;
    }

    /// <summary>The courier pack, as of <see cref="Start"/>.</summary>
    public static Pack Pack => Courier.Value;

    public static DateTimeOffset Start { get; } = new(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8));

    public ManualTime Time { get; }
    public Database Database => Get<Database>();
    public Inbox Inbox => Get<Inbox>();
    public Feed Feed => Get<Feed>();
    public HandoffDesk Desk => Get<HandoffDesk>();

    public static Task<Spine> OpenAsync(Stores stores, params IChannel[] channels) => OpenAsync(stores, StandardDialogs.Create(), channels);

    public static Task<Spine> OpenAsync(Stores stores, DialogSet dialogs, params IChannel[] channels) => OpenAsync(stores, dialogs, services =>
    {
        foreach (var channel in channels) services.AddSingleton(channel);
    });

    /// <param name="more">What the test has beside the usual parts.</param>
    public static Task<Spine> OpenAsync(Stores stores, Action<IServiceCollection> more) => OpenAsync(stores, StandardDialogs.Create(), more);

    private static async Task<Spine> OpenAsync(Stores stores, DialogSet dialogs, Action<IServiceCollection> more)
    {
        var time = new ManualTime(Start);
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton(dialogs)
            .AddServiceBot(await stores.OpenAsync(), _ => new SiteView(Courier.Value, new SampleFacts(() => null), new PackIncidents(() => [])), IdSource.Random)
            // The same model of the same pack for all: training it is most of what a test would take.
            .AddSingleton(GoldenTests.Trained);
        more(services);
        return new Spine(services.BuildServiceProvider(), time);
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public ValueTask<ConversationId> ConversationAsync() =>
        Get<Conversations>().OpenAsync(new NewConversation("main", "directline", null, Proof.None, Locale.En, new NewCustomer(null)), default);

    /// <summary>On a channel that has to be sent to.</summary>
    public ValueTask<ConversationId> PushedAsync(string channel = "msteams") =>
        Get<Conversations>().OpenAsync(new NewConversation("main", channel, Guid.NewGuid().ToString("N"), Proof.None, Locale.En, new NewCustomer(null)), default);

    /// <summary>As a channel of ours opens one: with the event that lets the bot greet.</summary>
    public ValueTask<bool> OpenAsync(ConversationId conversation, NewCustomer customer) =>
        Inbox.OpenAsync(conversation, new NewConversation("main", "directline", null, Proof.None, Locale.En, customer), default);

    public async ValueTask<Acceptance.Accepted> SayAsync(ConversationId conversation, string text, string? key = null) =>
        (Acceptance.Accepted)await Inbox.AcceptAsync(new IncomingActivity(conversation, new Activity { Type = ActivityTypes.Message, Text = text }, key), default);

    public ValueTask RunAsync(ConversationId conversation) => Get<TurnRunner>().RunAsync(conversation, default);

    public async ValueTask<Conversation> RowAsync(ConversationId conversation) => (await Get<Conversations>().FindAsync(conversation, default))!;

    /// <summary>Roles in the order of the feed: "customer bot customer".</summary>
    public ValueTask<List<(long Seq, string Role)>> RolesAsync(ConversationId conversation) =>
        Database.ReadAsync((session, cancel) => session.Statement("select seq, role from activity where conversation_id = @id order by seq").Set("@id", conversation.Value)
            .ListAsync(row => (row.GetInt64(0), row.GetString(1)), cancel), default);

    public async ValueTask<long> CountAsync(string sql) =>
        await Database.ReadAsync(async (session, cancel) => Convert.ToInt64(await session.Statement(sql).ScalarAsync(cancel), System.Globalization.CultureInfo.InvariantCulture), default);

    public async ValueTask DisposeAsync()
    {
        var database = Database;
        await services.DisposeAsync();
        await database.DisposeAsync();
    }
}
