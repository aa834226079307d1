using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ServiceBot.Handoff;
using ServiceBot.Server.Desk;
using ServiceBot.Server.Tests.Desk;
using ServiceBot.Transcripts;
using static Microsoft.Playwright.Assertions;

namespace ServiceBot.Browser.Tests.Desk;

public sealed class DeskFlowTests(Browsing browsing) : IClassFixture<Browsing>
{
    private readonly DeskScene scene = new(browsing.Server.Services);

    [Theory]
    [InlineData("en", 1280, "Accept", "Reply", "Internal note", "Add note", "Resolve")]
    [InlineData("zh-CN", 1280, "接手", "回复", "内部备注", "添加备注", "标为已解决")]
    [InlineData("zh-TW", 1280, "接手", "回覆", "內部備註", "新增備註", "結案")]
    [InlineData("en", 390, "Accept", "Reply", "Internal note", "Add note", "Resolve")]
    public async Task An_agent_takes_a_customer_over_answers_leaves_a_note_and_resolves(string locale, int width, string accept, string reply, string note, string addNote, string resolve)
    {
        var name = $"Ann {locale} {width}";
        await scene.WaitingAsync(name, Locale.En, "Where is my parcel?");
        await using var agent = await SignInAsync($"Agent {locale} {width}", locale, width);
        var page = agent.Page;

        await Entry(page, name).GetByRole(AriaRole.Button, new() { Name = accept }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = reply }).FillAsync("I am looking into it.");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".message.is-agent .message-text")).ToHaveTextAsync("I am looking into it.");
        await page.GetByRole(AriaRole.Button, new() { Name = note, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = note }).FillAsync("called before");
        await page.GetByRole(AriaRole.Button, new() { Name = addNote }).ClickAsync();
        await Expect(page.Locator(".desk-note .message-text")).ToHaveTextAsync("called before");
        await page.GetByRole(AriaRole.Button, new() { Name = resolve }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = resolve }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(Entry(page, name)).ToHaveCountAsync(0);
        agent.Errors.ShouldBeEmpty();
        agent.ForeignRequests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", 1280, "Accept", "Coupon", "Give the coupon", "Promise", "What you promise", "Promise it", "Kept")]
    [InlineData("zh-CN", 390, "接手", "发优惠券", "发出", "许下承诺", "承诺内容", "承诺", "已兑现")]
    [InlineData("zh-TW", 1280, "接手", "給優惠券", "送出", "許下承諾", "承諾內容", "承諾", "已兌現")]
    public async Task An_agent_gives_a_coupon_and_keeps_a_promise(string locale, int width, string accept, string coupon, string give, string promise, string what, string make, string kept)
    {
        var name = $"Bo {locale} {width}";
        await scene.WaitingAsync(name, Locale.ZhHant, "包裹破了");
        await using var agent = await SignInAsync($"Giver {locale} {width}", locale, width);
        var page = agent.Page;
        await Entry(page, name).GetByRole(AriaRole.Button, new() { Name = accept }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = coupon, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).FillAsync("12.50");
        await Looks.SaveAsync(page, $"desk-coupon-{locale}-{width}");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = give }).ClickAsync();
        await Expect(page.Locator(".message.is-agent .card")).ToContainTextAsync("12.50");
        await page.GetByRole(AriaRole.Button, new() { Name = promise, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = what }).FillAsync("明天下午五點前回覆您。");
        await Looks.SaveAsync(page, $"desk-promise-{locale}-{width}");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = make, Exact = true }).ClickAsync();
        await Expect(page.Locator(".message.is-agent .message-text:not(.card)").Last).ToHaveTextAsync("明天下午五點前回覆您。");
        if (width < 600) await page.GetByRole(AriaRole.Tab).Last.ClickAsync();
        await Looks.SaveAsync(page, $"desk-promises-{locale}-{width}");
        await page.Locator(".promises").GetByText(kept, new() { Exact = true }).ClickAsync();

        await Expect(page.Locator(".promises button")).ToHaveCountAsync(0);
        agent.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_accepts_too_late_is_told_who_has_it()
    {
        await scene.WaitingAsync("Contested", Locale.En, "Hello?");
        await using var lin = await SignInAsync("Lin");
        await using var wei = await SignInAsync("Wei");
        // Wei's page does not hear of it in time.
        await wei.Page.RouteAsync("**/api/desk/board", route => route.AbortAsync());

        await Entry(lin.Page, "Contested").GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(lin.Page.Locator(".composer")).ToBeVisibleAsync();
        await Entry(wei.Page, "Contested").GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();

        await Expect(wei.Page.GetByText("Lin has this conversation.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_queue_is_live()
    {
        await using var agent = await SignInAsync("Watcher");
        await Expect(agent.Page.Locator(".board h2").First).ToBeVisibleAsync();

        await scene.WaitingAsync("Newcomer", Locale.En, "Anybody there?");

        await Expect(Entry(agent.Page, "Newcomer")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task After_a_lost_connection_the_list_is_the_servers()
    {
        var gone = await scene.WaitingAsync("Gone meanwhile", Locale.En, "Hello?");
        await using var agent = await SignInAsync("Offline");
        await Expect(Entry(agent.Page, "Gone meanwhile")).ToBeVisibleAsync();

        await agent.Context.SetOfflineAsync(true);
        using (var other = await browsing.Server.OpenAsync("Taker")) (await other.ActAsync($"conversations/{gone}/accept")).EnsureSuccessStatusCode();
        await scene.WaitingAsync("Came meanwhile", Locale.En, "Hello?");
        await agent.Context.SetOfflineAsync(false);

        await Expect(Entry(agent.Page, "Came meanwhile")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Expect(Entry(agent.Page, "Gone meanwhile")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("en", "Accept", "Reply", "went back to the queue", "is kept below", "the agent’s line broke off", "Take over")]
    [InlineData("zh-CN", "接手", "回复", "这个会话已经回到队列", "没发出的文字还留在下面", "原客服断线", "接管")]
    [InlineData("zh-TW", "接手", "回覆", "這則對話已回到等候佇列", "尚未送出的文字留在下方", "原客服斷線", "接管")]
    public async Task Who_comes_back_reads_why_the_conversation_is_gone_and_still_has_the_draft_and_a_supervisor_may_take_it_over(
        string locale, string accept, string reply, string gone, string kept, string reason, string takeOver)
    {
        var name = $"Deserted {locale}";
        var id = await scene.WaitingAsync(name, Locale.En, "Where is my parcel?");
        await using var lin = await SignInAsync($"Lost {locale}", locale);
        await Entry(lin.Page, name).GetByRole(AriaRole.Button, new() { Name = accept }).ClickAsync();
        await lin.Page.GetByRole(AriaRole.Textbox, new() { Name = reply }).FillAsync("I am looking in");
        var owner = (await browsing.Server.Services.GetRequiredService<Conversations>().FindAsync(id, default))!;

        await lin.Context.SetOfflineAsync(true);
        await browsing.Server.Services.GetRequiredService<HandoffDesk>().LoseAsync(id, new AgentRef(owner.OwnerAgent!.Value, owner.OwnerName!), (_, _) => ValueTask.FromResult<HandoffCause?>(HandoffCause.AgentLost), default);
        await lin.Context.SetOfflineAsync(false);

        await Expect(lin.Page.Locator(".chat").GetByText(gone)).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Expect(lin.Page.Locator(".chat").GetByText(kept)).ToBeVisibleAsync();
        await Expect(lin.Page.Locator(".composer textarea")).ToHaveValueAsync("I am looking in");
        await Expect(Entry(lin.Page, name)).ToContainTextAsync(reason);
        await Looks.SaveAsync(lin.Page, $"desk-lost-{locale}");

        await Entry(lin.Page, name).GetByRole(AriaRole.Button, new() { Name = accept }).ClickAsync();
        await Expect(lin.Page.Locator(".chat").GetByText(gone)).ToHaveCountAsync(0);
        await using var boss = await SignInAsync($"Boss {locale}", locale, role: AgentRole.Supervisor);
        await Entry(boss.Page, name).Locator(".entry-open").ClickAsync();
        await boss.Page.GetByRole(AriaRole.Button, new() { Name = takeOver }).ClickAsync();
        await Looks.SaveAsync(boss.Page, $"desk-take-over-{locale}");
        await boss.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = takeOver }).ClickAsync();
        await Expect(boss.Page.GetByRole(AriaRole.Textbox, new() { Name = reply })).ToBeVisibleAsync();
        lin.ForeignRequests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_customers_next_message_appears_and_is_marked_until_it_is_read()
    {
        var first = await scene.WaitingAsync("Talker", Locale.En, "one");
        var second = await scene.WaitingAsync("Other", Locale.En, "two");
        await using var agent = await SignInAsync("Reader");
        await Entry(agent.Page, "Talker").GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(agent.Page.Locator(".message.is-customer .message-text")).ToHaveTextAsync(["one"]);

        await scene.SayAsync(first, Role.Customer, "and another thing");
        await Expect(agent.Page.Locator(".message.is-customer .message-text")).ToHaveTextAsync(["one", "and another thing"]);
        await Entry(agent.Page, "Other").GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(agent.Page.Locator(".message.is-customer .message-text")).ToHaveTextAsync(["two"]);
        await scene.SayAsync(first, Role.Customer, "are you there?");

        await Expect(Entry(agent.Page, "Talker").GetByLabel("1 unread message")).ToBeVisibleAsync();
        await Entry(agent.Page, "Talker").Locator(".entry-open").ClickAsync();
        await Expect(Entry(agent.Page, "Talker").GetByLabel("1 unread message")).ToHaveCountAsync(0);
        second.Value.ShouldNotBe(first.Value);
    }

    [Fact]
    public async Task The_desk_can_be_used_by_keyboard_alone()
    {
        await scene.WaitingAsync("Keyboard", Locale.En, "Hello?");
        await browsing.Server.AddAsync("Typist");
        await using var agent = await browsing.OpenAsync();
        var page = agent.Page;
        await page.GotoAsync("/desk");
        await page.Locator("input[name=username]").WaitForAsync();

        await page.Keyboard.TypeAsync("Typist");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(DeskServer.Password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(Entry(page, "Keyboard")).ToBeVisibleAsync();
        await TabToAsync(page, "Accept the conversation with Keyboard");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".composer textarea")).ToBeVisibleAsync();
        await TabToAsync(page, "Reply", "textarea");
        await page.Keyboard.TypeAsync("Good morning");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".message.is-agent .message-text")).ToHaveTextAsync("Good morning");
    }

    [Fact]
    public async Task Ending_the_sessions_from_elsewhere_leads_to_the_sign_in()
    {
        await using var here = await SignInAsync("Twofold");
        await Expect(here.Page.Locator(".board h2").First).ToBeVisibleAsync();
        using var there = browsing.Server.Open();
        (await there.SignInAsync("Twofold", DeskServer.Password)).EnsureSuccessStatusCode();

        (await there.ActAsync("sessions/end-others")).EnsureSuccessStatusCode();

        await Expect(here.Page.GetByText("Your session has ended. Please sign in again.")).ToBeVisibleAsync(new() { Timeout = 20_000 });
    }

    [Theory]
    [InlineData("en", 1280)]
    [InlineData("zh-TW", 390)]
    public async Task The_desk_has_no_accessibility_faults_that_axe_finds(string locale, int width)
    {
        var name = $"Axe {locale}";
        await scene.WaitingAsync(name, Locale.En, "Hello?", "tolerance");
        await using var agent = await SignInAsync($"Axe {locale} {width}", locale, width);
        await Entry(agent.Page, name).Locator(".entry-open").ClickAsync();
        await agent.Page.Locator(".message").First.WaitForAsync();

        (await Axe.ViolationsAsync(agent.Page)).ShouldBeEmpty();
    }

    private async Task<Person> SignInAsync(string name, string locale = "en", int width = 1280, AgentRole role = AgentRole.Agent)
    {
        await browsing.Server.AddAsync(name, role);
        var person = await browsing.OpenAsync(locale, width);
        await person.Page.GotoAsync("/desk");
        await person.Page.FillAsync("input[name=username]", name);
        await person.Page.FillAsync("input[name=password]", DeskServer.Password);
        await person.Page.Keyboard.PressAsync("Enter");
        await person.Page.Locator(".board h2").First.WaitForAsync();
        return person;
    }

    private static ILocator Entry(IPage page, string customer) =>
        page.Locator(".entry").Filter(new() { Has = page.Locator(".entry-name", new() { HasTextRegex = new Regex($"^{Regex.Escape(customer)}$") }) });

    private static async Task TabToAsync(IPage page, string name, string tag = "button")
    {
        for (var i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("([name, tag]) => document.activeElement?.tagName.toLowerCase() === tag && document.activeElement.getAttribute('aria-label') === name", new[] { name, tag })) return;
        }

        throw new InvalidOperationException($"No {tag} named '{name}' is reached by Tab.");
    }
}
