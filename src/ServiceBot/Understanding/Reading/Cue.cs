namespace ServiceBot.Understanding.Reading;

/// <summary>What a phrase of the tables means to the reader of its area.</summary>
/// <param name="Kind">An enumeration of that reader.</param>
internal readonly record struct Cue(CueArea Area, int Kind, int A = 0, int B = 0, int C = 0, float Weight = 0)
{
    public string? NotBefore { get; init; }
    public bool IsPrefix { get; init; }
}

internal enum CueArea : byte
{
    Quantity,
    Emotion,
    Act,
    Language,
    Clause,
    Concept,
    Matter,
    Danger,
}

/// <param name="Start">Normalised position.</param>
/// <param name="End">Exclusive.</param>
internal readonly record struct Hit(int Start, int End, int Cue)
{
    public int Length => End - Start;
}

/// <summary>The hits of one message by area, in the order of the text.</summary>
internal sealed class Hits
{
    private readonly List<Hit>[] areas = [.. Enum.GetValues<CueArea>().Select(_ => new List<Hit>(64))];

    public void Add(CueArea area, Hit hit) => areas[(int)area].Add(hit);

    public List<Hit> Of(CueArea area) => areas[(int)area];

    public void Clear()
    {
        foreach (var area in areas) area.Clear();
    }
}
