using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Emotions;

/// <summary>
/// Feeling by weighted words with negation, intensifiers and the manner of writing. Facts of a complaint are no feeling:
/// somebody who calmly says that a parcel is three days late is neutral.
/// </summary>
internal static class EmotionReader
{
    // From 1 on slight, plain words are 2 from here, strong words or several signals 3.
    private const float Slight = 0.6f;
    private const float Plain = 1.5f;
    private const float Strong = 2.9f;

    private const int HanReach = 3;
    private const int LatinReach = 14;

    // "再不解决我就起诉" denies nothing of the threat.
    private const int FlagReach = 2;
    private const float MostIntense = 1.5f;
    private const int PublishReach = 24;

    /// <param name="isCourtesy">The message says nothing but thanks or the like: then even a plain "谢谢" is gratitude.</param>
    public static Emotion Read(NormalText text, Lexicon lexicon, List<Hit> hits, bool isCourtesy, Scratch scratch)
    {
        var words = scratch.EmotionWords;
        Select(lexicon, hits, words);
        Span<float> scores = stackalloc float[(int)EmotionClass.Grateful + 1];
        scores.Clear();
        var flags = EmotionFlags.None;
        var strongest = -1;
        var strongestWeight = 0f;
        Span<float> most = stackalloc float[scores.Length];
        most.Clear();
        for (var i = 0; i < words.Count; i++)
        {
            ref readonly var cue = ref lexicon[words[i].Cue];
            if (cue.Kind > (int)EmotionCue.Flag) continue;
            var weight = Weigh(text, lexicon, words, i, out var isNegated);
            var kind = (EmotionCue)cue.Kind;
            if (isNegated)
            {
                // 不满意 is dissatisfied; 不生气 is nothing.
                if (kind == EmotionCue.Satisfied) scores[(int)EmotionClass.Disappointed] += 0.8f * weight;
                continue;
            }

            flags |= (EmotionFlags)cue.A;
            if (kind == EmotionCue.Flag) continue;
            if (kind == EmotionCue.Grateful && cue.Weight <= 1 && !isCourtesy) continue;
            // The strongest word of a class counts in full, the others by half.
            scores[cue.Kind] += 0.5f * weight;
            most[cue.Kind] = Math.Max(most[cue.Kind], weight);
            if (weight > strongestWeight) (strongest, strongestWeight) = (i, weight);
        }

        for (var i = 0; i < scores.Length; i++) scores[i] += 0.5f * most[i];
        if (Publishes(lexicon, words))
        {
            flags |= EmotionFlags.ThreatMedia;
            scores[(int)EmotionClass.Angry] += 1.6f;
        }

        flags |= Manner.Loudness(text, scores);
        if (Manner.IsBitter(lexicon, words, scores)) flags |= EmotionFlags.Sarcasm;
        return Conclude(text, lexicon, words, scores, flags, strongest);
    }

    // The longest phrase from the left; words about persons may stand inside another phrase.
    public static void Select(Lexicon lexicon, List<Hit> hits, List<Hit> words)
    {
        words.Clear();
        var end = 0;
        for (var i = 0; i < hits.Count;)
        {
            var best = hits[i];
            var next = i;
            for (; next < hits.Count && hits[next].Start == hits[i].Start; next++)
            {
                if (hits[next].Length > best.Length || (hits[next].Length == best.Length && lexicon[hits[next].Cue].Weight > lexicon[best.Cue].Weight)) best = hits[next];
            }

            if (best.Start >= end)
            {
                words.Add(best);
                if (lexicon[best.Cue].Kind is < (int)EmotionCue.Company or > (int)EmotionCue.Forum) end = best.End;
            }
            else
            {
                for (var k = i; k < next; k++)
                {
                    if (lexicon[hits[k].Cue].Kind is >= (int)EmotionCue.Company and <= (int)EmotionCue.Forum && hits[k].Start >= end - 1) words.Add(hits[k]);
                }
            }

            i = next;
        }
    }

    private static float Weigh(NormalText text, Lexicon lexicon, List<Hit> words, int index, out bool isNegated)
    {
        isNegated = false;
        ref readonly var word = ref lexicon[words[index].Cue];
        var scale = 1f;
        for (var i = index - 1; i >= 0 && IsNear(text, words[i].End, words[index].Start, word.A != 0); i--)
        {
            switch ((EmotionCue)lexicon[words[i].Cue].Kind)
            {
                case EmotionCue.Negation:
                    isNegated = !isNegated;
                    break;
                case EmotionCue.Intensifier:
                    scale = Math.Min(MostIntense, scale * 1.35f);
                    break;
                case EmotionCue.Softener:
                    scale *= 0.6f;
                    break;
                default:
                    return word.Weight * scale;
            }
        }

        return word.Weight * scale;
    }

    private static bool IsNear(NormalText text, int from, int to, bool isFlagged)
    {
        if (from > to) return false;
        var between = text.Chars[from..to];
        if (Pause.IsIn(between)) return false;
        return between.Length <= (between.ContainsAnyInRange('a', 'z') ? LatinReach : isFlagged ? FlagReach : HanReach);
    }

    private static bool Publishes(Lexicon lexicon, List<Hit> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (lexicon[words[i].Cue].Kind != (int)EmotionCue.Publish) continue;
            for (var k = i + 1; k < words.Count && words[k].Start - words[i].End <= PublishReach; k++)
            {
                if (lexicon[words[k].Cue].Kind == (int)EmotionCue.Forum) return true;
            }
        }

        return false;
    }

    private static Emotion Conclude(NormalText text, Lexicon lexicon, List<Hit> words, ReadOnlySpan<float> scores, EmotionFlags flags, int strongest)
    {
        var negative = scores[(int)EmotionClass.Angry] + scores[(int)EmotionClass.Disappointed] + scores[(int)EmotionClass.Anxious] + scores[(int)EmotionClass.Sad];
        var best = EmotionClass.Neutral;
        var score = 0f;
        foreach (var kind in (ReadOnlySpan<EmotionClass>)[EmotionClass.Angry, EmotionClass.Sad, EmotionClass.Anxious, EmotionClass.Disappointed, EmotionClass.Grateful, EmotionClass.Satisfied])
        {
            var isPositive = kind is EmotionClass.Satisfied or EmotionClass.Grateful;
            // Praise counts only where it outweighs complaint, unless the relief came last.
            var value = isPositive && negative > scores[(int)kind] && !flags.HasFlag(EmotionFlags.Relief) ? 0 : scores[(int)kind];
            if (kind == EmotionClass.Angry) value *= 1.15f;
            if (value > score) (best, score) = (kind, value);
        }

        if (best == EmotionClass.Angry) score = scores[(int)best] + 0.4f * scores[(int)EmotionClass.Disappointed] + 0.2f * scores[(int)EmotionClass.Anxious];
        var intensity = score >= Strong ? 3 : score >= Plain ? 2 : score >= Slight ? 1 : 0;
        if (best is not (EmotionClass.Satisfied or EmotionClass.Grateful)) flags &= ~EmotionFlags.Relief;
        if (intensity == 0) return flags == EmotionFlags.None ? Emotion.Neutral : Emotion.Neutral with { Flags = flags };
        return new Emotion(best, intensity, Targets.Of(best, lexicon, words, strongest, text), flags);
    }
}
