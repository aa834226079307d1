using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ServiceBot.Server.Tests.Desk;

namespace ServiceBot.Server.Tests.Demo;

/// <summary>@sample: what stands behind the demo page.</summary>
public sealed class DemoShopTests(DeskServer server) : IClassFixture<DeskServer>
{
    [Fact]
    public async Task The_shop_names_its_site_its_company_and_its_customers_with_their_own_parcels()
    {
        using var http = new HttpClient { BaseAddress = server.Address };

        var shop = (await http.GetFromJsonAsync<JsonNode>("/demo/customers"))!;

        ((string)shop["site"]!).ShouldBe("main");
        ((string)shop["company"]!["zhHant"]!).ShouldNotBeNullOrEmpty();
        var customers = shop["customers"]!.AsArray();
        customers.Count.ShouldBeGreaterThan(1);
        var ids = customers.SelectMany(c => c!["orders"]!.AsArray().Select(o => (string)o!["id"]!)).ToList();
        ids.Count.ShouldBeGreaterThan(3);
        ids.ShouldBeUnique();
    }

    [Fact]
    public async Task A_sample_customer_gets_a_token_that_the_chat_believes()
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var customer = (string)(await http.GetFromJsonAsync<JsonNode>("/demo/customers"))!["customers"]![0]!["id"]!;

        var token = (string)(await (await http.PostAsJsonAsync("/demo/sign-in", new { customer })).Content.ReadFromJsonAsync<JsonNode>())!["token"]!;

        var chat = await http.PostAsJsonAsync("/api/sites/main/token", new { user = token, locale = "en" });
        chat.StatusCode.ShouldBe(HttpStatusCode.OK);
        var forged = await http.PostAsJsonAsync("/api/sites/main/token", new { user = token[..^2] + "xx", locale = "en" });
        forged.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Who_answers_is_told_to_the_conversations_own_token_only()
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var chat = (await (await http.PostAsJsonAsync("/api/sites/main/token", new { locale = "en" })).Content.ReadFromJsonAsync<JsonNode>())!;

        (await AskAsync((string)chat["token"]!)).Body.ShouldContain("\"owner\":\"bot\"");
        (await AskAsync((string)chat["resume"]!)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await AskAsync(null)).Status.ShouldBe(HttpStatusCode.Unauthorized);

        async Task<(HttpStatusCode Status, string Body)> AskAsync(string? token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/conversations/who-answers");
            if (token is not null) request.Headers.Authorization = new("Bearer", token);
            var answer = await http.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Nobody_signs_in_as_somebody_else_than_the_sample()
    {
        using var http = new HttpClient { BaseAddress = server.Address };

        (await http.PostAsJsonAsync("/demo/sign-in", new { customer = "somebody-real" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.PostAsJsonAsync("/demo/sign-in", new { customer = 7 })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_demo_that_is_switched_off_has_no_customers()
    {
        var off = new DeskServer("--Demo:Enabled", "false");
        await off.InitializeAsync();
        using var http = new HttpClient { BaseAddress = off.Address };
        var known = (string)(await new HttpClient { BaseAddress = server.Address }.GetFromJsonAsync<JsonNode>("/demo/customers"))!["customers"]![0]!["id"]!;

        var customers = (await http.GetFromJsonAsync<JsonNode>("/demo/customers"))!["customers"]!.AsArray();
        var signIn = await http.PostAsJsonAsync("/demo/sign-in", new { customer = known });

        customers.ShouldBeEmpty();
        signIn.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await off.DisposeAsync();
    }
}
