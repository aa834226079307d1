namespace ServiceBot.Server.Evaluation.Dialogues;

/// <summary>What the trees see of each turn: the readable features, what the words score, and how the words of the turns before scored.</summary>
internal static class TurnRows
{
    public static List<float[]> Of(List<float[]> readable, Dialogue dialogue, float[][] scores)
    {
        var rows = new List<float[]>(readable.Count);
        int[] last = [-1, -1];
        for (var t = 0; t < readable.Count; t++)
        {
            var side = dialogue.Turns[t].IsCustomer ? 0 : 1;
            var row = new List<float>(readable[t]);
            row.AddRange(scores[t]);
            for (var k = 0; k < scores[t].Length; k++)
            {
                // How bad it has been so far, just now, and the last time this side spoke.
                row.Add(t == 0 ? 0 : scores.Take(t).Max(s => s[k]));
                row.Add(t == 0 ? 0 : scores.Take(t).Average(s => s[k]));
                row.Add(t == 0 ? 0 : scores[t - 1][k]);
                row.Add(last[side] < 0 ? 0 : scores[last[side]][k]);
                row.Add(scores.Take(t).Sum(s => 1 / (1 + MathF.Exp(-2 * s[k]))));
            }

            rows.Add([.. row]);
            last[side] = t;
        }

        return rows;
    }
}
