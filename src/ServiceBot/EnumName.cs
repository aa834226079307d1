using System.Collections.Frozen;

namespace ServiceBot;

/// <summary>Names of an enumeration in small letters, as journals and rows have them; made once.</summary>
internal static class EnumName
{
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.All.TryGetValue(value, out var name) ? name : value.ToString().ToLowerInvariant();

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> All = Enum.GetValues<T>().Distinct().ToFrozenDictionary(static value => value, static value => value.ToString().ToLowerInvariant());
    }
}
