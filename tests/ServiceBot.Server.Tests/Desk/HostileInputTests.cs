using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Server.Desk;

namespace ServiceBot.Server.Tests.Desk;

/// <summary>Every address that the server maps, with every kind of body that nobody should send, by somebody who is signed in.</summary>
public sealed class HostileInputTests(DeskServer server) : IClassFixture<DeskServer>
{
    private static readonly string[] Bodies =
    [
        "", "null", "[]", "1", "\"x\"", "{", "{}", new string('[', 3000), $"{string.Concat(Enumerable.Repeat("{\"a\":", 3000))}1{new string('}', 3000)}",
        "{\"text\":\"a\",\"text\":\"b\",\"type\":\"message\",\"type\":\"event\"}",
        """{"type":null,"text":null,"code":null,"name":null,"password":null,"current":null,"next":null,"key":null,"amount":null,"due":null,"why":null,"reason":null,"agent":null,"site":null,"where":null,"cause":null,"kind":null,"status":null,"customer":null}""",
        """{"type":"message","text":"a","key":"k","due":"2026-11-22T10:00:00Z","why":"w","amount":{"minorUnits":1,"currency":null},"reason":"r","site":"main","where":[null],"cause":{"zhHans":null,"zhHant":"x","en":"x"},"kind":"x","tell":true,"roots":[null]}""",
        """{"type":"message","text":"a","key":"k","due":"9999-12-31T23:59:59Z","why":"w","amount":{"minorUnits":9223372036854775807,"currency":"XXX"},"seq":-9223372036854775808,"option":2147483647}""",
        "{\"type\":[],\"text\":{},\"code\":1,\"name\":[],\"password\":true,\"key\":1e999,\"amount\":\"1\",\"due\":\"tomorrow\",\"seq\":99999999999999999999}",
        "{\"type\":\"message\",\"text\":\"a\\u0000\\ud800\",\"key\":\"\\u0000\",\"code\":\"\\udfff\",\"name\":\"\\u0000\",\"password\":\"x\",\"customer\":\"\\u0000\"}",
    ];

    private static readonly string[] Types = ["application/json", "application/json; charset=gbk", "application/json; charset=\"", "text/plain", "multipart/form-data"];

    [Fact]
    public async Task No_input_at_any_address_is_answered_with_500_a_stack_or_nothing()
    {
        using var page = await server.OpenAsync("Hostile", AgentRole.Admin);
        List<string> wrong = [];
        foreach (var (method, path) in Routes())
            foreach (var (body, type) in Bodies.Select(body => (body, Types[0])).Concat(Types.Skip(1).Select(type => ("{}", type))))
            {
                if (method is "GET" or "HEAD" && body.Length > 0) continue;
                using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
                if (method is not ("GET" or "HEAD"))
                {
                    request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
                    request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
                }

                request.Headers.Add("X-Desk-Antiforgery", page.Antiforgery);
                using var answer = await page.Http.SendAsync(request);
                var text = await answer.Content.ReadAsStringAsync();
                var status = (int)answer.StatusCode;
                if (status >= 500 || text.Contains("   at ", StringComparison.Ordinal) || text.Contains("Exception", StringComparison.Ordinal)) wrong.Add($"{method} {path} {type} {body[..Math.Min(body.Length, 60)]}: {status} {text[..Math.Min(text.Length, 120)]}");
                else if (status >= 400 && text.Length == 0 && method != "HEAD" && !path.StartsWith("/v3/", StringComparison.Ordinal)) wrong.Add($"{method} {path}: {status} and not a word");
            }

        wrong.Distinct().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("DELETE", "/api/desk/board", HttpStatusCode.MethodNotAllowed, "takes GET")]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound, "nothing at this address")]
    [InlineData("POST", "/api/desk/sign-in", HttpStatusCode.UnsupportedMediaType, "application/json in UTF-8")]
    public async Task A_refusal_says_what_to_do_instead(string method, string path, HttpStatusCode status, string sentence)
    {
        using var stranger = new HttpClient { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative)) { Content = method == "POST" ? new StringContent("{}", Encoding.Latin1, "application/json") : null };

        using var answer = await stranger.SendAsync(request);

        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(sentence);
    }

    // What would end the session or wait for a socket is left out, and the pages' own scripts, in which any word may stand.
    private IEnumerable<(string Method, string Path)> Routes() =>
        from route in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let text = "/" + route.RoutePattern.RawText!.TrimStart('/')
        where !text.Contains("**", StringComparison.Ordinal) && !text.StartsWith("/assets/", StringComparison.Ordinal) && !text.EndsWith("/sign-out", StringComparison.Ordinal) && !text.EndsWith("/stream", StringComparison.Ordinal) && !text.Contains("desk/hub", StringComparison.Ordinal)
        let path = string.Join('/', text.Split('/').Select(part => part.StartsWith('{') ? part == "{site}" ? "main" : part == "{documentName}" ? "desk" : "cv_1" : part))
        from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        where method is not ("CONNECT" or "TRACE")
        select (method, path);
}
