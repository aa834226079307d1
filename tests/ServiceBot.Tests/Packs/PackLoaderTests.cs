using ServiceBot.Packs;

namespace ServiceBot.Tests.Packs;

public sealed class PackLoaderTests : IDisposable
{
    private readonly TempPack folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_complaint_arrives_with_all_it_says()
    {
        var late = folder.Pack().Complaint("late")!;

        late.Name.ShouldBe(new LocalizedText("延误", "延誤", "Late"));
        late.Failure.ShouldBe(FailureKind.Late);
        late.Needs.ShouldBe(["subject"]);
        late.Facts.ShouldBe(["number", "promised"]);
        late.Causes.ShouldBe(["weather", "sorting"]);
        late.Standard.ShouldBe("delivery-by");
        late.Dimension.ShouldBe("reliability");
        late.Root.ShouldBe("process");
        late.Resource.ShouldBe("time");
        late.Severity.ShouldBe(1);
        late.Remedies.ShouldBe(["explanation", "apology", "coupon"]);
        late.NextNeeds.ShouldBe([new NextNeed("next.call", NeedStep.Close)]);
        late.Examples.Count.ShouldBe(60);
        late.Examples[20].ShouldBe(new Example(Locale.ZhHant, "包裹還沒到，第1次問"));
    }

    [Fact]
    public void The_subject_and_the_site_arrive()
    {
        var pack = folder.Pack();

        pack.Id.ShouldBe("parcels");
        pack.Subject.Kind.ShouldBe("order");
        pack.Subject.NumberPatterns.ShouldBe([@"SF\d{12,13}"]);
        pack.Subject.ProofFact.ShouldBe("phone");
        pack.Subject.Facts.Where(f => f.IsPersonal).Select(f => f.Name).ShouldBe(["freight", "phone"]);
        pack.Subject.Facts[1].Choices.ShouldBe(["in-transit", "delivered"]);
        pack.Site.Currency.ShouldBe("CNY");
        pack.Site.TimeZone.ShouldBe("Asia/Shanghai");
        pack.Site.Hours[DayOfWeek.Saturday].ShouldBe(new OpeningHours(new TimeOnly(10, 0), new TimeOnly(16, 0)));
        pack.Site.Hours.ContainsKey(DayOfWeek.Sunday).ShouldBeFalse();
        pack.Site.Company.En.ShouldBe("Little Swallow");
    }

    [Fact]
    public void Standards_and_causes_arrive()
    {
        var pack = folder.Pack();

        var standard = pack.Standards.ShouldHaveSingleItem();
        standard.Text.ZhHant.ShouldBe("準時送達");
        standard.Exceptions.ShouldBe(["weather"]);
        standard.Remedy.ShouldBe("refund-freight");
        pack.Causes.Kinds["weather"].ShouldBe(new CauseKind("weather", "nature", new LocalizedText("恶劣天气", "惡劣天氣", "severe weather")));
    }

    [Fact]
    public void The_samples_times_move_with_the_day()
    {
        var sample = folder.Pack().Sample!;

        var order = sample.Facts.ShouldHaveSingleItem();
        order.Id.ShouldBe("SF1234567890123");
        order.Owner.ShouldBe("wang");
        order.Text("number").ShouldBe("SF1234567890123");
        order.Text("promised").ShouldBe("2026-11-20T08:00:00+08:00");
        order.Money("freight", "CNY").ShouldBe(new Money(1800, "CNY"));
        order.AsOf.ShouldBe(TempPack.Now);
        sample.Customers.ShouldBe([new SampleCustomer("wang", "王芳", "gold", new DateOnly(2021, 3, 1), 42)]);
        var snow = sample.Incidents.ShouldHaveSingleItem();
        snow.From.ShouldBe(new DateTimeOffset(2026, 11, 21, 6, 0, 0, TimeSpan.FromHours(8)));
        snow.Until.ShouldBe(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(8)));
        snow.Cause.ShouldBe(new LocalizedText("暴风雪", "", ""));
    }

    [Fact]
    public void What_the_company_knows_now_is_read_in_the_sites_zone()
    {
        folder.Write("incidents.yaml", """
            belt:
              kind: sorting
              cause: {zh-Hans: 传送带故障, zh-Hant: 輸送帶故障, en: a broken belt}
              until: 2026-11-22 12:00
            """);

        var belt = folder.Pack().Incidents.ShouldHaveSingleItem();

        belt.Area.ShouldBeNull();
        belt.From.ShouldBeNull();
        belt.Until.ShouldBe(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(8)));
        belt.Cause.En.ShouldBe("a broken belt");
    }

    [Fact]
    public void The_version_is_the_same_for_the_same_content()
    {
        using var other = new TempPack();

        other.Pack().Version.ShouldBe(folder.Pack().Version);
        other.Pack().Version.Length.ShouldBe(64);
    }

    [Fact]
    public void The_version_changes_with_any_file_that_is_read_and_with_no_other()
    {
        var before = folder.Pack().Version;

        folder.Write("README.md", "Read me.");
        folder.Write("golden/a.chat", "# A");
        var afterNotes = folder.Pack().Version;
        folder.Append("policy.yaml", "# a note\n");
        var afterPolicy = folder.Pack().Version;

        afterNotes.ShouldBe(before);
        afterPolicy.ShouldNotBe(before);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_no_pack()
    {
        var load = PackLoader.Load(Path.Combine(folder.Directory, "nowhere"), [], TempPack.Now);

        load.ShouldBeOfType<PackLoad.Broken>().Problems.ShouldHaveSingleItem().What.ShouldContain("nowhere");
    }
}
