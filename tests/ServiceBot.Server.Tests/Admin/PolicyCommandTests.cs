using ServiceBot.Tests;

namespace ServiceBot.Server.Tests.Admin;

/// <summary>`servicebot policy …` as a service manager runs it, also wrongly.</summary>
public sealed class PolicyCommandTests : IAsyncLifetime, IDisposable
{
    private static readonly string Courier = Path.Combine(Repository.Root, "dialogs", "packs", "courier");

    private readonly DataFolder data = new();
    private readonly string draft = Path.Combine(Directory.CreateTempSubdirectory("servicebot-policy-").FullName, "draft.yaml");

    public async Task InitializeAsync()
    {
        await using var server = await RunningServer.StartAsync(data, settings: ["--Sites:main:Pack", "courier"]);
    }

    [Theory]
    [InlineData("diff", "nowhere.yaml")]
    [InlineData("check", "nowhere.yaml")]
    [InlineData("publish", "nowhere.yaml")]
    [InlineData("replay", "nowhere.yaml")]
    [InlineData("try", "nowhere.yaml")]
    [InlineData("publish", "77")]
    [InlineData("replay", "1", "--from", "2026-11-24", "--to", "2026-11-20")]
    public async Task What_is_not_there_is_refused_in_one_way(params string[] arguments)
    {
        var refused = await ServerCommand.RunAsync(data, ["policy", .. arguments]);

        refused.Code.ShouldBe(2);
        refused.Errors.ShouldNotBeEmpty();
        refused.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_draft_that_cannot_run_ends_with_1_and_says_where()
    {
        var policy = await File.ReadAllTextAsync(Path.Combine(Courier, "policy.yaml"));
        await File.WriteAllTextAsync(draft, policy.Replace("goodwill-rate: 20%", "goodwill-rate: thirty", StringComparison.Ordinal));

        var refused = await ServerCommand.RunAsync(data, "policy", "publish", draft);

        refused.Code.ShouldBe(1);
        refused.Errors.ShouldContain($"{draft}:9: error: 'goodwill-rate' is 'thirty'");
    }

    [Fact]
    public async Task What_runs_already_is_not_published_again_and_keeps_who_published_it()
    {
        File.Copy(Path.Combine(Courier, "policy.yaml"), draft);

        var published = await ServerCommand.RunAsync(data, "policy", "publish", draft, "--by", "somebody else");
        var list = await ServerCommand.RunAsync(data, "policy", "list");

        published.Output.ShouldEndWith("Version 1 runs already; nothing was changed.");
        list.Output.ShouldContain("the folder");
        list.Output.ShouldNotContain("somebody else");
    }

    [Fact]
    public async Task Why_a_version_runs_is_kept_whenever_it_is_said()
    {
        var pack = Directory.CreateTempSubdirectory("servicebot-policy-").FullName;
        foreach (var file in Directory.EnumerateFiles(Courier, "*.yaml", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(pack, Path.GetRelativePath(Courier, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var policy = await File.ReadAllTextAsync(Path.Combine(pack, "policy.yaml"));
        await File.WriteAllTextAsync(draft, policy.Replace("goodwill-rate: 20%", "goodwill-rate: 15%", StringComparison.Ordinal));
        await ServerCommand.RunAsync(data, "policy", "check", draft, "--pack", pack, "--note", "asked for by sales");
        await ServerCommand.RunAsync(data, "policy", "publish", "1", "--pack", pack, "--note", "snow week");

        await ServerCommand.RunAsync(data, "policy", "rollback", "--pack", pack, "--by", "Mia", "--note", "too mean");

        var list = await ServerCommand.RunAsync(data, "policy", "list", "--pack", pack);
        list.Output.ShouldContain("asked for by sales; snow week");
        list.Output.ShouldContain("edited in the folder; too mean");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        data.Dispose();
        Directory.Delete(Path.GetDirectoryName(draft)!, recursive: true);
    }
}
