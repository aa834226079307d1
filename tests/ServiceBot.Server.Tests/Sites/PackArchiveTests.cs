using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Recovery;
using ServiceBot.Server.Tests.DirectLine;
using ServiceBot.Storage;
using ServiceBot.Tests;

namespace ServiceBot.Server.Tests.Sites;

/// <summary>An open case ends on the version of the pack it began with, also after a restart (decisions.md 25).</summary>
public sealed class PackArchiveTests
{
    [Fact]
    public async Task An_open_case_keeps_its_version_over_an_edit_and_a_restart_and_a_new_conversation_has_the_edit()
    {
        using DataFolder data = new(), packs = new();
        CopyPack(packs.Path);
        string[] settings = ["--Packs:Folder", packs.Path];
        string id;
        await using (var before = await RunningServer.StartAsync(data, settings: settings))
        {
            id = (await Line.StartAsync(before)).Id;
            await OpenCaseAsync(before, id);
        }

        Edit(packs.Path);
        await using var after = await RunningServer.StartAsync(data, settings: settings);
        var known = await AskAsync(Line.Of(after, await after.SendAsync(HttpMethod.Get, $"{Line.Root}/conversations/{id}", RunningServer.Secret)));
        var stranger = await AskAsync(await Line.StartAsync(after));

        known.ShouldContain("Beijing time");
        known.ShouldNotContain("as edited");
        stranger.ShouldContain("as edited");
    }

    [Fact]
    public async Task A_version_that_no_open_case_names_is_dropped()
    {
        using DataFolder data = new(), packs = new();
        CopyPack(packs.Path);
        string[] settings = ["--Packs:Folder", packs.Path];
        await using (var before = await RunningServer.StartAsync(data, settings: settings))
        {
            await OpenCaseAsync(before, (await Line.StartAsync(before)).Id);
            await before.Services.GetRequiredService<PackArchive>().KeepAsync(CancellationToken.None);
        }

        Edit(packs.Path);
        await using var after = await RunningServer.StartAsync(data, settings: settings);
        var archive = after.Services.GetRequiredService<PackArchive>();
        await archive.KeepAsync(CancellationToken.None);
        var whileOpen = await VersionsAsync(after);
        await after.Services.GetRequiredService<Database>().WriteAsync((session, cancel) => session.Statement("update complaint_case set closed = 1").ExecuteAsync(cancel), CancellationToken.None);
        await archive.KeepAsync(CancellationToken.None);

        whileOpen.Count.ShouldBe(2);
        (await VersionsAsync(after)).ShouldBe([after.Services.GetRequiredService<SitePacks>().PackOf("main").Version]);
    }

    private static async Task<string> AskAsync(Line line)
    {
        var before = (await line.AtLeastAsync(1)).Count;
        await line.SayAsync("What are your opening hours?");
        return string.Join('\n', (await line.AtLeastAsync(before + 2)).Skip(before + 1).Select(activity => activity.GetProperty("text").GetString()));
    }

    private static ValueTask<bool> OpenCaseAsync(RunningServer server, string conversation)
    {
        var pack = server.Services.GetRequiredService<SitePacks>().PackOf("main");
        var opened = new ComplaintCase
        {
            Id = new CaseId("cs_test"), Kind = "late-delivery", Root = "process", Dimension = "reliability", OpenedAt = DateTimeOffset.UtcNow, PackVersion = pack.Version,
        };
        return server.Services.GetRequiredService<Database>().WriteAsync(async (session, cancel) =>
        {
            await CaseRows.PutAsync(session, opened, new ConversationId(conversation), new CustomerId("cu_test"), "main", cancel);
            return true;
        }, CancellationToken.None);
    }

    private static ValueTask<List<string>> VersionsAsync(RunningServer server) =>
        server.Services.GetRequiredService<Database>().ReadAsync((session, cancel) => session.Statement("select version from pack_version").ListAsync(row => row.GetString(0), cancel), CancellationToken.None);

    private static void CopyPack(string to)
    {
        var from = Path.Combine(Repository.Root, "dialogs", "packs", "courier");
        foreach (var file in Directory.EnumerateFiles(from, "*.yaml", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, "courier", Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static void Edit(string packs)
    {
        var file = Path.Combine(packs, "courier", "wording", "en.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("{{hours}}", "{{hours}} (as edited)", StringComparison.Ordinal));
    }
}
