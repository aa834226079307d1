using System.Globalization;
using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>A message's cards as their matters stand at this moment, whatever they showed when they were said.</summary>
internal sealed class CardStates(Database database, WaitingQueue queue, Func<string, Pack> packOfSite)
{
    /// <returns>The message with its cards brought up to date; the same one where it has none that change.</returns>
    public async ValueTask<Activity> NowAsync(ConversationId id, long seq, Activity said, CancellationToken cancellation)
    {
        var (cards, conversation, promises) = await database.ReadAsync(async (session, cancel) =>
        {
            var rows = await CardRows.OfAsync(session, id, seq, cancel);
            return rows.Count == 0
                ? (rows, null, [])
                : (rows, await ConversationRows.FindAsync(session, id, cancel), await PromiseRows.OfConversationAsync(session, id, cancel));
        }, cancellation);
        if (conversation is null || said.Attachments is not { } old) return said;

        List<Attachment> attachments = [.. old];
        foreach (var card in cards)
            if (card.Place < attachments.Count && await FaceAsync(card, conversation, promises, cancellation) is { } face) attachments[card.Place] = face.ToAttachment(isSaid: false);
        return said with { Attachments = attachments };
    }

    private async ValueTask<CardFace?> FaceAsync(CardRow card, Conversation conversation, IReadOnlyList<Promise> promises, CancellationToken cancellation)
    {
        var pack = packOfSite(conversation.Site);
        if (card.Kind == CardKinds.Promise) return promises.FirstOrDefault(p => p.Id.Value == card.Reference) is { } promise ? MatterFaces.Of(promise, pack, conversation.Locale) : null;
        if (card.Kind != CardKinds.Queue) return null;
        if (conversation.Owner == Owner.Agent) return MatterFaces.WaitEnded(conversation.OwnerName, pack, conversation.Locale);
        if (conversation.Owner != Owner.Queue || conversation.OwnerEpoch.ToString(CultureInfo.InvariantCulture) != card.Reference) return MatterFaces.WaitEnded(null, pack, conversation.Locale);
        var place = await queue.PlaceAsync(conversation, cancellation);
        return MatterFaces.Waiting(place, queue.Wait(place, pack.Policy), pack, conversation.Locale);
    }
}
