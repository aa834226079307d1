using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ServiceBot.Server.Tests.Desk;

/// <summary>Who does not get in.</summary>
public sealed class DeskWallTests(DeskServer server) : IClassFixture<DeskServer>
{
    [Fact]
    public void Every_route_says_who_may_use_it()
    {
        var routes = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();

        // Development serves files that a build has just added through a route of its own; nothing but the fallback policy holds for it.
        var undeclared = routes.Where(r => r.RoutePattern.RawText != "{**path:file}")
            .Where(r => r.Metadata.GetMetadata<IAuthorizeData>() is null && r.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(r => r.RoutePattern.RawText);

        routes.Count.ShouldBeGreaterThan(20);
        undeclared.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_route_of_the_desk_is_closed_to_strangers()
    {
        var routes = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(r => r.RoutePattern.RawText!.TrimStart('/').StartsWith("api/desk/", StringComparison.Ordinal) || r.RoutePattern.RawText!.Contains("desk/hub", StringComparison.Ordinal))
            .Where(r => r.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .ToList();
        using var stranger = new HttpClient { BaseAddress = server.Address };

        routes.Count.ShouldBeGreaterThan(15);
        foreach (var route in routes)
        {
            var method = route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods[0] ?? "GET";
            var path = "/" + route.RoutePattern.RawText!.TrimStart('/').Replace("{id}", "cv_1", StringComparison.Ordinal).Replace("{documentName}", "desk", StringComparison.Ordinal);
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "POST" ? JsonContent.Create(new { }) : null };
            (await stranger.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, $"{method} {path}");
        }
    }

    [Theory]
    [InlineData("sign-out")]
    [InlineData("password")]
    [InlineData("presence")]
    [InlineData("sessions/end-others")]
    [InlineData("conversations/cv_1/accept")]
    [InlineData("conversations/cv_1/say")]
    [InlineData("conversations/cv_1/note")]
    [InlineData("conversations/cv_1/release")]
    [InlineData("conversations/cv_1/transfer")]
    [InlineData("conversations/cv_1/resolve")]
    [InlineData("conversations/cv_1/read")]
    public async Task An_act_without_the_antiforgery_token_is_refused(string act)
    {
        using var page = await server.OpenAsync("Forged " + act.Replace('/', '.'));
        page.Antiforgery = null;

        var answer = await page.ActAsync(act, new { current = "x", next = "y", away = true, text = "x", key = "k", agent = "a", seq = 1 });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_sign_in_without_the_antiforgery_token_is_refused()
    {
        using var page = server.Open();

        (await page.ActAsync("sign-in", new { name = "admin", password = DeskServer.Password })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_token_of_another_agent_is_no_token()
    {
        using var mine = await server.OpenAsync("Mine");
        using var theirs = await server.OpenAsync("Theirs");
        mine.Antiforgery = theirs.Antiforgery;

        (await mine.ActAsync("presence", new { away = true })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("null")]
    public async Task A_page_of_another_origin_is_refused_even_with_the_cookie(string origin)
    {
        using var page = await server.OpenAsync("Origin " + origin.Length);
        page.Http.DefaultRequestHeaders.Add("Origin", origin);

        (await page.StatusOfAsync("me")).ShouldBe(HttpStatusCode.Forbidden);
        (await page.Http.PostAsync(new Uri("/desk/hub/negotiate?negotiateVersion=1", UriKind.Relative), null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_answer_of_the_desk_stays_in_no_cache()
    {
        using var page = await server.OpenAsync("Cache");

        var answer = await page.Http.GetAsync(new Uri("/api/desk/me", UriKind.Relative));

        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }
}
