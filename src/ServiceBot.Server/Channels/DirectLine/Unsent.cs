using ServiceBot.Clustering;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>
/// What one reader has yet to get: everything beyond the cursor. Of that it holds what was just committed and follows without a gap, so that
/// the usual reader needs no query; a reader who lags reads the rest from the database.
/// </summary>
/// <param name="cursor">The number of the last activity the reader has.</param>
internal sealed class Unsent(long cursor)
{
    private const int MostHeld = 16;
    private List<FeedItem>? held;
    private long head;
    // What was committed before anybody listened gave no hint.
    private bool hasLooked;

    public long Cursor { get; private set; } = cursor;

    /// <summary>True when the database has to be asked: something lies beyond what is held, or may.</summary>
    public bool IsBehind => !hasLooked || head > Last;

    private long Last => held is null ? Cursor : held[^1].Seq;

    public void Reached(long reached, IReadOnlyList<FeedItem> newest)
    {
        head = Math.Max(head, reached);
        for (var i = 0; i < newest.Count; i++)
        {
            if (newest[i].Seq == Last + 1 && (held?.Count ?? 0) < MostHeld) (held ??= []).Add(newest[i]);
            // A gap (another node wrote, or a hint was lost), or too much for somebody who does not keep up.
            else if (newest[i].Seq > Last) held = null;
        }
    }

    /// <summary>What was announced counts for nothing any more: the database is asked.</summary>
    public void LookAgain() => (held, head, hasLooked) = (null, 0, false);

    /// <returns>Null when none is held; what is returned counts as sent.</returns>
    public IReadOnlyList<FeedItem>? Take()
    {
        if (held is not { } items) return null;
        held = null;
        Cursor = items[^1].Seq;
        return items;
    }

    /// <summary>The database was asked for what lies beyond the cursor and has answered with this; it counts as sent.</summary>
    /// <param name="isAll">Nothing more lay there.</param>
    public void Read(IReadOnlyList<FeedItem> items, bool isAll)
    {
        hasLooked |= isAll;
        if (items.Count == 0) return;
        Cursor = items[^1].Seq;
        held?.RemoveAll(item => item.Seq <= Cursor);
        if (held is { Count: 0 }) held = null;
    }
}
