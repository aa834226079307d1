namespace ServiceBot.Understanding.Reading;

/// <summary>What a Han character tells: the script it betrays, its Simplified form for features, its sound. Read from han.tsv and sounds.tsv.</summary>
internal static class HanTable
{
    private const int First = 0x3400;
    private const int Last = 0x9FFF;
    private const char Several = '\0';

    private static readonly char[] simplified = Identity();
    private static readonly char[] traditional = Identity();
    private static readonly ScriptMark[] marks = new ScriptMark[Last - First + 1];
    private static readonly ushort[] sounds = new ushort[Last - First + 1];
    private static readonly Dictionary<string, ushort> spellings = [];
    private static readonly List<(char Han, ushort Sound)> others = [];
    private static readonly Dictionary<string, ushort>.AlternateLookup<ReadOnlySpan<char>> spelt = spellings.GetAlternateLookup<ReadOnlySpan<char>>();

#pragma warning disable CA1810 // Four tables from two files: filling them together is the point.
    static HanTable()
#pragma warning restore CA1810
    {
        foreach (var row in Resource.Rows("han.tsv"))
        {
            var mark = row[0] switch
            {
                "traditional" => ScriptMark.Traditional,
                "simplified" => ScriptMark.Simplified,
                "cantonese" => ScriptMark.Cantonese,
                _ => ScriptMark.None,
            };
            for (var i = 0; i < row[1].Length; i++)
            {
                marks[row[1][i] - First] = mark;
                if (row.Length > 2) simplified[row[1][i] - First] = row[2][i];
            }
        }

        for (var c = (char)First; c <= Last; c++)
        {
            ref var known = ref traditional[Simplify(c) - First];
            if (Simplify(c) != c && Mark(Simplify(c)) == ScriptMark.Simplified) known = known == Simplify(c) ? c : Several;
        }

        ushort sound = 0;
        foreach (var row in Resource.Rows("sounds.tsv"))
        {
            sound++;
            spellings.Add(row[0], sound);
            foreach (var c in row[1]) sounds[c - First] = sound;
            if (row.Length > 2) others.AddRange(row[2].Select(c => (c, sound)));
        }
    }

    public static bool IsHan(char c) => c is >= (char)First and <= (char)Last;

    /// <summary>The Simplified form, or the character itself.</summary>
    public static char Simplify(char c) => simplified[c - First];

    /// <summary>The Traditional form of a character that is written in Simplified texts only and has one; else the character itself: 发 may be 發 or 髮.</summary>
    public static char Traditional(char c) => traditional[c - First] is var form && form != Several ? form : c;

    public static ScriptMark Mark(char c) => marks[c - First];

    /// <summary>A number shared by characters that sound alike in Mandarin; 0 when unknown. Takes Simplified characters.</summary>
    public static ushort Sound(char c) => sounds[c - First];

    /// <summary>All ways to read a character that are common: 还 is hai and huan.</summary>
    public static IEnumerable<ushort> Sounds(char c) => others.Where(other => other.Han == c).Select(other => other.Sound).Append(Sound(c)).Where(sound => sound > 0);

    /// <summary>The number of a sound as sounds.tsv spells it; 0 when it is none.</summary>
    public static ushort SoundOf(ReadOnlySpan<char> spelling) => spelt.TryGetValue(spelling, out var sound) ? sound : (ushort)0;

    private static char[] Identity()
    {
        var map = new char[Last - First + 1];
        for (var i = 0; i < map.Length; i++) map[i] = (char)(First + i);
        return map;
    }
}

internal enum ScriptMark : byte
{
    None,
    Simplified,
    Traditional,
    Cantonese,
}
