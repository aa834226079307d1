using System.Text.Json;
using ServiceBot.Facts;

namespace ServiceBot.Tests.Facts;

public sealed class JsonPathTests
{
    private static readonly JsonElement Document = JsonDocument.Parse("""
        { "a": { "b": [ { "c": 1 }, { "c": 2 } ], "x.y": "dotted", "单号": "SF1" }, "nothing": null, "list": [[1, 2], [3]] }
        """).RootElement;

    [Theory]
    [InlineData("a.b[0].c", "1")]
    [InlineData("a.b[1].c", "2")]
    [InlineData("$.a.b[1].c", "2")]
    [InlineData("a['x.y']", "\"dotted\"")]
    [InlineData("$[\"a\"].b[0]['c']", "1")]
    [InlineData("a.单号", "\"SF1\"")]
    [InlineData("list[0][1]", "2")]
    [InlineData("nothing", "null")]
    public void A_path_names_one_value(string path, string found) =>
        JsonPath.Parse(path)!.Find(Document)!.Value.GetRawText().ShouldBe(found);

    [Theory]
    [InlineData("a.b[2].c")]
    [InlineData("a.z")]
    [InlineData("a[0]")]
    [InlineData("a.b.c")]
    [InlineData("nothing.more")]
    [InlineData("A.b[0].c")]
    public void What_is_not_there_is_not_found(string path) => JsonPath.Parse(path)!.Find(Document).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("$")]
    public void The_empty_path_is_the_whole_document(string path) => JsonPath.Parse(path)!.Find(Document)!.Value.ValueKind.ShouldBe(JsonValueKind.Object);

    [Fact]
    public void A_document_may_be_an_array() =>
        JsonPath.Parse("[1].x")!.Find(JsonDocument.Parse("[{\"x\":1},{\"x\":2}]").RootElement)!.Value.GetInt32().ShouldBe(2);

    [Theory]
    [InlineData("a..b")]
    [InlineData("a.")]
    [InlineData(".")]
    [InlineData("a[*]")]
    [InlineData("a[-1]")]
    [InlineData("a[0")]
    [InlineData("a[b]")]
    [InlineData("$..a")]
    [InlineData("a b")]
    [InlineData("a[?(@.x)]")]
    [InlineData("a[99999999999]")]
    public void What_names_more_or_less_than_one_value_is_refused(string path) => JsonPath.Parse(path).ShouldBeNull();
}
