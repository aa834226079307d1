using Microsoft.Playwright;
using ServiceBot.Server.Tests.Desk;
using static Microsoft.Playwright.Assertions;

namespace ServiceBot.Browser.Tests.Demo;

/// <summary>The shop page with Microsoft's Web Chat, as a customer uses it (@sample).</summary>
public sealed class DemoShopTests(Browsing browsing) : IClassFixture<Browsing>
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 20_000 };

    [Theory]
    [InlineData("zh-CN", "我想问一下我的快递到哪了", "键入消息")]
    [InlineData("zh-TW", "請問我的包裹到哪裡了", "輸入您的訊息")]
    [InlineData("en", "Where is my parcel?", "Type your message")]
    public async Task A_customer_asks_and_is_answered_in_their_language(string locale, string question, string placeholder)
    {
        await using var customer = await OpenAsync(locale);
        await Expect(customer.Page.GetByPlaceholder(placeholder)).ToBeVisibleAsync(Patiently);

        await SendAsync(customer.Page, question);

        await Expect(customer.Page.Locator("#webchat").GetByText(question).First).ToBeVisibleAsync(Patiently);
        // The greeting, and an answer to the question.
        await Expect(BotTexts(customer.Page).Nth(1)).ToBeVisibleAsync(Patiently);
        customer.Errors.ShouldBeEmpty();
        customer.ForeignRequests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reload_comes_back_to_the_same_conversation_with_each_message_once()
    {
        await using var customer = await OpenAsync("en");
        await SendAsync(customer.Page, "Is anybody there at all?");
        await Expect(Said(customer.Page, "Is anybody there at all?")).ToHaveCountAsync(1, new() { Timeout = 20_000 });

        await customer.Page.ReloadAsync();

        await Expect(Said(customer.Page, "Is anybody there at all?")).ToHaveCountAsync(1, new() { Timeout = 20_000 });
        await SendAsync(customer.Page, "And now?");
        await Expect(Said(customer.Page, "And now?")).ToHaveCountAsync(1, new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task A_new_conversation_begins_empty_and_the_next_person_sees_nothing_of_it()
    {
        await using var customer = await OpenAsync("en");
        await SendAsync(customer.Page, "This is only for me.");
        await Expect(Said(customer.Page, "This is only for me.")).ToHaveCountAsync(1, new() { Timeout = 20_000 });

        await customer.Page.SelectOptionAsync("#who", new SelectOptionValue { Label = "Stranger (not signed in)" });
        await Expect(Said(customer.Page, "This is only for me.")).ToHaveCountAsync(0);
        await Expect(customer.Page.Locator("h1")).ToHaveTextAsync("Your parcels");
        await SendAsync(customer.Page, "Asked as a stranger.");
        await Expect(Said(customer.Page, "Asked as a stranger.")).ToHaveCountAsync(1, new() { Timeout = 20_000 });
        await customer.Page.ClickAsync("#renew");

        await Expect(Said(customer.Page, "Asked as a stranger.")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_language_changes_and_the_conversation_stays()
    {
        await using var customer = await OpenAsync("en");
        await SendAsync(customer.Page, "Where is my parcel?");
        await Expect(Said(customer.Page, "Where is my parcel?")).ToHaveCountAsync(1, new() { Timeout = 20_000 });

        await customer.Page.SelectOptionAsync("#language", "zh-Hant");

        await Expect(customer.Page.GetByPlaceholder("輸入您的訊息")).ToBeVisibleAsync(Patiently);
        await Expect(Said(customer.Page, "Where is my parcel?")).ToHaveCountAsync(1);
        (await customer.Page.GetAttributeAsync("html", "lang")).ShouldBe("zh-Hant");
    }

    [Fact]
    public async Task On_a_phone_the_chat_opens_over_the_page_and_closes_again()
    {
        await using var customer = await browsing.OpenAsync("en", width: 390);
        await customer.Page.GotoAsync("/");
        await Expect(customer.Page.Locator("#chat")).ToBeHiddenAsync();

        await customer.Page.ClickAsync("#open");
        await Expect(Box(customer.Page)).ToBeVisibleAsync(Patiently);
        (await customer.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();
        await customer.Page.ClickAsync("#close");

        await Expect(customer.Page.Locator(".order").First).ToBeVisibleAsync();
        await Expect(customer.Page.Locator("#chat")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Who_asks_for_a_person_gets_one_from_the_desk()
    {
        await browsing.Server.AddAsync("Lin");
        await using var agent = await browsing.OpenAsync();
        await agent.Page.GotoAsync("/desk");
        await agent.Page.FillAsync("input[name=username]", "Lin");
        await agent.Page.FillAsync("input[name=password]", DeskServer.Password);
        await agent.Page.Keyboard.PressAsync("Enter");
        await agent.Page.Locator(".board h2").First.WaitForAsync();
        await using var customer = await OpenAsync("en");
        await Expect(BotTexts(customer.Page).First).ToBeVisibleAsync(Patiently);

        await customer.Page.ClickAsync("#person");
        // Other tests of this server leave customers in the queue too.
        var entry = agent.Page.Locator(".entry").Filter(new() { HasText = "I want to talk to a person" });
        await Expect(entry).ToBeVisibleAsync(Patiently);
        await Expect(customer.Page.Locator("#chat-state")).ToContainTextAsync("Waiting for a person");
        await entry.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await agent.Page.GetByRole(AriaRole.Textbox, new() { Name = "Reply" }).FillAsync("Hello, this is Lin in person.");
        await agent.Page.Keyboard.PressAsync("Enter");
        await Expect(customer.Page.Locator("#webchat").GetByText("Hello, this is Lin in person.").First).ToBeVisibleAsync(Patiently);
        await Expect(customer.Page.Locator("#chat-state")).ToHaveTextAsync("Lin is talking with you");
        await SendAsync(customer.Page, "Thank you, Lin.");

        await Expect(agent.Page.Locator(".message.is-customer .message-text").Last).ToHaveTextAsync("Thank you, Lin.", new() { Timeout = 20_000 });
        await Expect(agent.Page.Locator(".message").Last).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("is-customer"));
    }

    [Theory]
    [InlineData("zh-CN", 1280)]
    [InlineData("en", 390)]
    public async Task The_page_has_no_accessibility_faults_that_axe_finds(string locale, int width)
    {
        await using var customer = await browsing.OpenAsync(locale, width);
        await customer.Page.GotoAsync("/");
        await customer.Page.Locator(".order").First.WaitForAsync();
        if (width > 860) await Expect(Box(customer.Page)).ToBeVisibleAsync(Patiently);

        (await Axe.ViolationsAsync(customer.Page)).ShouldBeEmpty();
    }

    private async Task<Person> OpenAsync(string locale)
    {
        var person = await browsing.OpenAsync(locale);
        await person.Page.GotoAsync("/");
        await Expect(Box(person.Page)).ToBeVisibleAsync(Patiently);
        return person;
    }

    private static async Task SendAsync(IPage page, string text)
    {
        await Box(page).FillAsync(text);
        await Box(page).PressAsync("Enter");
    }

    private static ILocator Box(IPage page) => page.Locator("#webchat:not([inert]) [data-id='webchat-sendbox-input']");

    private static ILocator BotTexts(IPage page) => page.Locator("#webchat .webchat__bubble:not(.webchat__bubble--from-user) .webchat__bubble__content");

    private static ILocator Said(IPage page, string text) => page.Locator("#webchat .webchat__bubble--from-user").GetByText(text, new() { Exact = true });
}
