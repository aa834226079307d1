using System.Runtime.CompilerServices;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using ServiceBot.Customers;
using ServiceBot.Facts;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Connector;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.BotFramework.Inbound;

/// <summary>
/// Links who speaks on a channel that signs its users in with the company's own customer: the customer source is asked who has the address. Found, the
/// channel is the proof, and money follows without a question for digits. Asked before the turn, within seconds; nothing is ever linked on an unproved address.
/// </summary>
internal sealed partial class VerifiedCustomers : IDisposable
{
    // Channels give up after 10 to 15 seconds, and a customer waits for the turn behind this.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan HoldsFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AgainAfterFailure = TimeSpan.FromMinutes(1);

    private readonly HttpCustomers? source;
    private readonly TeamsMembers members;
    private readonly CustomerProofs proofs;
    private readonly TimeProvider time;
    private readonly ILogger<VerifiedCustomers> log;
    private readonly MemoryCache asked = new(new MemoryCacheOptions { SizeLimit = 50_000 });

    public VerifiedCustomers(AddressBook customers, TeamsMembers members, CustomerProofs proofs, TimeProvider time, ILogger<VerifiedCustomers> log)
    {
        (source, this.members, this.proofs, this.time, this.log) = (customers.Http, members, proofs, time, log);
    }

    public async ValueTask LinkAsync(ConversationId id, Activity activity, Sender sender, CancellationToken cancellation)
    {
        if (source is null || !ChannelUsers.AreProven(activity, sender) || OpenConversations.PersonOf(activity) is not { } person) return;
        var key = (id, person.AadObjectId ?? person.Id!);
        if (asked.TryGetValue(key, out _)) return;
        // Two messages at once ask once.
        Remember(key, AgainAfterFailure);
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            Remember(key, await LinkAsync(id, activity, person, either.Token) ? HoldsFor : AgainAfterFailure);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Log.NoAnswer(log, id.Value, "no answer in time");
        }
    }

    public void Dispose() => asked.Dispose();

    /// <returns>False when the source did not answer.</returns>
    private async ValueTask<bool> LinkAsync(ConversationId id, Activity activity, ChannelAccount person, CancellationToken cancellation)
    {
        await foreach (var address in AddressesAsync(activity, person, cancellation))
        {
            switch (await source!.FindAsync(address, cancellation))
            {
                case CustomerLookup.Found { Customer: var known }:
                    await proofs.ProveAsync(id, new NewCustomer(known.Id, known.Name, known.Tier, known.Since, known.Orders) { Address = OpenConversations.AddressOf(activity, person, isVerified: true) }, cancellation);
                    return true;
                case CustomerLookup.Unavailable unavailable:
                    Log.NoAnswer(log, id.Value, unavailable.Reason);
                    return false;
            }
        }

        // Known once and not any more: the company has taken the address away.
        await proofs.WithdrawChannelAsync(id, cancellation);
        return true;
    }

    // Teams is asked for mail only where the directory's id is nobody's.
    private async IAsyncEnumerable<string> AddressesAsync(Activity activity, ChannelAccount person, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (activity.ChannelId != ChannelIds.Msteams || person.AadObjectId is not { Length: > 0 } directory)
        {
            yield return $"{activity.ChannelId}:{person.Id}";
            yield break;
        }

        yield return $"aad:{directory.ToLowerInvariant()}";
        foreach (var mail in await members.MailsAsync(activity, person, cancellation)) yield return $"mailto:{mail}";
    }

    private void Remember(object key, TimeSpan duration) => asked.Set(key, true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = duration });

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The customer source did not say who speaks in conversation {Conversation}: {Reason}; they are served as a stranger until it does.")]
        public static partial void NoAnswer(ILogger logger, string conversation, string reason);
    }
}

/// <summary>Whose an address is.</summary>
/// <param name="Http">Null where the company has configured none.</param>
internal sealed record AddressBook(HttpCustomers? Http);
