using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Emotions;

/// <summary>How something is said: loudly, or bitterly.</summary>
internal static class Manner
{
    // Capitals, exclamation marks and lengthened words strengthen an anger that is there; both together are one by themselves.
    public static EmotionFlags Loudness(NormalText text, Span<float> scores)
    {
        var counts = text.Counts;
        var flags = counts.Upper >= 8 && counts.Upper * 10 >= counts.Latin * 7 && counts.Latin >= 10 ? EmotionFlags.Shouting : EmotionFlags.None;
        var loud = (flags == EmotionFlags.Shouting ? 0.7f : 0) + (counts.Exclamations >= 3 ? 0.8f : counts.Exclamations >= 1 ? 0.25f : 0) + (counts.Questions >= 3 ? 0.4f : 0) + (counts.Elongated > 0 ? 0.2f : 0);
        if (counts.Exclamations >= 4 && counts.Han > 0) flags |= EmotionFlags.Shouting;
        var positive = scores[(int)EmotionClass.Satisfied] + scores[(int)EmotionClass.Grateful];
        ref var main = ref scores[(int)EmotionClass.Angry];
        foreach (var kind in (ReadOnlySpan<EmotionClass>)[EmotionClass.Anxious, EmotionClass.Disappointed, EmotionClass.Sad, EmotionClass.Satisfied, EmotionClass.Grateful])
        {
            if (scores[(int)kind] > main) main = ref scores[(int)kind];
        }

        if (main > 0) main += loud;
        else if (positive == 0 && loud >= 0.8f) scores[(int)EmotionClass.Angry] += loud;
        return flags;
    }

    // Praise next to a failure: "好棒的服务，等了十天".
    public static bool IsBitter(Lexicon lexicon, List<Hit> words, Span<float> scores)
    {
        var praise = scores[(int)EmotionClass.Satisfied];
        var anger = scores[(int)EmotionClass.Angry] + scores[(int)EmotionClass.Disappointed];
        if (praise <= 0) return false;
        // "太好了" over what turned up is relief; over what went wrong once more it is not.
        var again = false;
        foreach (var word in words) again |= lexicon[word.Cue] is { Kind: (int)EmotionCue.Failure, Weight: > 1 };
        foreach (var word in words)
        {
            if (!again && lexicon[word.Cue].A == (int)EmotionFlags.Relief) return false;
        }

        foreach (var word in words)
        {
            if (lexicon[word.Cue].Kind != (int)EmotionCue.Failure) continue;
            scores[(int)EmotionClass.Satisfied] = 0;
            scores[(int)EmotionClass.Disappointed] += anger > 0 ? 0 : 0.8f * praise;
            return anger <= 0;
        }

        return false;
    }
}
