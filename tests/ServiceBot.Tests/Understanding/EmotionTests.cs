using System.Globalization;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

public sealed class EmotionTests
{
    [Fact]
    public void Ninety_six_of_a_hundred_sentences_feel_as_they_feel()
    {
        Score feeling = new(), target = new(), flags = new();
        foreach (var row in Sentences.Read("emotions.tsv"))
        {
            var emotion = Sentences.OfCourier.Understand(row[3], Sentences.Context).Emotion;
            var label = row[0].Split(' ');
            var range = label[1].Split('-').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            var isFelt = emotion.Class.ToString().Equals(label[0], StringComparison.OrdinalIgnoreCase) && emotion.Intensity >= range[0] && emotion.Intensity <= range[1];
            feeling.Add(isFelt, $"{emotion}, not {row[0]}: {row[3]}");
            if (row[1].Length > 0) target.Add(emotion.Target.ToString().Equals(row[1], StringComparison.OrdinalIgnoreCase), $"{emotion}, not {row[1]}: {row[3]}");
            flags.Add(emotion.Flags == Flags(row[2]), $"{emotion}, not {row[2]}: {row[3]}");
        }

        feeling.ShouldBeAtLeast(0.96, sentences: 300);
        target.ShouldBeAtLeast(0.95, sentences: 150);
        flags.ShouldBeAtLeast(0.97, sentences: 300);
    }

    [Theory]
    [InlineData("我不满意", EmotionClass.Disappointed)]
    [InlineData("我没有生气", EmotionClass.Neutral)]
    [InlineData("not satisfied", EmotionClass.Disappointed)]
    [InlineData("I am not angry", EmotionClass.Neutral)]
    [InlineData("不着急", EmotionClass.Neutral)]
    public void What_is_denied_is_not_felt(string text, EmotionClass felt) =>
        Sentences.Plain.Understand(text, Sentences.Context).Emotion.Class.ShouldBe(felt);

    [Theory]
    [InlineData("我有点生气", "我生气了", "我真的非常生气！！！")]
    [InlineData("I'm a bit angry", "I'm angry", "I'm extremely angry!!!")]
    public void Words_of_degree_and_manner_scale_a_feeling(string slight, string plain, string strong)
    {
        var intensities = new[] { slight, plain, strong }.Select(text => Sentences.Plain.Understand(text, Sentences.Context).Emotion.Intensity);

        intensities.ShouldBe([1, 2, 3]);
    }

    private static EmotionFlags Flags(string names) =>
        names.Split(',', StringSplitOptions.RemoveEmptyEntries).Aggregate(EmotionFlags.None, (all, name) => all | Enum.Parse<EmotionFlags>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true));
}
