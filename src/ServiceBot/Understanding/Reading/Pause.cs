using System.Buffers;

namespace ServiceBot.Understanding.Reading;

/// <summary>Marks that part one clause from the next in normalised text.</summary>
internal static class Pause
{
    private static readonly SearchValues<char> marks = SearchValues.Create(",.。!?;\n");

    public static bool IsIn(ReadOnlySpan<char> text) => text.ContainsAny(marks);
}
