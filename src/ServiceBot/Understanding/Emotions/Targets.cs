using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Emotions;

/// <summary>Whom or what a feeling is aimed at: the person or thing named nearest to the strongest word.</summary>
internal static class Targets
{
    public static EmotionTarget Of(EmotionClass kind, Lexicon lexicon, List<Hit> words, int strongest, NormalText text)
    {
        var nearest = EmotionTarget.None;
        var distance = int.MaxValue;
        var at = strongest >= 0 ? words[strongest] : new Hit(0, 0, 0);
        foreach (var word in words)
        {
            var target = (EmotionCue)lexicon[word.Cue].Kind switch
            {
                EmotionCue.Company => EmotionTarget.Company,
                EmotionCue.Bot => EmotionTarget.Bot,
                EmotionCue.Agent => EmotionTarget.Agent,
                EmotionCue.Situation => EmotionTarget.Situation,
                _ => EmotionTarget.None,
            };
            if (target == EmotionTarget.None) continue;
            var gap = word.Start >= at.End ? word.Start - at.End : word.End <= at.Start ? at.Start - word.End : 0;
            // "气死了，你们…" crosses a comma: another clause counts as farther away.
            var from = Math.Min(word.End, at.End);
            var to = Math.Max(word.Start, at.Start);
            if (from < to && Pause.IsIn(text.Chars[from..to])) gap += 10;
            // A bot or an agent is named on purpose; "you" and the company are everywhere.
            if (target is EmotionTarget.Bot or EmotionTarget.Agent) gap -= 6;
            if (gap < distance) (nearest, distance) = (target, gap);
        }

        if (nearest != EmotionTarget.None) return nearest;
        return kind switch
        {
            EmotionClass.Angry or EmotionClass.Disappointed or EmotionClass.Satisfied or EmotionClass.Grateful => EmotionTarget.Company,
            _ => EmotionTarget.Situation,
        };
    }
}
