using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using ServiceBot.Customers;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.BotFramework.Inbound;

internal abstract record Opening
{
    private Opening() { }

    /// <param name="IsNew">Nobody has spoken in it before.</param>
    public sealed record Opened(ConversationId Id, bool IsGroup, bool IsNew) : Opening;

    public sealed record Refused(Refusal Why) : Opening;
}

/// <summary>Finds the conversation of an activity, or opens it, and keeps the reference to it fresh.</summary>
internal sealed class OpenConversations : IDisposable
{
    // The same reference is written anew once an hour, so that its age says when the customer was last heard of.
    private static readonly TimeSpan FreshFor = TimeSpan.FromHours(1);
    private static readonly MemoryCacheEntryOptions Entry = new() { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(30) };

    private readonly Database database;
    private readonly Conversations conversations;
    private readonly Inbox inbox;
    private readonly ChannelReferences references;
    private readonly CustomerProofs proofs;
    private readonly BotFrameworkSettings settings;
    private readonly Func<string, Pack> packOfSite;
    private readonly TimeProvider time;
    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = 50_000 });
    private readonly ConcurrentDictionary<ConversationId, bool> changed = new();

    public OpenConversations(Database database, Conversations conversations, Inbox inbox, ChannelReferences references, CustomerProofs proofs, BotFrameworkSettings settings, Func<string, Pack> packOfSite, TimeProvider time)
    {
        (this.database, this.conversations, this.inbox, this.references, this.proofs, this.settings, this.packOfSite, this.time) = (database, conversations, inbox, references, proofs, settings, packOfSite, time);
        references.Changed += Changed;
    }

    /// <summary>As it is kept: Azure's Direct Line has the name of ours.</summary>
    public static string ChannelOf(Activity activity) => activity.ChannelId == ChannelIds.DirectLine ? ChannelIds.AzureDirectLine : activity.ChannelId!;

    /// <param name="creates">False: an activity about something said before opens no conversation.</param>
    /// <returns>Null where there is none and none is to be opened.</returns>
    public async ValueTask<Opening?> OpenAsync(Activity activity, Sender sender, bool creates, CancellationToken cancellation)
    {
        var key = (ChannelOf(activity), activity.Conversation!.Id!);
        var now = Reference(activity, sender);
        var isKept = known.TryGetValue(key, out Known? conversation) && !changed.TryRemove(conversation!.Id, out _);
        if (!isKept) conversation = await FindAsync(activity, cancellation);
        if (conversation is null && !creates) return null;
        var isNew = conversation is null;
        // Found again: of two that come at once, one has opened it, and the other may be somebody else.
        conversation ??= await CreateAsync(activity, sender, now, cancellation);
        if (FirstBroken(conversation, now, activity, sender) is { } refusal) return new Opening.Refused(refusal);
        // A group stays one, whatever an activity leaves out: what is sent there is addressed to nobody.
        if (conversation.IsGroup) now = now with { Conversation = now.Conversation! with { IsGroup = true } };
        if (IsSomebodyElse(conversation, now)) await proofs.WithdrawAsync(conversation.Id, cancellation);

        if (conversation.Reference is not { } before || IsNews(before, now))
        {
            await references.PutAsync(conversation.Id, now, cancellation);
            changed.TryRemove(conversation.Id, out _);
            conversation = conversation with { Reference = Over(conversation.Reference, now) };
            isKept = false;
        }

        if (!isKept) known.Set(key, conversation, Entry);
        return new Opening.Opened(conversation.Id, conversation.IsGroup, isNew);
    }

    public void Dispose()
    {
        references.Changed -= Changed;
        known.Dispose();
    }

    // The connector has found out that a customer cannot be reached: then what is kept here is not the whole truth.
    private void Changed(ConversationId conversation) => changed[conversation] = true;

    private ValueTask<Known?> FindAsync(Activity activity, CancellationToken cancellation) =>
        database.ReadAsync(async (session, cancel) =>
        {
            var row = await session.Statement(Find).Set("@site", settings.Site).Set("@channel", ChannelOf(activity)).Set("@conversation", activity.Conversation!.Id)
                .FirstAsync(r => new Row(r.GetString(0), r.GetInt64(1) == 1), cancel);
            if (row is null) return null;
            var id = new ConversationId(row.Id);
            return new Known(id, row.IsGroup, await ChannelReferences.FindAsync(session, id, cancel));
        }, cancellation);

    private async ValueTask<Known> CreateAsync(Activity activity, Sender sender, ChannelReference reference, CancellationToken cancellation)
    {
        var isGroup = SpokenTo.IsGroup(activity);
        // A group is nobody's: what one member is known for is not the others'.
        var customer = isGroup ? new NewCustomer(null) : new NewCustomer(null, NameOf(activity)) { Address = AddressOf(activity, sender) };
        var opening = await conversations.OpenOrFindAsync(new NewConversation(
            settings.Site,
            ChannelOf(activity),
            activity.Conversation!.Id,
            Proof.None,
            LocaleOf(activity.Locale),
            customer,
            isGroup), cancellation, reference);
        if (opening is { Opened: { } opened, IsStrangers: true }) inbox.Begin(opened, customer);
        // What was opened here and now is as it was written; of two that came at once the other has written it.
        if (opening.Opened is not null) return new Known(opening.Id, isGroup, reference);
        return await FindAsync(activity, cancellation) ?? throw new InvalidOperationException($"Conversation {activity.Conversation.Id} of {ChannelOf(activity)} was opened and is gone.");
    }

    /// <summary>The channel is believed about its own conversations, and about no others.</summary>
    private static Refusal? FirstBroken(Known conversation, ChannelReference now, Activity activity, Sender sender)
    {
        if (conversation.Reference is not { } before) return null;
        if (before.Caller != now.Caller) return new Refusal(403, "WrongConversation", "This conversation was opened by another caller.");
        // A channel says who speaks (A2060); left out, it would be whoever has spoken here before.
        if (conversation is { IsGroup: false, Reference.User.Id: not null } && now.User is null && Speaks(activity))
            return new Refusal(400, "MissingProperty", "from.id is missing; this conversation is somebody's, and the activity does not say whose words it brings.");
        // Between two there is one customer; in a group everybody speaks.
        return IsSomebodyElse(conversation, now) && !ChannelUsers.MayChange(activity, sender)
            ? new Refusal(403, "WrongConversation", "This conversation is somebody else's: from.id is not the one that has spoken here before.")
            : null;
    }

    private static bool Speaks(Activity activity) =>
        activity.From?.Id is not { Length: > 0 } && activity.Type is (ActivityTypes.Message or ActivityTypes.Invoke or ActivityTypes.MessageUpdate or ActivityTypes.MessageDelete or ActivityTypes.MessageReaction);

    private static bool IsSomebodyElse(Known conversation, ChannelReference now) =>
        conversation is { IsGroup: false, Reference.User: { Id: not null } known } && now.User is { Id: not null } speaks && !ChannelUsers.AreSame(known, speaks);

    private ChannelReference Reference(Activity activity, Sender sender) => new(
        activity.ServiceUrl!,
        IsVerified: sender is not Sender.ThisMachine,
        sender.CallerId,
        activity.Conversation!.TenantId ?? TeamsTenant(activity),
        activity.Recipient,
        SpeakerOf(activity),
        activity.Conversation,
        activity.Locale,
        time.GetUtcNow());

    /// <summary>Null where nobody speaks: a channel tells of members in its own name or the bot's.</summary>
    public static ChannelAccount? SpeakerOf(Activity activity) =>
        activity.Type is ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate or ActivityTypes.ContactRelationUpdate or ActivityTypes.EndOfConversation or ActivityTypes.Trace
        || activity.From?.Id is not { Length: > 0 } id || id == activity.Recipient?.Id
            ? null
            : activity.From;

    private static bool IsNews(ChannelReference before, ChannelReference now) =>
        now.UpdatedAt - before.UpdatedAt >= FreshFor || before.BlockedAt is not null
        || before.ServiceUrl != now.ServiceUrl || before.IsVerified != now.IsVerified
        || (now.Locale is not null && before.Locale != now.Locale)
        || (now.TenantId is not null && before.TenantId != now.TenantId)
        || (now.User is not null && (before.User?.Id != now.User.Id || before.User?.Name != now.User.Name))
        || (now.Bot is not null && (before.Bot?.Id != now.Bot.Id || before.Bot?.Name != now.Bot.Name))
        || before.Conversation?.ConversationType != now.Conversation?.ConversationType;

    private static ChannelReference Over(ChannelReference? before, ChannelReference now) => now with
    {
        TenantId = now.TenantId ?? before?.TenantId,
        Bot = now.Bot ?? before?.Bot,
        User = now.User ?? before?.User,
        Locale = now.Locale ?? before?.Locale,
    };

    private static CustomerAddress? AddressOf(Activity activity, Sender sender) => PersonOf(activity) is { } person ? AddressOf(activity, person, ChannelUsers.AreProven(activity, sender)) : null;

    public static CustomerAddress AddressOf(Activity activity, ChannelAccount person, bool isVerified) => new(ChannelOf(activity), person.AadObjectId?.ToLowerInvariant() ?? person.Id!, isVerified);

    private static string? NameOf(Activity activity) => PersonOf(activity)?.Name is { Length: > 0 and <= 200 } name ? name : null;

    // Teams tells in the customer's name, with the directory's id, that the app was installed; others name who has come.
    public static ChannelAccount? PersonOf(Activity activity) =>
        SpeakerOf(activity)
        ?? (activity.From is { Id.Length: > 0, AadObjectId.Length: > 0 } installer && installer.Id != activity.Recipient?.Id ? installer : null)
        ?? (activity.MembersAdded?.Where(member => member.Id is { Length: > 0 } id && id != activity.Recipient?.Id).Take(2).ToList() is [var only] ? only : null);

    // A language that is none of the site's is answered in English, or else in the site's first, until the customer writes.
    private Locale LocaleOf(string? tag)
    {
        var spoken = packOfSite(settings.Site).Site.Languages;
        return Locales.FromTag(tag) is var locale && spoken.Contains(locale) ? locale : spoken.Contains(Locale.En) ? Locale.En : spoken[0];
    }

    private static string? TeamsTenant(Activity activity) =>
        activity.ChannelData is { ValueKind: System.Text.Json.JsonValueKind.Object } data
        && data.TryGetProperty("tenant", out var tenant) && tenant.ValueKind == System.Text.Json.JsonValueKind.Object
        && tenant.TryGetProperty("id", out var id) && id.ValueKind == System.Text.Json.JsonValueKind.String ? id.GetString() : null;

    private sealed record Known(ConversationId Id, bool IsGroup, ChannelReference? Reference);

    private sealed record Row(string Id, bool IsGroup);

    private const string Find = "select id, is_group from conversation where site = @site and channel = @channel and channel_conversation_id = @conversation";
}
