using System.Text.Json;
using ServiceBot.Server;
using ServiceBot.Server.Evaluation;
using ServiceBot.Server.Evaluation.Dialogues;

namespace ServiceBot.Tests.Evaluation.Dialogues;

/// <summary>Small shops in which it is plain what makes customers leave: the same answer again, or the word for it.</summary>
public sealed class DialogueEvaluationTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("servicebot-evaluate-");

    private string Out => Path.Combine(folder.FullName, "guesses.jsonl");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Hand_over_is_learnt_from_numbers_of_words()
    {
        using var output = new StringWriter();

        HandoffEvaluation.Run([Write("train.jsonl", Enumerable.Range(0, 60).Select(Chat))], Write("test.jsonl", [Chat(100), Chat(101)]), Out, readsMood: true, output);

        var guesses = JsonLines.Read([Out]).Select(row => row.Row).ToList();
        guesses.Select(g => (g.GetProperty("dialogue").GetInt32(), g.GetProperty("turn").GetInt32())).ShouldBe([(0, 0), (0, 1), (0, 2), (0, 3), (1, 0), (1, 1), (1, 2), (1, 3)]);
        guesses.Select(g => g.GetProperty("handoff").GetInt32()).ShouldBe([0, 0, 0, 0, 0, 0, 1, 0]);
        output.ToString().ShouldContain("GT-III");
    }

    [Fact]
    public void Content_is_learnt_from_words_and_told_of_every_turn_of_the_customer()
    {
        using var output = new StringWriter();

        SatisfactionEvaluation.Run([Write("train.jsonl", Enumerable.Range(0, 60).Select(Talk))], Write("test.jsonl", [Talk(100), Talk(101)]), Out, readsMood: true, output);

        var guesses = JsonLines.Read([Out]).Select(row => row.Row).ToList();
        guesses.Select(g => g.GetProperty("label").GetString()).ShouldBe(["neutral", "satisfied", "neutral", "dissatisfied"]);
        guesses.Where(g => g.TryGetProperty("overall", out _)).Select(g => g.GetProperty("overall").GetString()).ShouldBe(["satisfied", "dissatisfied"]);
    }

    [Fact]
    public void Raters_scores_below_three_on_average_are_dissatisfied()
    {
        var file = Write("scores.jsonl", [new { turns = new[] { new { role = "user", text = "no", scores = new[] { 3, 2, 3 } }, new { role = "user", text = "yes", scores = new[] { 3, 3, 3 } } } }]);

        Dialogue.WithSatisfaction([file]).ShouldHaveSingleItem().Turns.Select(t => t.Label).ShouldBe(["dissatisfied", "neutral"]);
    }

    [Fact]
    public void A_turn_that_says_nothing_is_refused_by_its_line()
    {
        var file = Write("broken.jsonl", [new { turns = new[] { new { role = "user" } } }]);

        Should.Throw<SettingException>(() => Dialogue.WithHandoff([file])).Message.ShouldContain($"{file}:1 has a turn with neither \"text\" nor \"tokens\"");
    }

    // Every second customer says the same again, in other words for everybody.
    private static object Chat(int n) => new
    {
        turns = new[]
        {
            new { role = "customer", tokens = new[] { n, 2 * n, 3 * n + 1 }, handoff = 0 },
            new { role = "server", tokens = new[] { 7, 8, 9 }, handoff = 0 },
            new { role = "customer", tokens = n % 2 == 1 ? [n, 2 * n, 3 * n + 1] : new[] { 5 * n + 2, 7 * n + 3, 2 }, handoff = n % 2 },
            new { role = "server", tokens = new[] { 7, 8 }, handoff = 0 },
        },
    };

    private static object Talk(int n) => new
    {
        turns = new[]
        {
            new { user = $"where is order {n}", system = "One moment.", sat = "neutral" },
            new { user = n % 2 == 0 ? "great, thank you very much" : "that is useless, I have had enough", system = "", sat = n % 2 == 0 ? "satisfied" : "dissatisfied" },
        },
        overall = n % 2 == 0 ? "satisfied" : "dissatisfied",
    };

    private string Write(string name, IEnumerable<object> lines)
    {
        var file = Path.Combine(folder.FullName, name);
        File.WriteAllLines(file, lines.Select(line => JsonSerializer.Serialize(line)));
        return file;
    }
}
