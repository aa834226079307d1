using ServiceBot.Understanding.Intents;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Server.Evaluation.Dialogues;

/// <summary>What a turn is made of, as hashes: the features of the intents where there is text, words 1–2 where there are only their numbers.</summary>
internal static class TurnWords
{
    public static uint[] Of(DialogueTurn turn)
    {
        var hashes = new List<uint>();
        if (turn.Text is { } text)
        {
            var normal = new NormalText();
            normal.Read(text);
            Features.Extract(normal, 0, normal.Length, [], hashes);
            return [.. hashes];
        }

        for (var i = 0; i < turn.Words.Length; i++)
        {
            hashes.Add(Features.Like(1, Mix(1, (uint)turn.Words[i])));
            hashes.Add(Features.Like(0, Mix(Mix(2, i == 0 ? uint.MaxValue : (uint)turn.Words[i - 1]), (uint)turn.Words[i])));
        }

        if (turn.Words.Length == 0) return [];
        // How it begins, how it ends, and the turn as a whole: a canned answer is known by itself.
        hashes.Add(Features.Like(0, Mix(Mix(3, 0), (uint)turn.Words[0])));
        hashes.Add(Features.Like(0, Mix(Mix(4, 0), (uint)turn.Words[^1])));
        hashes.Add(Features.Like(0, turn.Words.Aggregate(Mix(5, 0), (hash, word) => Mix(hash, (uint)word))));
        return [.. hashes];
    }

    /// <summary>The same in another place, such as in the answer before.</summary>
    public static IEnumerable<uint> In(uint place, uint[] hashes) => hashes.Select(hash => Features.Like(hash, Mix(place, hash)));

    private static uint Mix(uint hash, uint value)
    {
        hash = (hash ^ value ^ 0x811C9DC5) * 0x9E3779B1;
        return hash ^ (hash >> 15);
    }
}
