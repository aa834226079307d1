using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Server.Desk;

namespace ServiceBot.Server.Tests.Desk;

public sealed class AgentSessionTests(DeskServer server) : IClassFixture<DeskServer>
{
    [Fact]
    public async Task Signing_out_ends_the_session_and_not_only_the_cookie()
    {
        using var page = await server.OpenAsync("Out");
        var cookies = page.CookieHeader;

        (await page.ActAsync("sign-out")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        using var thief = server.Open();
        thief.Http.DefaultRequestHeaders.Add("Cookie", cookies);
        (await thief.StatusOfAsync("me")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Ending_the_other_sessions_leaves_this_one()
    {
        using var here = await server.OpenAsync("Many");
        using var there = server.Open();
        (await there.SignInAsync("Many", DeskServer.Password)).EnsureSuccessStatusCode();

        var ended = await (await here.ActAsync("sessions/end-others")).Content.ReadFromJsonAsync<JsonNode>();

        ((int)ended!["count"]!).ShouldBe(1);
        (await there.StatusOfAsync("me")).ShouldBe(HttpStatusCode.Unauthorized);
        (await here.StatusOfAsync("me")).ShouldBe(HttpStatusCode.OK);
        (await here.GetAsync("sessions")).AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_the_old_password()
    {
        using var here = await server.OpenAsync("Changer");
        using var there = server.Open();
        (await there.SignInAsync("Changer", DeskServer.Password)).EnsureSuccessStatusCode();

        var changed = await here.ActAsync("password", new { current = DeskServer.Password, next = "another horse 8" });

        changed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await there.StatusOfAsync("me")).ShouldBe(HttpStatusCode.Unauthorized);
        (await here.StatusOfAsync("me")).ShouldBe(HttpStatusCode.OK);
        using var later = server.Open();
        (await later.SignInAsync("Changer", DeskServer.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await later.SignInAsync("Changer", "another horse 8")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_new_password_needs_the_old_one()
    {
        using var page = await server.OpenAsync("Forgetful");

        var changed = await page.ActAsync("password", new { current = "something else", next = "another horse 8" });

        changed.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((string)(await changed.Content.ReadFromJsonAsync<JsonNode>())!["problem"]!).ShouldBe("wrong-name-or-password");
    }

    [Fact]
    public async Task A_removed_agent_is_signed_out_and_does_not_come_in_again()
    {
        using var page = await server.OpenAsync("Gone");
        var accounts = server.Services.GetRequiredService<AgentAccounts>();

        (await accounts.RemoveAsync((await accounts.FindAsync("Gone", default))!, default)).ShouldBeTrue();

        (await page.StatusOfAsync("me")).ShouldBe(HttpStatusCode.Unauthorized);
        using var later = server.Open();
        (await later.SignInAsync("Gone", DeskServer.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        var accounts = server.Services.GetRequiredService<AgentAccounts>();
        var admin = (await accounts.FindAsync("admin", default))!;
        (await accounts.RemoveAsync(admin, default)).ShouldBeFalse();

        var second = await server.AddAsync("Second admin", AgentRole.Admin);

        (await accounts.RemoveAsync(second, default)).ShouldBeTrue();
        (await accounts.RemoveAsync(admin, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_session_is_listed_with_its_browser()
    {
        await server.AddAsync("Browsing");
        using var page = server.Open();
        page.Http.DefaultRequestHeaders.UserAgent.ParseAdd("Firefox/150.0");
        await page.SignInAsync("Browsing", DeskServer.Password);

        var session = (await page.GetAsync("sessions")).AsArray().ShouldHaveSingleItem()!;

        ((string)session["browser"]!).ShouldBe("Firefox/150.0");
        ((bool)session["isThis"]!).ShouldBeTrue();
        session["id"].ShouldBeNull();
    }
}
