using System.Text.Json;
using ServiceBot.Server;
using ServiceBot.Server.Evaluation;

namespace ServiceBot.Tests.Evaluation;

/// <summary>The command on a small bank: two matters, and questions that are none of its own.</summary>
public sealed class TextEvaluationTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("servicebot-evaluate-");

    private static readonly string[] things = ["card", "new card", "debit card", "credit card", "card from last week", "bank card"];

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Guesses_stand_in_the_order_of_the_test_one_a_line()
    {
        var report = Evaluate(isOneWorld: false, Test("please send the card back", "return"), Test("my card has not arrived yet", "arrival"), Test("what is that", null));

        Guesses().Select(g => g.GetProperty("label").GetString()).Take(2).ShouldBe(["return", "arrival"]);
        Guesses().Count.ShouldBe(3);
        Value(report, "accuracy").ShouldBe(1);
        Value(report, "model size, MB").ShouldBeGreaterThan(0);
    }

    [Fact]
    public void What_is_out_of_scope_stands_apart()
    {
        var report = Evaluate(isOneWorld: false, Test("has the card arrived", "arrival"), Test("which planet is the largest", "oos"), Test("my debit card has not arrived", "arrival"));

        Value(report, "OOS AUROC").ShouldBe(1);
        Guesses()[1].GetProperty("confidence").GetDouble().ShouldBeLessThan(Guesses()[0].GetProperty("confidence").GetDouble());
    }

    [Fact]
    public void A_feeling_is_always_one_of_the_labels()
    {
        Evaluate(isOneWorld: true, Test("send it back", "return"), Test("which planet is the largest", "arrival"));

        Guesses().ShouldAllBe(g => g.GetProperty("label").GetString() == "return" || g.GetProperty("label").GetString() == "arrival" || g.GetProperty("label").GetString() == "oos");
    }

    [Fact]
    public void Few_shots_learn_so_many_of_each()
    {
        var drawn = LabelledText.Draw(LabelledText.Read([Train()], "label"), shots: 2);

        drawn.GroupBy(t => t.Label).Select(g => g.Count()).ShouldAllBe(count => count == 2);
        drawn.ShouldBe(LabelledText.Draw(LabelledText.Read([Train()], "label"), shots: 2));
    }

    [Fact]
    public void A_line_that_cannot_be_used_is_named()
    {
        var file = Write("broken.jsonl", ["""{"text": "hello", "label": "a"}""", """{"txt": "hello"}"""]);

        Should.Throw<SettingException>(() => LabelledText.Read([file], "label")).Message.ShouldStartWith($"{file}:2 has no \"text\"");
    }

    [Fact]
    public void A_value_that_python_left_open_is_none()
    {
        var file = Write("nan.jsonl", ["""{"text": "hello", "label": "a", "slots": {"name": NaN}}"""]);

        LabelledText.Read([file], "label").ShouldHaveSingleItem().Text.ShouldBe("hello");
    }

    private string Evaluate(bool isOneWorld, params string[] test)
    {
        using var output = new StringWriter();
        new TextEvaluation { Train = [Train()], Test = Write("test.jsonl", test), Field = "label", Predictions = Out, IsOneWorld = isOneWorld }.Run(output);
        return output.ToString();
    }

    private string Out => Path.Combine(folder.FullName, "guesses.jsonl");

    private List<JsonElement> Guesses() => [.. JsonLines.Read([Out]).Select(row => row.Row)];

    private string Train() => Write("train.jsonl", [
        .. things.SelectMany(thing => new[] { Test($"my {thing} has not arrived yet", "arrival"), Test($"when does the {thing} arrive", "arrival"), Test($"how do I send the {thing} back", "return"), Test($"please take back the {thing}", "return") }),
        Test("which animal is the fastest", "oos"), Test("which mountain is the highest", "oos"), Test("who wrote that song", "oos"), Test("which country is the largest", "oos")]);

    private string Write(string name, IEnumerable<string> lines)
    {
        var file = Path.Combine(folder.FullName, name);
        File.WriteAllLines(file, lines);
        return file;
    }

    private static string Test(string text, string? label) => JsonSerializer.Serialize(new { text, label, lang = "en" });

    private static double Value(string report, string name) =>
        double.Parse(report.Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);
}
