using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Dangers;

/// <summary>
/// Danger to life or health, from what is said and not from how: one frightened word is none, "none left" and "insulin" together are.
/// Who is in danger comes before everybody who only complains (recovery.md §2, rung 5).
/// </summary>
internal static class DangerReader
{
    /// <summary>A home colder than this harms a small child or somebody old (the World Health Organization advises 18 °C and more).</summary>
    private const decimal Cold = 16;

    /// <summary>What is said of danger, as bits of <see cref="DangerCue"/>; a room that is too cold among it.</summary>
    public static int Seen(Lexicon lexicon, List<Hit> hits, List<Entity> entities)
    {
        if (hits.Count == 0 && entities.Count == 0) return 0;
        var seen = 0;
        foreach (var hit in hits) seen |= 1 << lexicon[hit.Cue].Kind;
        return IsCold(entities) ? seen | (1 << (int)DangerCue.ColdRoom) : seen;
    }

    public static EmotionFlags Read(int seen)
    {
        if (seen == 0) return EmotionFlags.None;
        if (Has(seen, DangerCue.Alone) || (Has(seen, DangerCue.Ill) && Has(seen, DangerCue.Medicine))) return EmotionFlags.Danger;
        var grief = Has(seen, DangerCue.Bereaved) ? EmotionFlags.Grief : EmotionFlags.None;
        var isExposed = Has(seen, DangerCue.Exposure) || Has(seen, DangerCue.Ill) || (Has(seen, DangerCue.Freezing) && !Has(seen, DangerCue.Outdoors)) || (Has(seen, DangerCue.ColdRoom) && !Has(seen, DangerCue.Outdoors));
        return (Has(seen, DangerCue.Medicine) && Has(seen, DangerCue.Lack)) || (Has(seen, DangerCue.Frail) && isExposed) ? grief | EmotionFlags.Urgent : grief;
    }

    /// <summary>With what was told before: only what this message adds its part to, and never a death or a fire that was spoken of before.</summary>
    public static EmotionFlags Read(int seen, int before) => (seen & Parts) == 0 ? EmotionFlags.None : Read((seen | before) & Parts) & (EmotionFlags.Urgent | EmotionFlags.Danger);

    private const int Parts = (1 << (int)DangerCue.Medicine) | (1 << (int)DangerCue.Lack) | (1 << (int)DangerCue.Frail) | (1 << (int)DangerCue.Exposure) | (1 << (int)DangerCue.Ill) | (1 << (int)DangerCue.Freezing) | (1 << (int)DangerCue.Outdoors) | (1 << (int)DangerCue.ColdRoom);

    private static bool Has(int seen, DangerCue cue) => (seen & (1 << (int)cue)) != 0;

    private static bool IsCold(List<Entity> entities)
    {
        foreach (var entity in entities)
            if (entity is Entity.Temperature { Unit: "C", Value: < Cold } or Entity.Temperature { Unit: "F", Value: < 60 }) return true;
        return false;
    }
}

/// <summary>Values of the first column of dangers.tsv.</summary>
internal enum DangerCue
{
    /// <summary>Danger by itself.</summary>
    Alone,
    Medicine,
    /// <summary>… that is used up, or has not come.</summary>
    Lack,
    Frail,
    /// <summary>Cold, hunger, illness.</summary>
    Exposure,
    /// <summary>A death in the family, a keepsake of the dead, a funeral: no danger, and no case for a list and a coupon either.</summary>
    Bereaved,
    /// <summary>Frost: exposure at home, and weather <see cref="Outdoors"/>.</summary>
    Freezing,
    Outdoors,
    /// <summary>Read from a temperature; no row of the table.</summary>
    ColdRoom,
    /// <summary>Confused, in a cold sweat: with <see cref="Medicine"/> danger, with <see cref="Frail"/> pressing.</summary>
    Ill,
}
