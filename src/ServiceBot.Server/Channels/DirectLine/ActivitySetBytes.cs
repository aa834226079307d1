using System.Buffers;
using System.Globalization;
using ServiceBot.Clustering;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>{"activities":[…],"watermark":"n"} put together from activities that are JSON already.</summary>
internal static class ActivitySetBytes
{
    /// <summary>No more than this many bytes are held for a reader, unless one activity alone is larger; what is left comes in the next set.</summary>
    private const int Most = 131_072;

    /// <summary>As many of the first items as may be held for one reader.</summary>
    public static IReadOnlyList<FeedItem> FirstOf(IReadOnlyList<FeedItem> items)
    {
        var bytes = 0;
        for (var i = 0; i < items.Count; i++)
        {
            bytes += items[i].Json.Length;
            if (i > 0 && bytes > Most) return [.. items.Take(i)];
        }

        return items;
    }

    /// <param name="after">The watermark when there are no items.</param>
    public static void Write(IBufferWriter<byte> to, IReadOnlyList<FeedItem> items, long after)
    {
        to.Write("{\"activities\":["u8);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0) to.Write(","u8);
            to.Write(items[i].Json.Span);
        }

        End(to, items.Count == 0 ? after : items[^1].Seq);
    }

    public static void Write(IBufferWriter<byte> to, FeedItem item)
    {
        to.Write("{\"activities\":["u8);
        to.Write(item.Json.Span);
        End(to, item.Seq);
    }

    private static void End(IBufferWriter<byte> to, long watermark)
    {
        to.Write("],\"watermark\":\""u8);
        watermark.TryFormat(to.GetSpan(20), out var digits, provider: CultureInfo.InvariantCulture);
        to.Advance(digits);
        to.Write("\"}"u8);
    }
}
