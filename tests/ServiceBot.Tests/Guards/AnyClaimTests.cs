using ServiceBot.Guards;

namespace ServiceBot.Tests.Guards;

/// <summary>
/// Outgoing sentences, about 180 claims of deeds and as many innocent ones in each language, most of them written before the patterns were read: of those
/// <see cref="ClaimFinder.Untrue"/> found 35 % (zh-Hans), 30 % (zh-Hant) and 34 % (en) and stopped no innocent one, which is why <see cref="ClaimFinder.AnyUntrue"/> exists.
/// The files *.last.txt were written after it was made and have changed nothing: of their 20 claims it found 17, 19 and 13 at first sight, of their 20 innocent ones it stopped none.
/// </summary>
public sealed class AnyClaimTests
{
    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    [InlineData("en")]
    public void Nineteen_of_twenty_claims_are_found_and_one_of_fifty_innocent_sentences_is_stopped_at_most(string language)
    {
        var (claims, innocent) = Read($"{language}.txt");

        var missed = claims.Where(text => !IsFound(text)).ToList();
        var stopped = innocent.Where(IsFound).ToList();

        claims.Count.ShouldBeGreaterThan(170);
        innocent.Count.ShouldBeGreaterThan(170);
        missed.Count.ShouldBeLessThanOrEqualTo(claims.Count * 5 / 100, string.Join('\n', missed));
        stopped.Count.ShouldBeLessThanOrEqualTo(innocent.Count * 2 / 100, string.Join('\n', stopped));
    }

    [Theory]
    [InlineData("zh-Hans", 17)]
    [InlineData("zh-Hant", 19)]
    [InlineData("en", 13)]
    public void Of_sentences_it_was_not_made_for_it_finds_no_fewer_than_at_first_sight(string language, int atFirstSight)
    {
        var (claims, innocent) = Read($"{language}.last.txt");

        claims.Count(IsFound).ShouldBeGreaterThanOrEqualTo(atFirstSight);
        innocent.Where(IsFound).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Bring the car back with the charge it left with.")]
    [InlineData("The room is charged at the rate it was booked at.")]
    [InlineData("The technician who left last will be asked.")]
    [InlineData("A refund that was approved takes three days to show.")]
    [InlineData("What we repaired has failed again; I've noted it.")]
    [InlineData("已付的押金在退房后退回。")]
    [InlineData("已經繳的訂金會退回原卡。")]
    public void What_only_says_which_one_is_meant_claims_nothing(string text) => ClaimFinder.AnyUntrueOfBot(text, static (_, _) => false).ShouldBeEmpty();

    [Theory]
    [InlineData("The amount left our account this morning.")]
    [InlineData("It was booked for you today.")]
    [InlineData("Your refund has been approved.")]
    [InlineData("已付的押金已经退回您的卡上。")]
    [InlineData("Ｙｏｕｒ ｒｅｆｕｎｄ ｈａｓ ｂｅｅｎ ｉｓｓｕｅｄ.")]
    public void What_was_done_is_a_claim_beside_it_and_in_wide_letters(string text) => ClaimFinder.AnyUntrueOfBot(text, static (_, _) => false).ShouldHaveSingleItem();

    [Fact]
    public void What_was_done_indeed_is_no_untrue_claim() => ClaimFinder.AnyUntrue("I knocked the fee off your bill.", (deed, _) => deed == Deed.Refund).ShouldBeEmpty();

    private static bool IsFound(string text) => ClaimFinder.AnyUntrue(text, static (_, _) => false).Count > 0;

    private static (List<string> Claims, List<string> Innocent) Read(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "tests", "ServiceBot.Tests", "Guards", "claims", file));
        return ([.. lines.Where(line => line.StartsWith('+')).Select(line => line[2..])], [.. lines.Where(line => line.StartsWith('-')).Select(line => line[2..])]);
    }
}
