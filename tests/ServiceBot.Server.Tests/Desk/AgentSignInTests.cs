using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Server.Desk;

namespace ServiceBot.Server.Tests.Desk;

public sealed class AgentSignInTests(DeskServer server) : IClassFixture<DeskServer>
{
    [Fact]
    public async Task An_agent_with_the_right_password_is_let_in()
    {
        using var page = await server.OpenAsync("Lin");

        var me = await page.GetAsync("me");

        ((string)me["name"]!).ShouldBe("Lin");
        ((string)me["role"]!).ShouldBe("agent");
    }

    [Fact]
    public async Task The_first_agent_has_the_password_of_the_setting()
    {
        using var page = server.Open();

        var answer = await page.SignInAsync("admin", DeskServer.Password);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        ((string)(await page.GetAsync("me"))["role"]!).ShouldBe("admin");
    }

    [Fact]
    public async Task A_name_is_found_however_it_is_written()
    {
        await server.AddAsync("Ｍei Lin");
        using var page = server.Open();

        (await page.SignInAsync(" mei LIN ", DeskServer.Password)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_wrong_password_and_a_wrong_name_get_the_same_answer()
    {
        await server.AddAsync("Wei");
        using var page = server.Open();

        var wrongPassword = await page.SignInAsync("Wei", "not the password");
        var wrongName = await page.SignInAsync("Nobody", "not the password");

        wrongPassword.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        wrongName.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await wrongName.Content.ReadAsStringAsync()).ShouldBe(await wrongPassword.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task After_eight_tries_even_the_right_password_has_to_wait()
    {
        await server.AddAsync("Locked");
        using var page = server.Open();
        for (var i = 0; i < 8; i++) (await page.SignInAsync("Locked", $"guess number {i}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var right = await page.SignInAsync("locked", DeskServer.Password);

        right.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        var refusal = (await right.Content.ReadFromJsonAsync<JsonNode>())!;
        ((string)refusal["problem"]!).ShouldBe("locked");
        ((DateTimeOffset)refusal["until"]!).ShouldBeGreaterThan(DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Forty_guesses_at_once_are_no_more_than_eight_tries()
    {
        await server.AddAsync("Stormed");
        using var page = server.Open();
        await page.RenewAntiforgeryAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => page.ActAsync("sign-in", new { name = "Stormed", password = $"guess number {i}" })));

        answers.Count(a => a.StatusCode == HttpStatusCode.Unauthorized).ShouldBeLessThanOrEqualTo(8);
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Unauthorized || a.StatusCode == HttpStatusCode.TooManyRequests || a.StatusCode == HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_locked_all_the_same()
    {
        using var page = server.Open();
        for (var i = 0; i < 8; i++) await page.SignInAsync("Ghost", $"guess number {i}");

        (await page.SignInAsync("Ghost", "guess")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task The_cookie_is_kept_from_scripts_and_from_other_sites()
    {
        await server.AddAsync("Cookie");
        using var page = server.Open();

        var answer = await page.SignInAsync("Cookie", DeskServer.Password);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("servicebot-desk=", StringComparison.Ordinal)).ToLowerInvariant();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
    }

    [Fact]
    public async Task A_short_password_is_refused()
    {
        var added = await server.Services.GetRequiredService<AgentAccounts>().AddAsync("Short", AgentRole.Agent, null, "short", default);

        added.ShouldBeOfType<AgentAdded.Refused>();
    }

    [Fact]
    public async Task A_name_is_given_once()
    {
        await server.AddAsync("Twice");

        var again = await server.Services.GetRequiredService<AgentAccounts>().AddAsync("TWICE", AgentRole.Agent, null, DeskServer.Password, default);

        again.ShouldBeOfType<AgentAdded.NameTaken>();
    }

    [Fact]
    public async Task The_database_holds_no_password_that_could_be_read()
    {
        await server.AddAsync("Stored");

        var stored = await server.Services.GetRequiredService<ServiceBot.Storage.Database>().ReadAsync(
            (session, cancel) => session.Statement("select password from agent").ListAsync(row => row.GetString(0), cancel), default);

        stored.ShouldNotBeEmpty();
        stored.ShouldAllBe(p => p.Length > 60 && !p.Contains(DeskServer.Password));
    }
}
