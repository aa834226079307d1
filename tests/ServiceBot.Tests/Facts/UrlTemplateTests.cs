using FsCheck;
using FsCheck.Fluent;
using ServiceBot.Facts;

namespace ServiceBot.Tests.Facts;

public sealed class UrlTemplateTests
{
    private static readonly UrlTemplate InPath = UrlTemplate.Parse("https://orders.example:8443/api/v1/orders/{id}/state?full=1", "id", out _)!;
    private static readonly UrlTemplate InQuery = UrlTemplate.Parse("https://orders.example:8443/find?no={id}&full=1", "id", out _)!;

    [Theory]
    [InlineData("SF1234567890123", "SF1234567890123")]
    [InlineData("A 1", "A%201")]
    [InlineData("单号1", "%E5%8D%95%E5%8F%B71")]
    [InlineData("a?b#c&d=e@f:g", "a%3Fb%23c%26d%3De%40f%3Ag")]
    [InlineData("..1", "..1")]
    [InlineData("1+1", "1%2B1")]
    public void A_value_in_the_path_is_encoded(string value, string encoded) =>
        InPath.For(value).ShouldBe($"https://orders.example:8443/api/v1/orders/{encoded}/state?full=1");

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../admin")]
    [InlineData("..\\admin")]
    [InlineData("..%2fadmin")]
    [InlineData("%2e%2e")]
    [InlineData("1;jsessionid=2")]
    [InlineData("1\r\nX-Admin: 1")]
    [InlineData("1\0")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901")]
    public void A_value_that_would_walk_about_is_not_asked_for(string value) => InPath.For(value).ShouldBeNull();

    [Fact]
    public void Dots_beside_the_place_do_not_add_up() =>
        UrlTemplate.Parse("https://orders.example/api/.{id}", "id", out _)!.For(".").ShouldBeNull();

    [Fact]
    public void In_the_query_every_printable_value_can_be_asked_for() =>
        InQuery.For("../a%2f&full=0#x").ShouldBe("https://orders.example:8443/find?no=..%2Fa%252f%26full%3D0%23x&full=1");

    [Fact]
    public void No_value_moves_host_path_or_other_parameters() =>
        Prop.ForAll<string?>(value =>
        {
            var uris = new[] { InPath.For(value ?? ""), InQuery.For(value ?? "") }.Select(u => u is null ? null : new Uri(u)).ToArray();
            return uris.OfType<Uri>().All(u => u.Authority == "orders.example:8443" && u.Scheme == "https" && u.UserInfo.Length == 0 && u.Fragment.Length == 0)
                && (uris[0] is not { } path || (path.AbsolutePath.StartsWith("/api/v1/orders/", StringComparison.Ordinal) && path.AbsolutePath.EndsWith("/state", StringComparison.Ordinal) && path.Query == "?full=1"))
                && (uris[1] is not { } query || (query.AbsolutePath == "/find" && query.Query.EndsWith("&full=1", StringComparison.Ordinal) && query.Query.Count(c => c == '&') == 1));
        }).Check(Laws.Cases());

    [Theory]
    [InlineData("https://orders.example/api", "holds no {id}")]
    [InlineData("https://{id}.example/api", "after a host that is written out")]
    [InlineData("https://orders.example:{id}/api", "after a host that is written out")]
    [InlineData("{id}", "after a host that is written out")]
    [InlineData("https://orders.example/{id}/{customer}", "holds a brace")]
    [InlineData("https://orders.example/a#{id}", "holds a #")]
    public void A_template_is_refused_with_its_reason(string text, string reason)
    {
        UrlTemplate.Parse(text, "id", out var problem).ShouldBeNull();

        problem.ShouldNotBeNull().ShouldContain(reason);
    }
}
