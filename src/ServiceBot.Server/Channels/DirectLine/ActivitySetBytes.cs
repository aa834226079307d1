using System.Buffers;
using System.Globalization;
using ServiceBot.Clustering;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>{"activities":[…],"watermark":"n"} put together from activities that are JSON already.</summary>
internal static class ActivitySetBytes
{
    /// <summary>More than one set of this many bytes is never held for a reader; what is left comes in the next.</summary>
    public const int Most = 131_072;

    /// <summary>How many items are read at once.</summary>
    public const int MostItems = 100;

    /// <returns>The watermark behind the last activity written.</returns>
    public static long Write(IBufferWriter<byte> to, IReadOnlyList<FeedItem> items, long after)
    {
        to.Write("{\"activities\":["u8);
        var written = 0;
        for (var i = 0; i < items.Count && (i == 0 || written + items[i].Json.Length <= Most); i++)
        {
            if (i > 0) to.Write(","u8);
            to.Write(items[i].Json.Span);
            written += items[i].Json.Length;
            after = items[i].Seq;
        }

        to.Write("],\"watermark\":\""u8);
        var number = to.GetSpan(20);
        after.TryFormat(number, out var digits, provider: CultureInfo.InvariantCulture);
        to.Advance(digits);
        to.Write("\"}"u8);
        return after;
    }
}
