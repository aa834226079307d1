using Microsoft.Extensions.Logging.Abstractions;
using ServiceBot.Packs;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

/// <summary>What was learnt is kept for the next start, and believed only when it is whole, of the same examples and of the same program.</summary>
public sealed class KeptModelsTests : IDisposable
{
    private static readonly UnderstandingSource Source = Sentences.Some([Intent("late", "my parcel is late", "where is my parcel", "我的包裹还没到"), Intent("hours", "when do you open", "what are your hours", "你们几点上班")]);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("servicebot-models-");

    [Fact]
    public void A_kept_model_answers_as_the_one_that_was_learnt()
    {
        var learnt = Understander.Train(Source);
        Models().Keep(Source, learnt);

        var kept = Models().Find(Source).ShouldNotBeNull();

        foreach (var text in (string[])["is my parcel late?", "几点上班", "where is it", "how is the weather in Lisbon", "我的包裹呢"])
            Told(kept, text).ShouldBe(Told(learnt, text));
    }

    [Fact]
    public void A_kept_model_of_the_courier_pack_answers_as_the_one_that_was_learnt()
    {
        var source = PackSource.Of(new Packs.CourierPack().Pack);
        Models().Keep(source, Sentences.OfCourier);

        var kept = Models().Find(source).ShouldNotBeNull();

        foreach (var row in Sentences.Read("intents.tsv").Take(150)) Told(kept, row[1]).ShouldBe(Told(Sentences.OfCourier, row[1]));
    }

    [Fact]
    public void Nothing_is_found_for_other_examples()
    {
        Models().Keep(Source, Understander.Train(Source));

        Models().Find(Source with { Intents = [Source.Intents[0]] }).ShouldBeNull();
        Models().Find(Source with { Intents = [Source.Intents[0], Source.Intents[1] with { IsChatter = true }] }).ShouldBeNull();
        Models().Find(Source with { Currency = "EUR" }).ShouldBeNull();
    }

    [Fact]
    public void Another_program_does_not_believe_it_not_even_under_its_own_name()
    {
        Models("program 1").Keep(Source, Understander.Train(Source));
        var kept = OnlyFile();

        Models("program 2").Find(Source).ShouldBeNull();
        Models("program 2").Keep(Source, Understander.Train(Source));
        var own = folder.GetFiles("*.model").Single(file => file.Name != kept.Name);
        kept.CopyTo(own.FullName, overwrite: true);

        Models("program 2").Find(Source).ShouldBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(5_000)]
    [InlineData(-1)]
    [InlineData(-33)]
    public void A_file_with_one_wrong_bit_is_not_believed_and_makes_way_for_a_good_one(int position)
    {
        var learnt = Understander.Train(Source);
        Models().Keep(Source, learnt);
        var bytes = File.ReadAllBytes(OnlyFile().FullName);
        bytes[position < 0 ? bytes.Length + position : position] ^= 0x40;
        File.WriteAllBytes(OnlyFile().FullName, bytes);

        Models().Find(Source).ShouldBeNull();
        Models().Has(Source).ShouldBeFalse();

        Models().Keep(Source, learnt);
        Models().Find(Source).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(36)]
    [InlineData(4_000)]
    [InlineData(-1)]
    public void A_file_that_was_cut_off_is_not_believed(int length)
    {
        Models().Keep(Source, Understander.Train(Source));
        using (var file = OnlyFile().OpenWrite()) file.SetLength(length < 0 ? file.Length + length : length);

        Models().Find(Source).ShouldBeNull();
    }

    [Fact]
    public void A_folder_that_cannot_be_written_stops_nothing()
    {
        var file = Path.Combine(folder.FullName, "in-the-way");
        File.WriteAllText(file, "");
        var models = new KeptModels(Path.Combine(file, "models"), "program", NullLogger.Instance);

        models.Keep(Source, Understander.Train(Source));

        models.Find(Source).ShouldBeNull();
    }

    [Fact]
    public void The_folder_does_not_grow_with_each_edit()
    {
        var learnt = Understander.Train(Source);
        for (var edit = 0; edit < 30; edit++) Models().Keep(Source with { Currency = $"C{edit}" }, learnt);

        folder.GetFiles().Length.ShouldBe(16);
        Models().Has(Source with { Currency = "C29" }).ShouldBeTrue();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private KeptModels Models(string program = "program") => new(folder.FullName, program, NullLogger.Instance);

    private FileInfo OnlyFile() => folder.GetFiles("*.model").ShouldHaveSingleItem();

    private static string Told(Understander by, string text)
    {
        var message = by.Understand(text, Sentences.Context);
        return string.Join(' ', [.. message.Candidates.Select(c => c.ToString()), .. message.Intents.Select(i => i.ToString()), message.Certainty.ToString()]);
    }

    private static IntentSource Intent(string id, params string[] examples) =>
        new(id, [.. examples.Select(text => new Example(text.Any(c => c > 0x2000) ? Locale.ZhHans : Locale.En, text))], []);
}
