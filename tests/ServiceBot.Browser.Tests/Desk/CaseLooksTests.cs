using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ServiceBot.Recovery;
using ServiceBot.Server.Tests.Desk;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;
using ServiceBot.Understanding;
using static Microsoft.Playwright.Assertions;

namespace ServiceBot.Browser.Tests.Desk;

/// <summary>A hand-over with everything that a person has to know, in each language and on a telephone.</summary>
public sealed class CaseLooksTests(Browsing browsing) : IClassFixture<Browsing>
{
    private readonly DeskScene scene = new(browsing.Server.Services);

    [Theory]
    [InlineData("en", 1280, "Accept", "an apology and a refund", "Lift")]
    [InlineData("zh-CN", 390, "接手", "道歉＋退款", "解除")]
    [InlineData("zh-TW", 1280, "接手", "道歉＋退款", "解除")]
    public async Task A_case_is_told_in_full_and_a_review_of_claims_is_lifted(string locale, int width, string accept, string wants, string lift)
    {
        var name = $"Cas {locale} {width}";
        var id = await scene.WaitingAsync(name, Locale.ZhHant, "又晚了，官網寫隔天到，我要退款還要道歉", reason: "tolerance");
        await HandOverAsync(id);
        var user = $"Reader {locale} {width}";
        await browsing.Server.AddAsync(user);
        await using var agent = await browsing.OpenAsync(locale, width);
        var page = agent.Page;
        await page.GotoAsync("/desk");
        await page.FillAsync("input[name=username]", user);
        await page.FillAsync("input[name=password]", DeskServer.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".board h2").First.WaitForAsync();

        await page.Locator(".entry", new() { HasText = name }).GetByRole(AriaRole.Button, new() { Name = accept }).ClickAsync();
        if (width < 600) await page.GetByRole(AriaRole.Tab).Last.ClickAsync();

        await Expect(page.Locator(".story")).ToContainTextAsync(wants);
        await Looks.SaveAsync(page, $"desk-case-{locale}-{width}");
        await page.Locator(".case .record").ScrollIntoViewIfNeededAsync();
        await Looks.SaveAsync(page, $"desk-case-record-{locale}-{width}");
        await page.GetByRole(AriaRole.Button, new() { Name = lift, Exact = true }).ScrollIntoViewIfNeededAsync();
        await Looks.SaveAsync(page, $"desk-case-flags-{locale}-{width}");
        await page.GetByRole(AriaRole.Button, new() { Name = lift, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).FillAsync("looked at it");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = lift, Exact = true }).ClickAsync();
        await Expect(page.Locator(".case").GetByText(new Regex("looked at it"))).ToBeVisibleAsync();
        agent.Errors.ShouldBeEmpty();
    }

    private async Task HandOverAsync(ConversationId id)
    {
        var now = DateTimeOffset.UtcNow;
        var opened = new ComplaintCase
        {
            Id = new CaseId($"cs_{id.Value}"), Kind = "late-delivery", SubjectId = "SF1234567890123", Cause = "sorting", Attribution = Attribution.Firm, Severity = 2, Root = "process", Dimension = "reliability",
            FailedAt = now.AddHours(-26), Witness = Witness.Both, Confidence = Confidence.Certain, Recurrence = Recurrence.Similar, Loss = new CaseLoss("time", new Money(1800, "CNY"), TimeSpan.FromHours(26)),
            Said = new Stated(Want.Refund | Want.Apology, 1, true, ExpectationSource.Publicity, false), ExpectationWords = "官網寫隔天到", Tier = ExpectationTier.Standard,
            Evidence = [new CaseEvidence("customer: 又晚了，官網寫隔天到", now), new CaseEvidence("order status=in-transit", now), new CaseEvidence("order at=Harbin", now)],
            Unknowns = ["at"], OpenedAt = now, PackVersion = "x", Reason = Reason.Read("#by|late|firm;hours|26;back-by-standard|freight|18.00 CNY|delivery-by"),
        };
        var told = (opened with { Apologies = 1, Offered = [new RemedyBundle("standard", [new Remedy.Refund(new Money(1800, "CNY"), "freight")]), new RemedyBundle("gesture", [new Remedy.Coupon(new Money(500, "CNY"), 60)])] }).Following(opened, now.AddMinutes(-6));
        var prepared = (told with { Offered = [], Prepared = told.Offered }).Following(told, now.AddMinutes(-2));
        await scene.CaseAsync(id, prepared);
        await scene.PromiseAsync(id, new Promise(new PromiseId($"pr_{id.Value}"), prepared.Id, "status-update", null, "SF1234567890123", "bot", now.AddMinutes(-5), now.AddHours(4), PromiseStatus.Open, 0));
        await scene.ReadingAsync(id, new TurnReading { Turn = 1, Emotion = "disappointed", Intensity = 2, Target = "company", T = 61, A = 40, D = 75, Zone = "inside", Reasons = [new ReadingReason("earlier-failures", -8)] });
        await scene.ReadingAsync(id, new TurnReading { Turn = 2, Emotion = "angry", Intensity = 2, Target = "company", T = 38, A = 40, D = 75, Zone = "below", Reasons = [new ReadingReason("remedy-rejected", -6)] });
        var database = browsing.Server.Services.GetRequiredService<Database>();
        await database.WriteAsync(async (session, cancel) =>
        {
            var customer = (await ConversationRows.FindAsync(session, id, cancel))!.Customer;
            await ClaimRows.PutAsync(session, new ClaimReview(prepared.Id, customer, Scrutiny.Closer, [], [new ClaimFlag($"cf_{id.Value}", customer, "shared-phone", 4, 3, 90, now, now.AddDays(90))]), now, cancel);
            return true;
        }, default);
    }
}
