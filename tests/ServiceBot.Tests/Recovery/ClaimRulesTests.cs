using System.Security.Cryptography;
using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Tests.Recovery;

public sealed class ClaimRulesTests
{
    private static readonly CustomerId Ann = new("cu_ann");

    [Fact]
    public void A_first_claim_is_looked_at_as_any_other() =>
        Judge(Signs()).ShouldBe((Scrutiny.Ordinary, ""));

    [Theory]
    [InlineData(2, 0, "serial-claims 3/1/90")]
    [InlineData(0, 2, "velocity 3/1/1")]
    [InlineData(1, 1, "")]
    public void Many_claims_in_a_short_time_are_looked_at_more_closely(int inWindow, int lastDay, string flags) =>
        Judge(Signs(inWindow, lastDay)).ShouldBe((flags.Length > 0 ? Scrutiny.Closer : Scrutiny.Ordinary, flags));

    [Theory]
    [InlineData("phone", 2, 1, "shared-phone 3/2/90")]
    [InlineData("payment", 2, 2, "shared-payment 3/3/90")]
    [InlineData("device", 1, 1, "")]
    [InlineData("address", 2, 2, "")]
    [InlineData("address", 5, 2, "")]
    [InlineData("address", 5, 3, "shared-address 6/4/90")]
    public void Claims_of_others_with_the_same_mark_count_and_a_household_is_no_ring(string kind, int claims, int customers, string flags) =>
        Judge(Signs(seen: new MarkSeen(kind, claims, customers))).ShouldBe((flags.Length > 0 ? Scrutiny.Closer : Scrutiny.Ordinary, flags));

    [Fact]
    public void A_flag_stands_until_it_ends_and_is_not_raised_twice() =>
        Judge(Signs(inWindow: 4, flags: Flag("serial-claims"))).ShouldBe((Scrutiny.Closer, ""));

    [Fact]
    public void Lifted_it_is_not_raised_again_by_the_same_claims() =>
        Judge(Signs(inWindow: 4, flags: Flag("serial-claims") with { LiftedAt = Some.Now, LiftedBy = "ag_lin" })).ShouldBe((Scrutiny.Cleared, ""));

    [Fact]
    public void Another_sign_after_a_lifted_one_is_looked_at() =>
        Judge(Signs(lastDay: 5, flags: Flag("serial-claims") with { LiftedAt = Some.Now })).ShouldBe((Scrutiny.Closer, "velocity 6/1/1"));

    [Fact]
    public void Looked_at_closely_the_money_prepared_is_the_same_and_a_person_decides()
    {
        var failure = Some.Failure(FailureKind.Late);
        var plain = Decide(failure with { HasPhoto = true });
        var close = Decide(failure with { HasPhoto = true, History = failure.History with { Scrutiny = Scrutiny.Closer } });

        plain.Person.ShouldBeNull();
        close.Person.ShouldBe(PersonReason.SerialClaims);
        close.Options.Select(o => string.Join('+', o.Remedies)).ShouldBe(plain.Options.Select(o => string.Join('+', o.Remedies)));
    }

    [Fact]
    public void Cleared_customers_are_served_like_anybody()
    {
        var failure = Some.Failure(FailureKind.Late);
        var many = failure.History with { ClaimsInWindow = 7 };

        Decide(failure with { History = many }).EvidenceFirst.ShouldBe("photo");
        Decide(failure with { History = many with { Scrutiny = Scrutiny.Cleared } }).EvidenceFirst.ShouldBeNull();
    }

    [Theory]
    [InlineData("phone", "+86 138-0013-8246", "13800138246")]
    [InlineData("address", "Flat 3, 12 High St.", "flat 3 12 high st")]
    [InlineData("address", "上海市 浦东新区１号", "上海市浦东新区1号")]
    public void One_thing_written_in_two_ways_has_one_mark(string kind, string one, string other) =>
        ClaimMarks.Hash(Key, kind, ClaimMarks.Normal(one)).ShouldBe(ClaimMarks.Hash(Key, kind, ClaimMarks.Normal(other)));

    [Fact]
    public void Nobody_can_find_a_number_by_trying_without_the_key() =>
        ClaimMarks.Hash(Key, "phone", "13800138246").ShouldNotBe(ClaimMarks.Hash(RandomNumberGenerator.GetBytes(32), "phone", "13800138246"));

    private static readonly byte[] Key = new byte[32];

    private static RemedyDecision Decide(ServiceFailure failure) => RemedyPolicy.Decide(failure, Some.Kind(FailureKind.Late), null, Some.Policy, Some.Moment);

    private static (Scrutiny, string) Judge(ClaimSigns signs)
    {
        var (scrutiny, raised) = ClaimRules.Judge(Ann, signs, Some.Policy, Some.Now, () => "cf_new");
        raised.ShouldAllBe(flag => flag.ExpiresAt == Some.Now.AddDays(90));
        return (scrutiny, string.Join(' ', raised.Select(flag => $"{flag.Reason} {flag.Claims}/{flag.Customers}/{flag.Days}")));
    }

    private static ClaimSigns Signs(int inWindow = 0, int lastDay = 0, MarkSeen? seen = null, ClaimFlag? flags = null) =>
        new(flags is null ? [] : [flags], inWindow, lastDay, seen is null ? [] : [seen]);

    private static ClaimFlag Flag(string reason) => new("cf_1", Ann, reason, 3, 1, 90, Some.Now.AddDays(-2), Some.Now.AddDays(88));
}
