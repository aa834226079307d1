using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServiceBot.Server.Tests.DirectLine;

/// <summary>What opens a conversation, and all that must not.</summary>
public class TokenTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly RunningServer server = shared.Server;

    [Fact]
    public async Task A_server_gets_a_token_that_official_clients_can_read_the_user_from()
    {
        var answer = await server.SendAsync(HttpMethod.Post, $"{Line.Root}/tokens/generate", RunningServer.Secret, new { user = new { id = "dl_7", name = "王芳" } });

        answer.Status.ShouldBe(200);
        answer.Body.GetProperty("expires_in").GetInt32().ShouldBe(1800);
        answer.Body.TryGetProperty("streamUrl", out _).ShouldBeFalse();
        Claims(answer.Text("token"))["user"]!.GetValue<string>().ShouldBe("dl_7");
        Claims(answer.Text("token"))["conv"]!.GetValue<string>().ShouldBe(answer.Text("conversationId"));
    }

    [Theory]
    [InlineData("{\"user\":{\"id\":\"seven\"}}", "user.id must begin with dl_.")]
    [InlineData("{\"trustedOrigins\":[\"shop.example\"]}", "trustedOrigins contains 'shop.example', which is no origin; https://shop.example is one.")]
    [InlineData("{\"trustedOrigins\":[\"https://shop.example/path\"]}", "trustedOrigins contains 'https://shop.example/path', which is no origin; https://shop.example is one.")]
    [InlineData("{\"trustedOrigins\":\"https://shop.example\"}", "trustedOrigins is a string; a list is expected (A2003).")]
    public async Task A_wrong_wish_for_a_token_is_refused(string body, string message)
    {
        var answer = await server.SendAsync(HttpMethod.Post, $"{Line.Root}/tokens/generate", RunningServer.Secret, new StringContent(body));

        answer.Status.ShouldBe(400);
        answer.Message.ShouldBe(message);
    }

    [Fact]
    public async Task A_token_is_refreshed_for_the_same_conversation()
    {
        var line = await Line.StartAsync(server);

        var answer = await server.SendAsync(HttpMethod.Post, $"{Line.Root}/tokens/refresh", line.Token);

        answer.Status.ShouldBe(200);
        answer.Text("conversationId").ShouldBe(line.Id);
        (await (line with { Token = answer.Text("token") }).SayAsync("hello")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("BotConnector abc")]
    public async Task Without_a_bearer_token_every_address_answers_401(string? header)
    {
        foreach (var (method, path) in Guarded("cv_any"))
        {
            using var request = new HttpRequestMessage(method, path);
            if (header is not null) request.Headers.TryAddWithoutValidation("Authorization", header);
            var answer = await server.SendAsync(request);
            answer.Status.ShouldBe(401, path);
            answer.Code.ShouldBe("MissingToken");
        }
    }

    [Fact]
    public async Task Forged_tokens_are_refused_everywhere_with_403()
    {
        var line = await Line.StartAsync(server);
        var parts = line.Token.Split('.');
        var claims = Claims(line.Token);
        claims["user"] = "dl_admin";
        var changed = Encode(claims.ToJsonString());
        string[] forged =
        [
            "x", "a.b.c", "..", $"{parts[0]}.{parts[1]}", $"{parts[0]}.{parts[1]}.", $"{line.Token}x", line.Token[..^2], $"{line.Token}.{parts[2]}",
            $"{parts[0]}.{changed}.{parts[2]}",
            $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{changed}.",
            $"{Encode("""{"alg":"HS512","typ":"JWT"}""")}.{changed}.{Encode(HMACSHA512.HashData("key"u8, "x"u8))}",
            $"{parts[0]}.{changed}.{Sign($"{parts[0]}.{changed}", "")}",
            $"{parts[0]}.{changed}.{Sign($"{parts[0]}.{changed}", RunningServer.Secret)}",
            $"{parts[0].ToUpperInvariant()}.{parts[1]}.{parts[2]}",
            $"{parts[2]}.{parts[1]}.{parts[0]}",
            new string('a', 20_000), RunningServer.Secret + "x", RunningServer.Secret[..^1], RunningServer.Secret.ToUpperInvariant(),
        ];

        foreach (var token in forged)
            foreach (var (method, path) in Guarded(line.Id))
            {
                var answer = await server.SendAsync(method, path, token);
                answer.Status.ShouldBe(403, $"{path} {token}");
                answer.Code.ShouldBe("InvalidToken");
            }
    }

    [Fact]
    public async Task A_token_opens_no_other_conversation()
    {
        var mine = await Line.StartAsync(server);
        var other = await Line.StartAsync(server);
        await other.SayAsync("private");

        foreach (var (method, path) in Guarded(other.Id).Where(g => g.Path.Contains(other.Id, StringComparison.Ordinal)))
        {
            var answer = await server.SendAsync(method, path, mine.Token);
            answer.Status.ShouldBe(403, path);
            answer.Code.ShouldBe("WrongConversation");
            answer.Body.ToString().ShouldNotContain("private");
        }
    }

    [Fact]
    public async Task A_conversation_that_does_not_exist_is_refused_like_one_of_somebody_else()
    {
        var mine = await Line.StartAsync(server);
        var other = await Line.StartAsync(server);

        var existing = await server.SendAsync(HttpMethod.Get, $"{other.Path}/activities", mine.Token);
        var missing = await server.SendAsync(HttpMethod.Get, $"{Line.Root}/conversations/cv_none/activities", mine.Token);

        missing.Status.ShouldBe(existing.Status);
        missing.Body.ToString().ShouldBe(existing.Body.ToString());
    }

    [Fact]
    public async Task A_token_for_one_use_is_good_for_no_other()
    {
        var issued = await server.SendAsync(HttpMethod.Post, "/api/sites/main/token");
        var line = await Line.StartAsync(server, issued.Text("token"));
        var stream = line.StreamUrl[(line.StreamUrl.IndexOf("&t=", StringComparison.Ordinal) + 3)..];
        var resume = issued.Text("resume");

        foreach (var (method, path) in Guarded(line.Id)) (await server.SendAsync(method, path, stream)).Code.ShouldBe("InvalidToken", path);
        foreach (var (method, path) in Guarded(line.Id).Where(g => g.Path != line.Path)) (await server.SendAsync(method, path, resume)).Code.ShouldBe("InvalidToken", path);
        (await line.ResumeAsync(bearer: resume)).Status.ShouldBe(200);
        (await TestSocket.RefusedAsync(line.StreamUrl.Replace(stream, line.Token, StringComparison.Ordinal))).ShouldBe(403);
        (await TestSocket.RefusedAsync(line.StreamUrl.Replace(stream, resume, StringComparison.Ordinal))).ShouldBe(403);
    }

    [Fact]
    public async Task The_secret_is_refused_when_it_comes_from_a_page()
    {
        var line = await Line.StartAsync(server);

        foreach (var (method, path) in Guarded(line.Id).Where(g => !g.Path.EndsWith("refresh", StringComparison.Ordinal)))
        {
            using var request = RunningServer.Request(method, path, RunningServer.Secret);
            request.Headers.Add("Origin", "https://shop.example");
            var answer = await server.SendAsync(request);
            answer.Status.ShouldBe(403, path);
            answer.Code.ShouldBe("SecretInBrowser");
        }
    }

    [Fact]
    public async Task Trusted_origins_hold_for_requests_and_for_sockets()
    {
        var token = (await server.SendAsync(HttpMethod.Post, $"{Line.Root}/tokens/generate", RunningServer.Secret, new { trustedOrigins = new[] { "https://shop.example" } })).Text("token");
        var line = await Line.StartAsync(server, token);

        (await FromAsync(line, "https://shop.example")).Status.ShouldBe(200);
        (await FromAsync(line, "https://evil.example")).Code.ShouldBe("OriginNotAllowed");
        (await FromAsync(line, "https://shop.example.evil.example")).Code.ShouldBe("OriginNotAllowed");
        (await FromAsync(line, "null")).Code.ShouldBe("OriginNotAllowed");
        (await TestSocket.RefusedAsync(line.StreamUrl, "https://evil.example")).ShouldBe(403);
        using var socket = await TestSocket.OpenAsync(line.StreamUrl, "https://shop.example");
    }

    /// <summary>Every address that needs a token or the secret, for one conversation.</summary>
    private static (HttpMethod Method, string Path)[] Guarded(string id) =>
    [
        (HttpMethod.Post, $"{Line.Root}/tokens/generate"),
        (HttpMethod.Post, $"{Line.Root}/tokens/refresh"),
        (HttpMethod.Post, $"{Line.Root}/conversations"),
        (HttpMethod.Get, $"{Line.Root}/conversations/{id}"),
        (HttpMethod.Get, $"{Line.Root}/conversations/{id}/activities"),
        (HttpMethod.Post, $"{Line.Root}/conversations/{id}/activities"),
        (HttpMethod.Post, $"{Line.Root}/conversations/{id}/upload"),
    ];

    private async Task<Answer> FromAsync(Line line, string origin)
    {
        using var request = RunningServer.Request(HttpMethod.Get, $"{line.Path}/activities", line.Token);
        request.Headers.Add("Origin", origin);
        return await server.SendAsync(request);
    }

    private static JsonNode Claims(string token) => JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]))!;

    private static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private static string Sign(string text, string key) => Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)));
}
