using System.Globalization;
using ServiceBot.Understanding.Acts;
using ServiceBot.Understanding.Dangers;
using ServiceBot.Understanding.Emotions;
using ServiceBot.Understanding.Entities;
using ServiceBot.Understanding.Intents;
using ServiceBot.Understanding.Languages;
using ServiceBot.Understanding.Matters;

namespace ServiceBot.Understanding.Reading;

/// <summary>The tables of this slice, read once for the process.</summary>
internal sealed class Tables
{
    private static readonly Lazy<Tables> all = new(() => new Tables());

    private Tables()
    {
        foreach (var row in Resource.Rows("quantities.tsv"))
        {
            var numbers = row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Lexicon.Add(row[2], new Cue(CueArea.Quantity, (int)Kind<WordKind>(row[0]), At(numbers, 0), At(numbers, 1), At(numbers, 2)));
        }

        foreach (var row in Resource.Rows("emotions.tsv"))
        {
            var flags = row[2].Split(',', StringSplitOptions.RemoveEmptyEntries).Aggregate(EmotionFlags.None, (sum, flag) => sum | Kind<EmotionFlags>(flag));
            Lexicon.Add(row[3], new Cue(CueArea.Emotion, (int)Kind<EmotionCue>(row[0]), (int)flags, Weight: row[1].Length == 0 ? 0 : float.Parse(row[1], CultureInfo.InvariantCulture)));
        }

        foreach (var row in Resource.Rows("acts.tsv"))
        {
            if (row[1] is not ("word" or "rule" or "rule-across")) Lexicon.Add(row[2], new Cue(CueArea.Act, (int)Kind<ActCue>(row[0]), (int)Kind<ActPlace>(row[1])));
            else if (ActRules.Read(row[0], row[1], row[2], act => (int)Kind<DialogAct>(act)) is var word and >= 0) Lexicon.Add(row[2], new Cue(CueArea.Act, (int)ActCue.Rule, (int)ActPlace.Word, word));
        }

        foreach (var row in Resource.Rows("languages.tsv"))
        {
            foreach (var word in row[1].Split(' ')) Lexicon.Add(word.Replace('_', ' '), new Cue(CueArea.Language, (int)Kind<LanguageCue>(row[0])));
        }

        foreach (var row in Resource.Rows("clauses.tsv"))
        {
            Lexicon.Add(row[1], new Cue(CueArea.Clause, (int)Kind<ClauseCue>(row[0])));
        }

        var concept = 0;
        foreach (var row in Resource.Rows("concepts.tsv")) Lexicon.Add(row[1], new Cue(CueArea.Concept, ++concept));
        foreach (var row in Resource.Rows("matters.tsv")) Lexicon.Add(row[1], new Cue(CueArea.Matter, (int)Kind<MatterCue>(row[0])));
        foreach (var row in Resource.Rows("dangers.tsv")) Lexicon.Add(row[1], new Cue(CueArea.Danger, (int)Kind<DangerCue>(row[0])));
    }

    public static Tables All => all.Value;

    // 400,000 of them today.
    public Lexicon Lexicon { get; } = new(edges: 500_000);

    public ActRules ActRules { get; } = new();

    private static int At(string[] numbers, int index) => index < numbers.Length ? int.Parse(numbers[index], CultureInfo.InvariantCulture) : 0;

    // "threat-legal" in a table is ThreatLegal in code.
    private static T Kind<T>(string name)
        where T : struct, Enum => Enum.Parse<T>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
}
