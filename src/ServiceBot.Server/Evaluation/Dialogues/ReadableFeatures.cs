using ServiceBot.Understanding;

namespace ServiceBot.Server.Evaluation.Dialogues;

/// <summary>
/// What a supervisor would look at when a turn has been said, from what was said until then: how long it goes on, who repeats, how much is new, the mood.
/// Only the mood needs text.
/// </summary>
internal static class ReadableFeatures
{
    // Half of it was said before: a repetition.
    private const float Repeats = 0.5f;

    // More turns than a dialogue looks back.
    private const int Never = 99;

    // The reading of feelings that serves customers.
    private static readonly Lazy<Understander> reader = new(() => Understander.Train(new UnderstandingSource { Intents = [], NumberPatterns = [], NumberPrefixes = [], Currency = "CNY" }));
    private static readonly UnderstandingContext context = new() { Now = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero), Zone = TimeZoneInfo.Utc };

    /// <returns>Of each turn in order, all of one length.</returns>
    public static List<float[]> Of(Dialogue dialogue, IReadOnlyList<uint[]> words, bool readsMood)
    {
        var rows = new List<float[]>(dialogue.Turns.Count);
        var sets = words.Select(w => w.Where(Understanding.Intents.Features.IsWord).DefaultIfEmpty(0u).ToHashSet()).ToArray();
        var said = new HashSet<uint>();
        int[] turns = [0, 0], repeats = [0, 0], last = [-1, -1], before = [-1, -1];
        float[] nearest = [0, 0], lastAlike = [0, 0];
        var pairs = words.Select(w => w.Where(h => !Understanding.Intents.Features.IsWord(h)).DefaultIfEmpty(0u).ToHashSet()).ToArray();
        float[] nearestPairs = [0, 0], mostAlike = [0, 0], spoken = [0, 0];
        int[] exact = [0, 0], since = [Never, Never];
        float worst = 0, moodBefore = 0, mood = 0;
        var run = 0;
        for (var i = 0; i < dialogue.Turns.Count; i++)
        {
            var turn = dialogue.Turns[i];
            var side = turn.IsCustomer ? 0 : 1;
            run = i > 0 && dialogue.Turns[i - 1].IsCustomer == turn.IsCustomer ? run + 1 : 1;
            turns[side]++;
            (before[side], last[side]) = (last[side], i);
            nearest[side] = nearestPairs[side] = 0;
            var distance = Never;
            var isExact = false;
            for (var k = 0; k < i; k++)
            {
                if (dialogue.Turns[k].IsCustomer != turn.IsCustomer) continue;
                var alike = Alike(sets[k], sets[i]);
                if (alike > 0 && alike >= nearest[side]) (nearest[side], distance) = (alike, i - k);
                nearestPairs[side] = Math.Max(nearestPairs[side], Alike(pairs[k], pairs[i]));
                isExact |= words[k].AsSpan().SequenceEqual(words[i]);
            }

            mostAlike[side] = Math.Max(mostAlike[side], nearest[side]);
            since[side] = nearest[side] >= Repeats ? 0 : Math.Min(Never, since[side] + 1);
            if (isExact) exact[side]++;

            lastAlike[side] = before[side] < 0 ? 0 : Alike(sets[before[side]], sets[i]);
            if (nearest[side] >= Repeats) repeats[side]++;
            if (turn.IsCustomer && readsMood && turn.Text is { } text)
            {
                moodBefore = mood;
                mood = Mood(text);
                worst = Math.Min(worst, mood);
            }

            var length = words[i].Length;
            var other = last[1 - side];
            spoken[side] += length;
            rows.Add([
                side, i, turns[0], turns[1], run, length,
                before[side] < 0 ? 0 : length - words[before[side]].Length,
                other < 0 ? -1 : words[other].Length,
                nearest[0], nearest[1], lastAlike[0], lastAlike[1], repeats[0], repeats[1],
                other < 0 ? 0 : Alike(sets[other], sets[i]),
                (float)sets[i].Count(said.Contains) / sets[i].Count,
                turns[1] == 0 ? turns[0] : (float)turns[0] / turns[1],
                (float)repeats[0] / Math.Max(1, turns[0]), (float)repeats[1] / Math.Max(1, turns[1]),
                mood, mood - moodBefore, worst,
                turn.Text is null ? 0 : turn.Text.Count(c => c is '?' or '？'), turn.Text is null ? 0 : turn.Text.Count(c => c is '!' or '！'),
                nearestPairs[0], nearestPairs[1], isExact ? 1 : 0, exact[0], exact[1], mostAlike[0], mostAlike[1], distance, since[0], since[1],
                other < 0 ? 0 : Within(sets[i], sets[other]), other < 0 ? 0 : Within(sets[other], sets[i]),
                other < 0 ? 0 : length / (1f + words[other].Length), before[side] < 0 ? 0 : words[before[side]].Length / (1f + length),
                sets[i].Count / (float)Math.Max(1, length), spoken[0], spoken[1],
                last[0] < 0 ? Never : i - last[0], i > 0 && run == 1 ? 1 : 0, other < 0 ? 0 : nearest[1 - side],
            ]);
            said.UnionWith(sets[i]);
        }

        return rows;
    }

    /// <summary>Shared words of all words.</summary>
    private static float Alike(HashSet<uint> one, HashSet<uint> other)
    {
        var shared = one.Count(other.Contains);
        return (float)shared / (one.Count + other.Count - shared);
    }

    /// <summary>Of one's words, those that the other has too.</summary>
    private static float Within(HashSet<uint> one, HashSet<uint> other) => (float)one.Count(other.Contains) / one.Count;

    // As customers' messages are read: from −3 to 3.
    private static float Mood(string text)
    {
        var emotion = reader.Value.Understand(text, context).Emotion;
        return emotion.Class switch
        {
            EmotionClass.Satisfied or EmotionClass.Grateful => emotion.Intensity,
            EmotionClass.Neutral => 0,
            _ => -emotion.Intensity,
        };
    }
}
