using ServiceBot.Packs;

namespace ServiceBot.Tests.Packs;

public sealed class MeasurementTests : IDisposable
{
    private const string Standard = """
        warm-enough:
          kind: service
          text: {zh-Hans: 室温不低于十八度, zh-Hant: 室溫不低於十八度, en: At least 18 °C}
          exceptions: []
          remedy: visit
          measured: {kind: reading, fact: temperature, at-least: 18, unit: °C, not-older-than: 12h}

        """;

    private readonly TempPack pack = new();

    public MeasurementTests()
    {
        pack.Append("pack.yaml", """
            measurements:
              reading:
                name: {zh-Hans: 室温读数, zh-Hant: 室溫讀數, en: room reading}
                facts:
                  temperature: {type: number}
                  taken: {type: time}
                  meter: {type: text}

            """);
        pack.Append("standards.yaml", Standard);
    }

    public void Dispose() => pack.Dispose();

    [Fact]
    public void A_standard_says_which_reading_shows_that_it_is_kept()
    {
        var measured = pack.Pack().Standard("warm-enough")!.Measured;

        measured.ShouldBe(new StandardMeasure("reading", "temperature", 18, null, "°C", TimeSpan.FromHours(12)));
    }

    [Fact]
    public void Sample_readings_stand_in_a_file_of_their_kind_with_ids_of_any_form()
    {
        pack.Write("sample/readings.yaml", "SF1290417735502: {customer: wang, temperature: 16.4, taken: now-2h}\n");

        pack.Problems().ShouldBeEmpty();
        var reading = pack.Pack().Sample!.Facts.Single(f => f.Kind == "reading");
        (reading.Id, reading.Owner, reading.Number("temperature"), reading.Time("taken")).ShouldBe(("SF1290417735502", "wang", 16.4m, TempPack.Now.AddSeconds(-30).AddHours(-2)));
    }

    [Theory]
    [InlineData("kind: reading", "kind: meter", "'kind' cannot be 'meter'; write one of: reading")]
    [InlineData("fact: temperature", "fact: meter", "'fact' cannot be 'meter'; write one of: temperature")]
    [InlineData("at-least: 18, ", "", "the standard 'warm-enough' is measured against nothing; write 'at-least: 18', 'at-most: 26', or both")]
    [InlineData("at-least: 18", "at-least: warm", "'at-least' is 'warm'; write a number such as 18 or 18.5")]
    [InlineData("at-least: 18", "at-least: 18, at-most: 16", "no value is at least 18 and at most 16; write the smaller number as 'at-least'")]
    [InlineData("not-older-than: 12h", "not-older-than: noon", "'not-older-than' is 'noon'; write a number with s, m, h or d, such as 3m or 12h")]
    public void A_mistake_in_what_is_measured(string right, string wrong, string said)
    {
        pack.Edit("standards.yaml", right, wrong);

        pack.Problems().ShouldContain(p => p.StartsWith("standards.yaml:", StringComparison.Ordinal) && p.EndsWith($"error: {said}", StringComparison.Ordinal));
    }
}
