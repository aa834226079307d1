using Microsoft.Extensions.Configuration;
using ServiceBot.Llm;
using ServiceBot.Outbound;

namespace ServiceBot.Tests.Llm;

public sealed class LlmSettingsTests
{
    private readonly List<string> problems = [];

    [Fact]
    public void Without_the_section_there_is_none() => (Read(), problems.Count).ShouldBe((null, 0));

    [Fact]
    public void Left_empty_there_is_none() => (Read(("Llm:Endpoint", ""), ("Llm:Model", "")), problems.Count).ShouldBe((null, 0));

    [Theory]
    [InlineData("https://llm.example/v1")]
    [InlineData("https://llm.example/v1/")]
    [InlineData("https://llm.example/v1/chat/completions")]
    public void The_endpoint_is_the_address_above_chat_completions(string endpoint) =>
        Read(("Llm:Endpoint", endpoint), ("Llm:Model", "m"), ("Llm:ApiKey", "k")).ShouldBe(new LlmSettings("https://llm.example/v1/chat/completions", "m", "k"));

    [Fact]
    public void The_key_is_not_written_out() => new LlmSettings("https://llm.example/v1", "m", "sk-secret").ToString().ShouldNotContain("sk-secret");

    [Theory]
    [InlineData("Llm:Model", "m", "Llm:Endpoint is missing")]
    [InlineData("Llm:Endpoint", "https://llm.example/v1", "Llm:Model is missing")]
    [InlineData("Llm:Endpoint", "http://llm.example/v1", "Outbound:AllowHttp")]
    [InlineData("Llm:Endpoint", "llm.example", "not an absolute URL")]
    [InlineData("Llm:Endpoint", "https://llm.example/v1?key=1", "query")]
    [InlineData("Llm:ApiKey", "a\nb", "Llm:ApiKey")]
    [InlineData("Llm:Temperature", "1", "Llm:Temperature is not a setting")]
    public void What_is_wrong_is_said(string key, string value, string said)
    {
        Read((key, value)).ShouldBeNull();

        problems.ShouldContain(problem => problem.Contains(said, StringComparison.Ordinal));
    }

    private LlmSettings? Read(params (string Key, string Value)[] values) =>
        LlmSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).Build(), OutboundSettings.PublicHttpsOnly, problems);
}
