using System.Text.RegularExpressions;
using ServiceBot.Dialogs;
using ServiceBot.Guards;
using ServiceBot.Packs;

namespace ServiceBot.Tests.Packs;

/// <summary>Every pack that ships, held to what all of them owe.</summary>
public sealed partial class ShippedPackTests
{
    public static TheoryData<string> Packs => ["courier", "heating", "hotel", "retail"];

    [Theory]
    [MemberData(nameof(Packs))]
    public void It_has_no_mistake_and_no_warning(string pack) => Load(pack).Problems.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Packs))]
    public void Each_kind_of_complaint_is_said_in_a_hundred_ways_a_language(string pack) =>
        Loaded(pack).Complaints.SelectMany(c => c.Examples.GroupBy(e => e.Locale).Where(g => g.Count() < 100).Select(g => $"{c.Id} {g.Key}")).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Packs))]
    public void Its_enquiries_are_answered_without_claiming_that_anything_was_done(string pack)
    {
        var wording = Loaded(pack).Wording;
        var said = Loaded(pack).Enquiries.Where(e => e.Needs.Count == 0).Select(e => $"enquiry.{e.Id}").Concat(Loaded(pack).Complaints.SelectMany(c => c.NextNeeds).Select(n => n.Text)).Distinct();

        said.SelectMany(key => Locales.All.SelectMany(l => new[] { 0, 1 }.Select(v => wording.Render(key, l, v)))).Where(text => ClaimFinder.Untrue(text, static (_, _) => false).Count > 0).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Packs))]
    public void It_has_sample_data_and_golden_conversations_in_three_languages(string pack)
    {
        Loaded(pack).Sample!.Facts.Count.ShouldBeGreaterThan(3);
        var stories = Directory.EnumerateFiles(Path.Combine(Repository.Root, "dialogs", "packs", pack, "golden"), "*.chat").Select(Path.GetFileName).ToList();

        stories.Count.ShouldBeGreaterThanOrEqualTo(30);
        stories.GroupBy(f => Tag().Replace(f!, "")).Where(g => g.Count() != 3).Select(g => g.Key).ShouldBeEmpty();
    }

    private static PackLoad Load(string pack) => PackLoader.Load(Path.Combine(Repository.Root, "dialogs", "packs", pack), WordingKeys.All, TempPack.Now);

    private static Pack Loaded(string pack) => Load(pack) is PackLoad.Loaded(var loaded, _) ? loaded : throw new InvalidOperationException(string.Join('\n', Load(pack).Problems));

    [GeneratedRegex(@"\.(zh-Hans|zh-Hant|en)\.chat$")]
    private static partial Regex Tag();
}
