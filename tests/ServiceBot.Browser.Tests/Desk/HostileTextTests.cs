using Microsoft.Playwright;
using ServiceBot.Protocol;
using ServiceBot.Server.Tests.Desk;
using ServiceBot.Transcripts;
using static Microsoft.Playwright.Assertions;

namespace ServiceBot.Browser.Tests.Desk;

/// <summary>What customers call themselves, write and send is text at the desk, whatever it looks like (guarantees.md S7).</summary>
public sealed class HostileTextTests(Browsing browsing) : IClassFixture<Browsing>
{
    private static readonly string[] Payloads =
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<img src=http://evil.example/pixel.png>",
        "<svg onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<iframe src=javascript:alert(1)></iframe>",
        "<iframe srcdoc=\"<script>parent.alert(1)</script>\"></iframe>",
        "<object data=http://evil.example/x></object>",
        "<embed src=http://evil.example/x>",
        "<link rel=stylesheet href=http://evil.example/x.css>",
        "<style>@import 'http://evil.example/x.css'; * { background: url(http://evil.example/y) }</style>",
        "<base href=http://evil.example/>",
        "<meta http-equiv=refresh content='0;url=http://evil.example/'>",
        "<form action=http://evil.example/><button autofocus onfocus=alert(1)>",
        "<input autofocus onfocus=alert(1)>",
        "<details open ontoggle=alert(1)>",
        "<video><source onerror=alert(1)></video>",
        "<body onload=alert(1)>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<a href=javascript:alert(1)>click</a>",
        "[click](javascript:alert(1))",
        "![x](http://evil.example/pixel.png)",
        "\"><img src=x onerror=alert(1)>",
        "'; alert(1); //",
        "</textarea><script>alert(1)</script>",
        "</title><script>alert(1)</script>",
        "{{constructor.constructor('alert(1)')()}}",
        "${alert(1)}",
        "<!--><img src=x onerror=alert(1)>-->",
        "\u202e<img src=x onerror=alert(1)>\u202c",
        "&lt;img src=x onerror=alert(1)&gt; javascript:alert(1) data:text/html,<script>alert(1)</script>",
    ];

    private static readonly string[] Openings =
    [
        "<img src=x onerror=", "<svg onload=", "<svg><animate onbegin=", "<video src=x onerror=", "<audio src=x onerror=", "<details open ontoggle=", "<input autofocus onfocus=", "<select autofocus onfocus=",
        "<textarea autofocus onfocus=", "<marquee onstart=", "<body onpageshow=", "<iframe onload=", "<object data=x onerror=", "<div style='animation:x' onanimationstart=", "<a href=javascript:", "<form action=javascript:",
        "<math href=javascript:", "<use href=data:image/svg+xml,", "<p onmouseover=", "<button popovertarget=x onclick=", "[x](javascript:", "<javascript:", "![x](javascript:", "<meta http-equiv=refresh content=0;url=javascript:",
    ];

    /// <summary>The same attack as filters fail to see it: other case, a slash or a line for the space, entities, an encoded scheme, broken out of an attribute, a comment, half a tag.</summary>
    private static readonly Func<string, string>[] Disguises =
    [
        attack => attack + "alert(1)>", attack => (attack + "alert(1)>").ToUpperInvariant(), attack => attack.Replace(' ', '/') + "alert(1)//>", attack => attack.Replace(' ', '\n') + "alert(1)\n>", attack => attack + "&#97;lert(1)>",
        attack => attack.Replace("javascript:", "java\tscript:", StringComparison.Ordinal) + "alert`1`>", attack => "\"'>" + attack + "alert(1)>", attack => "<!--" + attack + "alert(1)-->", attack => "</style></script></template>" + attack + "alert(1)>",
        attack => "\u200f" + attack + "\u2028alert(1)>", attack => "<scr<script>ipt>" + attack + "alert(1)", attack => "<noscript><p title=\"</noscript>" + attack + "alert(1)>\">",
    ];

    [Fact]
    public async Task Three_hundred_attacks_by_name_text_and_file_name_do_nothing_at_the_desk()
    {
        var scene = new DeskScene(browsing.Server.Services);
        foreach (var payload in Payloads)
        {
            var id = await scene.WaitingAsync(payload, Locale.En, payload);
            await scene.SayAsync(id, Role.Customer, new Activity
            {
                Type = ActivityTypes.Message,
                Text = payload,
                Attachments = [new Attachment { ContentType = payload, ContentUrl = "http://evil.example/file", Name = payload }, new Attachment { ContentType = "text/html", ContentUrl = "/v3/directline/uploads/none", Name = payload }],
                SuggestedActions = new SuggestedActions { Actions = [new CardAction { Type = "openUrl", Title = payload, Value = System.Text.Json.JsonSerializer.SerializeToElement("javascript:alert(1)") }] },
            });
        }

        await browsing.Server.AddAsync("Calm");
        await using var agent = await browsing.OpenAsync(height: 2000);
        var page = agent.Page;
        await page.GotoAsync("/desk");
        await page.FillAsync("input[name=username]", "Calm");
        await page.FillAsync("input[name=password]", DeskServer.Password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".entry")).ToHaveCountAsync(Payloads.Length);
        // Who came in the same millisecond stands in either order.
        var shown = await page.Locator(".entry .entry-name").AllTextContentsAsync();
        shown.ShouldBe(Payloads, ignoreOrder: true);
        for (var i = 0; i < Payloads.Length; i++)
        {
            await page.Locator(".entry-open").Nth(i).ClickAsync();
            await Expect(page.Locator(".message.is-customer").Nth(1)).ToBeVisibleAsync();
            await Expect(page.Locator(".message.is-customer .message-text").First).ToHaveTextAsync(shown[i]);
            await Expect(page.Locator(".conversation-head h1")).ToHaveTextAsync(shown[i]);
        }

        List<string> attacks = [.. Openings.SelectMany(opening => Disguises.Select(disguise => disguise(opening)))];
        var patient = await scene.WaitingAsync("A patient writer", Locale.En, "to begin with");
        foreach (var attack in attacks) await scene.SayAsync(patient, Role.Customer, new Activity { Type = ActivityTypes.Message, Text = attack });
        await page.Locator(".entry", new() { HasText = "A patient writer" }).Locator(".entry-open").ClickAsync();
        await Expect(page.Locator(".message.is-customer")).ToHaveCountAsync(attacks.Count + 1);
        (await page.Locator(".message.is-customer .message-text").AllTextContentsAsync()).Skip(1).ShouldBe(attacks);

        agent.Dialogs.ShouldBeEmpty();
        agent.ForeignRequests.ShouldBeEmpty();
        agent.Errors.ShouldBeEmpty();
        (await page.Locator("#root :is(script, iframe, object, embed, base, meta, link, style, form, video, audio, marquee, a[href^=javascript]), #root img").CountAsync()).ShouldBe(0);
    }
}
