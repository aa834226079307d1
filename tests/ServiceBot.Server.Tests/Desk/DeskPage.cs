using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ServiceBot.Server.Tests.Desk;

/// <summary>What a browser does at the desk: keeps cookies, and sends the anti-forgery token with every act.</summary>
internal sealed class DeskPage : IDisposable
{
    private readonly SocketsHttpHandler handler = new() { CookieContainer = new CookieContainer(), AllowAutoRedirect = false };

    public DeskPage(Uri server) => Http = new HttpClient(handler) { BaseAddress = server };

    public HttpClient Http { get; }

    public CookieContainer Cookies => handler.CookieContainer;

    public string? Antiforgery { get; set; }

    /// <summary>"name=value; …" as the browser would send it to the hub.</summary>
    public string CookieHeader => Cookies.GetCookieHeader(Http.BaseAddress!);

    public async Task<HttpResponseMessage> SignInAsync(string name, string password)
    {
        await RenewAntiforgeryAsync();
        var answer = await ActAsync("sign-in", new { name, password });
        // The token of a stranger is no token of the agent's.
        if (answer.IsSuccessStatusCode) await RenewAntiforgeryAsync();
        return answer;
    }

    public async Task RenewAntiforgeryAsync() => Antiforgery = (string)(await GetAsync("antiforgery"))["token"]!;

    public async Task<JsonNode> GetAsync(string path)
    {
        var answer = await Http.GetAsync(new Uri($"/api/desk/{path}", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    public async Task<HttpStatusCode> StatusOfAsync(string path) => (await Http.GetAsync(new Uri($"/api/desk/{path}", UriKind.Relative))).StatusCode;

    public Task<HttpResponseMessage> ActAsync(string path, object? body = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/desk/{path}", UriKind.Relative)) { Content = JsonContent.Create(body ?? new { }) };
        if (Antiforgery is not null) request.Headers.Add("X-Desk-Antiforgery", Antiforgery);
        return Http.SendAsync(request);
    }

    public void Dispose()
    {
        Http.Dispose();
        handler.Dispose();
    }
}
