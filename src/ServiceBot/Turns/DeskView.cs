using ServiceBot.Dialogs;
using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>The desk as the dialogs may speak of it: who is there, how long it takes, when it opens.</summary>
internal sealed class DeskView(Presence presence, WaitingQueue queue, HubHandoffs hubs, OwnerFollowers followers)
{
    public int OnDuty => presence.OnDuty.Count;

    /// <summary>As it was when the turn first asked: what the bot decides by is what it says.</summary>
    public async ValueTask<DeskStatus> OfAsync(TurnDraft turn, CancellationToken cancellation)
    {
        var conversation = turn.Input.Conversation;
        return turn.Desk ??= await StatusAsync(conversation.IsUrgent == turn.IsUrgent ? conversation : conversation with { IsUrgent = turn.IsUrgent }, turn.Site.Pack, turn.Now, turn.Zone, cancellation);
    }

    public async ValueTask<DeskStatus> StatusAsync(Conversation conversation, Pack pack, DateTimeOffset now, TimeZoneInfo zone, CancellationToken cancellation)
    {
        // A hub outside says itself when it cannot: until then it is the one who is next.
        if (await hubs.TakesAsync(conversation, cancellation))
            return new DeskStatus(OnDuty: 1, Waiting: 0, IsOpen: true, OpensAt: null, Wait: TimeSpan.Zero, Place: conversation.Owner == Owner.Queue ? 1 : null, Next: hubs.Hub!.Agent.Name);

        var onDuty = presence.OnDuty;
        // Somebody at the desk counts, whatever the clock says.
        var calendar = new SiteCalendar(pack.Site, zone);
        var isOpenByClock = calendar.IsOpen(now);
        var isOpen = onDuty.Count > 0 || isOpenByClock;
        // Whoever is in danger is not told to wait behind those who are not.
        var waiting = conversation is { IsUrgent: true, Owner: not Owner.Queue } ? 0 : await queue.CountAsync(conversation.Site, cancellation);
        int? place = conversation.Owner == Owner.Queue ? await queue.PlaceAsync(conversation, cancellation) : null;
        return new DeskStatus(
            OnDuty: followers.CountOnDuty(presence, isOpenByClock),
            Waiting: place is null ? waiting : waiting - 1,
            IsOpen: isOpen,
            OpensAt: isOpen ? null : calendar.OpensAt(now),
            Wait: queue.Wait(place ?? waiting + 1, pack.Policy),
            Place: place,
            Next: onDuty.Count > 0 ? onDuty[0].Name : null);
    }
}
