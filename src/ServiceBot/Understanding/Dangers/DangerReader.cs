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

    public static EmotionFlags Read(Lexicon lexicon, List<Hit> hits, List<Entity> entities)
    {
        if (hits.Count == 0) return EmotionFlags.None;
        var seen = 0;
        foreach (var hit in hits) seen |= 1 << lexicon[hit.Cue].Kind;
        if (Has(seen, DangerCue.Alone)) return EmotionFlags.Danger;
        var grief = Has(seen, DangerCue.Bereaved) ? EmotionFlags.Grief : EmotionFlags.None;
        var isExposed = Has(seen, DangerCue.Exposure) || (Has(seen, DangerCue.Freezing) && !Has(seen, DangerCue.Outdoors)) || (Has(seen, DangerCue.Frail) && !Has(seen, DangerCue.Outdoors) && IsCold(entities));
        return (Has(seen, DangerCue.Medicine) && Has(seen, DangerCue.Lack)) || (Has(seen, DangerCue.Frail) && isExposed) ? grief | EmotionFlags.Urgent : grief;
    }

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
}
