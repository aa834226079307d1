using ServiceBot.Server.Chat;

namespace ServiceBot.Tests.Dialogs;

/// <summary>Politely, rudely, in dialect, as in Taipei or Hong Kong, in English: the same facts are understood as the same matter, and bring the same money.</summary>
public sealed class SameMoneyInEveryToneTests
{
    private static readonly string Cases = Path.Combine(Repository.Root, "tests", "ServiceBot.Tests", "Dialogs", "Data", "tones.txt");

    public static TheoryData<string, string> Told
    {
        get
        {
            var told = new TheoryData<string, string>();
            foreach (var (title, tone, _) in Stories()) told.Add(title, tone);
            return told;
        }
    }

    [Theory]
    [MemberData(nameof(Told))]
    public async Task A_case_brings_the_same_in_each_tone(string title, string tone)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Stories().Single(story => story.Title == title && story.Tone == tone).Script);
        var (output, error) = (new StringWriter(), new StringWriter());

        var status = await ChatCommand.RunAsync([file], asJson: false, GoldenTests.Packs, GoldenTests.Trained, output, error, CancellationToken.None);

        status.ShouldBe(0, $"{output}{error}");
        File.Delete(file);
    }

    private static IEnumerable<(string Title, string Tone, string Script)> Stories()
    {
        foreach (var block in File.ReadAllText(Cases).Split("\n\n").Skip(1))
        {
            var lines = block.Trim().Split('\n');
            var setting = lines.Where(static l => l[0] is '@').ToList();
            var expected = lines.Where(static l => l[0] is '!').ToList();
            foreach (var told in lines.Where(static l => char.IsAsciiLetter(l[0])))
            {
                var (head, messages) = (told[..told.IndexOf(':', StringComparison.Ordinal)], told[(told.IndexOf(':', StringComparison.Ordinal) + 2)..].Split(" | "));
                string[] script = [lines[0], $"@locale {head.Split(' ')[^1]}", .. setting, .. messages.Select(static m => m == "^" ? "customer^ photo.jpg" : $"customer: {m}"), .. expected, ""];
                yield return (lines[0][2..], head, string.Join('\n', script));
            }
        }
    }
}
