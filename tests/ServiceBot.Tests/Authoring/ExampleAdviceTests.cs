using ServiceBot.Dialogs;
using ServiceBot.Packs;
using ServiceBot.Server.Admin.Authoring;

namespace ServiceBot.Tests.Authoring;

/// <summary>The shipped courier pack, with one thing spoilt.</summary>
public sealed class ExampleAdviceTests : IDisposable
{
    private readonly DirectoryInfo copy = Directory.CreateTempSubdirectory("servicebot-advice-");

    public ExampleAdviceTests()
    {
        var courier = Path.Combine(Repository.Root, "dialogs", "packs", "courier");
        foreach (var path in Directory.EnumerateFiles(courier, "*", SearchOption.AllDirectories).Where(p => !p.Contains("golden")))
        {
            var target = Path.Combine(copy.FullName, Path.GetRelativePath(courier, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
    }

    public void Dispose() => copy.Delete(recursive: true);

    [Fact]
    public void A_sentence_under_the_wrong_kind_is_named_with_file_line_and_the_kind_it_reads_like()
    {
        const string misplaced = "the courier yelled at me and was terribly rude to my mother";
        var file = Path.Combine(copy.FullName, "examples", "damaged-parcel.yaml");
        var lines = File.ReadAllLines(file).ToList();
        var at = lines.IndexOf("en:") + 1;
        lines.Insert(at, $"  - {misplaced}");
        File.WriteAllLines(file, lines);

        var advice = Advice().Single(a => a.What.Contains(misplaced));

        (advice.File, advice.Line).ShouldBe((file, at + 1));
        advice.What.ShouldContain("is an example of 'damaged-parcel', but a model that has not seen it takes it for 'rude-courier'");
    }

    [Fact]
    public void Nobody_is_told_to_move_a_sentence_into_a_kind_that_all_packs_share()
    {
        const string misplaced = "please let me talk to a real human agent now";
        var file = Path.Combine(copy.FullName, "examples", "damaged-parcel.yaml");
        var lines = File.ReadAllLines(file).ToList();
        lines.Insert(lines.IndexOf("en:") + 1, $"  - {misplaced}");
        File.WriteAllLines(file, lines);

        var advice = Advice().Single(a => a.What.Contains(misplaced));

        advice.What.ShouldContain("takes it for 'talk-to-a-person'");
        advice.Instead.ShouldBe("every pack shares 'talk-to-a-person': add more sentences like this one to 'damaged-parcel', or leave it out if it says too little");
    }

    [Fact]
    public void What_is_said_in_one_language_only_is_named_with_a_sentence()
    {
        var file = Path.Combine(copy.FullName, "examples", "opening-hours.yaml");
        File.WriteAllText(file, "zh-Hans: []\nzh-Hant: []\nen:\n" + string.Concat(Enumerable.Range(1, 9).Select(i => $"  - \"open on day {i} of the fair\"\n")));
        File.WriteAllText(Path.Combine(copy.FullName, "enquiries", "opening-hours.yaml"), "name: {zh-Hans: 时间, zh-Hant: 時間, en: Hours}\nneeds: [person]\n");
        File.WriteAllText(Path.Combine(copy.FullName, "pack.yaml"), File.ReadAllText(Path.Combine(copy.FullName, "pack.yaml")).Replace("shared-enquiries: [opening-hours, ", "shared-enquiries: ["));

        Advice().ShouldContain(a => a.File == file && a.Line == 4 && a.What == "'opening-hours' has 9 sentences in en, such as \"open on day 1 of the fair\", \"open on day 4 of the fair\", \"open on day 7 of the fair\", and 0 in zh-Hans");
    }

    private IReadOnlyList<Advice> Advice() =>
        PackLoader.Load(copy.FullName, WordingKeys.All, DateTimeOffset.UnixEpoch) is PackLoad.Loaded(var pack, _) ? ExampleAdvice.Of(pack, copy.FullName) : throw new InvalidOperationException("The pack is broken.");
}
