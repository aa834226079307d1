using System.CommandLine;
using System.Globalization;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Server.Sites;

namespace ServiceBot.Server.Admin;

/// <summary>`servicebot policy …`: versions of a pack's policy.yaml from draft to published and back, tried on a case and on what has happened. Works beside a running server.</summary>
internal static class PolicyCommand
{
    public static Command Create()
    {
        var pack = new Option<string?>("--pack") { Description = "The pack's folder, or its name among the packs; left out: the first site's." };
        var by = new Option<string?>("--by") { Description = "Who does it; left out: the signed-in user." };
        var note = new Option<string?>("--note") { Description = "Why, in a sentence." };
        var draft = new Argument<string>("DRAFT") { Description = "A policy.yaml that is not live yet, or the number of a version." };
        var one = new Argument<string?>("DRAFT") { Description = "A file or a version's number.", Arity = ArgumentArity.ZeroOrOne };
        var other = new Argument<string?>("OTHER") { Description = "Compared with; left out: what runs.", Arity = ArgumentArity.ZeroOrOne };
        var from = new Option<string?>("--from") { Description = "First day (UTC), such as 2026-11-01; left out: 30 days ago." };
        var to = new Option<string?>("--to") { Description = "Last day (UTC), included; left out: today." };
        var file = new Argument<string>("CASE.yaml") { Description = "A complaint and what is known of it." };

        var list = new Command("list", "List the versions: number, state, who, when, why.") { pack };
        list.SetAction((parsed, cancel) => RunAsync(parsed, pack, (bench, settings, _) => ListAsync(bench, settings, cancel)));
        var diff = new Command("diff", "Say in words what a draft or a version changes.") { one, other, pack };
        diff.SetAction((parsed, cancel) => RunAsync(parsed, pack, (bench, settings, now) => DiffAsync(bench, settings, parsed.GetValue(one), parsed.GetValue(other), now, cancel)));
        var check = new Command("check", "Check a draft and keep it as a version that may be published.") { draft, pack, by, note };
        check.SetAction((parsed, cancel) => RunAsync(parsed, pack, (bench, settings, now) => CheckAsync(bench, settings, parsed.GetRequiredValue(draft), Who(parsed, by), parsed.GetValue(note) ?? "", now, cancel)));
        var publish = new Command("publish", "Check a draft and let it run: new cases follow it, open ones end as they began.") { draft, pack, by, note };
        publish.SetAction((parsed, cancel) => RunAsync(parsed, pack, (bench, settings, now) => PublishAsync(bench, settings, parsed.GetRequiredValue(draft), Who(parsed, by), parsed.GetValue(note) ?? "", now, cancel)));
        var rollback = new Command("rollback", "Let the version run again that was published before this one.") { pack, by, note };
        rollback.SetAction((parsed, cancel) => RunAsync(parsed, pack, (bench, settings, now) => RollbackAsync(bench, settings, Who(parsed, by), parsed.GetValue(note) ?? "", now, cancel)));
        var attempt = new Command("try", "Explain what a case gets: every rule in its order, which decides, the arithmetic, the limits, the reason.") { file, pack, new Option<string?>("--draft") };
        var under = (Option<string?>)attempt.Options[1];
        under.Description = "A draft or a version to try it under; left out: what runs.";
        attempt.SetAction((parsed, cancel) => RunAsync(parsed, pack, (bench, settings, now) => TryAsync(bench, settings, parsed.GetRequiredValue(file), parsed.GetValue(under), now, cancel)));
        var replay = new Command("replay", "Make the decisions of a time again under a draft: what would have changed in money, hand-overs and apologies.") { draft, from, to, pack };
        replay.SetAction((parsed, cancel) => RunAsync(parsed, pack, (bench, settings, now) => ReplayAsync(bench, settings, parsed.GetRequiredValue(draft), parsed.GetValue(from), parsed.GetValue(to), now, cancel)));
        return new Command("policy", "What failures owe, by version.") { list, diff, check, publish, rollback, attempt, replay };
    }

    private static Task<int> RunAsync(ParseResult parsed, Option<string?> pack, Func<PolicyBench, ServerSettings, DateTimeOffset, Task<int>> run) => OfflineCommand.RunAsync(async settings =>
    {
        var named = parsed.GetValue(pack) ?? await FirstSitesAsync(settings);
        var folder = Directory.Exists(named) ? named : Path.Combine(settings.PacksFolder, named);
        var now = TimeProvider.System.GetUtcNow();
        return await run(PolicyBench.Open(folder, now), settings, now);
    });

    private static async Task<string> FirstSitesAsync(ServerSettings settings)
    {
        if (settings.Sites.Count > 0) return settings.Sites[0].Pack;
        await using var database = await OfflineCommand.OpenAsync(settings, CancellationToken.None);
        return await SiteRows.ListAsync(database, CancellationToken.None) is [var first, ..] ? first.Pack : throw new SettingException("No site is known yet; name the pack's folder with --pack.");
    }

    private static string Who(ParseResult parsed, Option<string?> by) => parsed.GetValue(by) ?? Environment.UserName;

    private static async Task<int> ListAsync(PolicyBench bench, ServerSettings settings, CancellationToken cancellation)
    {
        await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
        var versions = await PolicyVersions.OfAsync(database, bench.Pack.Id, cancellation);
        foreach (var v in versions)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{v.Number,4}  {v.Status,-11}  {v.MadeAt:yyyy-MM-dd HH:mm}Z {v.MadeBy}{(v.PublishedAt is { } at ? $"; published {at:yyyy-MM-dd HH:mm}Z {v.PublishedBy}" : "")}  {v.Note}"));
        }

        var hash = PolicyVersions.Hash(bench.Content);
        if (versions.Find(v => v.Hash == hash) is not { } running) Console.WriteLine($"What runs ({bench.File}) is no version: it was edited in the folder. `servicebot policy check {bench.File}` keeps it as one.");
        else Console.WriteLine($"Version {running.Number} runs.");
        return 0;
    }

    private static async Task<int> DiffAsync(PolicyBench bench, ServerSettings settings, string? one, string? other, DateTimeOffset now, CancellationToken cancellation)
    {
        if (one is null) return OfflineCommand.Refuse("Name a draft or a version: `servicebot policy diff draft.yaml`, `servicebot policy diff 3 5`.");
        var (first, second) = (await PackAsync(bench, settings, one, now, cancellation), other is null ? null : await PackAsync(bench, settings, other, now, cancellation));
        if (first is null || (other is not null && second is null)) return 1;
        // One name: what it changes of what runs. Two: from the first to the second.
        Console.Write(PolicyDiff.Text(second is null ? PolicyDiff.Between(bench.Pack.Policy, first.Policy) : PolicyDiff.Between(first.Policy, second.Policy)));
        return 0;
    }

    private static async Task<int> CheckAsync(PolicyBench bench, ServerSettings settings, string draft, string by, string note, DateTimeOffset now, CancellationToken cancellation)
    {
        var content = await ContentAsync(bench, settings, draft, cancellation);
        if (Loaded(bench, content, draft, now) is not { } pack) return 1;
        await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
        var version = await PolicyVersions.AddAsync(database, bench.Pack.Id, content, note, by, now, cancellation);
        Console.Write(PolicyDiff.Text(PolicyDiff.Between(bench.Pack.Policy, pack.Policy)));
        Console.WriteLine($"It can run; kept as version {version.Number}. `servicebot policy publish {version.Number}` lets it run.");
        return 0;
    }

    private static async Task<int> PublishAsync(PolicyBench bench, ServerSettings settings, string draft, string by, string note, DateTimeOffset now, CancellationToken cancellation)
    {
        var content = await ContentAsync(bench, settings, draft, cancellation);
        if (Loaded(bench, content, draft, now) is not { } pack) return 1;
        await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
        // What ran before is a version too, whoever wrote it, so that there is a way back.
        await KeepRunningAsync(bench, database, now, cancellation);
        var version = await PolicyVersions.AddAsync(database, bench.Pack.Id, content, note, by, now, cancellation);
        Console.Write(PolicyDiff.Text(PolicyDiff.Between(bench.Pack.Policy, pack.Policy)));
        if (version.Status == "published")
        {
            Console.WriteLine($"Version {version.Number} runs already; nothing was changed.");
            return 0;
        }

        bench.Write(content);
        await PolicyVersions.PublishAsync(database, bench.Pack.Id, version.Number, by, note, "replaced", now, cancellation);
        Console.WriteLine($"Version {version.Number} is published: new cases follow it within a second, open ones end as they began. `servicebot policy rollback` takes it back.");
        return 0;
    }

    private static async Task<int> RollbackAsync(PolicyBench bench, ServerSettings settings, string by, string note, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
        await KeepRunningAsync(bench, database, now, cancellation);
        var versions = await PolicyVersions.OfAsync(database, bench.Pack.Id, cancellation);
        var before = versions.Where(v => v.Status == "replaced").OrderByDescending(v => v.PublishedAt).ThenByDescending(v => v.Number).FirstOrDefault();
        if (before is null) return OfflineCommand.Refuse("No version was published before the one that runs; `servicebot policy list` shows what there is.");
        if (Loaded(bench, before.Content, $"version {before.Number}", now) is not { } pack) return 1;
        Console.Write(PolicyDiff.Text(PolicyDiff.Between(bench.Pack.Policy, pack.Policy)));
        bench.Write(before.Content);
        await PolicyVersions.PublishAsync(database, bench.Pack.Id, before.Number, by, note, "rolled-back", now, cancellation);
        Console.WriteLine($"Version {before.Number} runs again.");
        return 0;
    }

    private static async Task<int> TryAsync(PolicyBench bench, ServerSettings settings, string file, string? draft, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!File.Exists(file)) return OfflineCommand.Refuse($"There is no file {file}. A case looks like this:\n\n{PolicyCase.Example}");
        var pack = draft is null ? bench.Pack : await PackAsync(bench, settings, draft, now, cancellation);
        if (pack is null) return 1;
        var problems = new Problems();
        var read = PolicyCase.Read(await File.ReadAllTextAsync(file, cancellation), file, pack, now, problems);
        foreach (var problem in problems.Sorted()) Console.Error.WriteLine(problem);
        if (read is not var (failure, kind, moment))
        {
            Console.Error.WriteLine($"A case looks like this; only 'complaint' has to be there:\n\n{PolicyCase.Example}");
            return 1;
        }

        Console.Write(DecisionExplanation.Of(failure, kind, pack.Standard(kind.Standard), pack.Policy, moment));
        return 0;
    }

    private static async Task<int> ReplayAsync(PolicyBench bench, ServerSettings settings, string draft, string? from, string? to, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!OfflineCommand.IsDay(from, now.AddDays(-30), out var begin)) return OfflineCommand.Refuse($"'{from}' is no day; write --from 2026-11-01.");
        if (!OfflineCommand.IsDay(to, now, out var last)) return OfflineCommand.Refuse($"'{to}' is no day; write --to 2026-11-30.");
        if (last < begin) return OfflineCommand.Refuse($"--to {last:yyyy-MM-dd} is before --from {begin:yyyy-MM-dd}; write the earlier day first.");
        if (await PackAsync(bench, settings, draft, now, cancellation) is not { } pack) return 1;
        await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
        var records = await database.ReadAsync((session, cancel) => DecisionRows.BetweenAsync(session, bench.Pack.Id, begin, last.AddDays(1), cancel), cancellation);
        Console.Write(PolicyReplay.Text(PolicyReplay.Run(records, pack)));
        return 0;
    }

    private static async Task KeepRunningAsync(PolicyBench bench, Storage.Database database, DateTimeOffset now, CancellationToken cancellation)
    {
        var kept = await PolicyVersions.AddAsync(database, bench.Pack.Id, bench.Content, "edited in the folder", "the folder", now, cancellation);
        if (kept.Status != "published") await PolicyVersions.PublishAsync(database, bench.Pack.Id, kept.Number, kept.PublishedBy ?? kept.MadeBy, note: "", "replaced", kept.PublishedAt ?? now, cancellation);
    }

    private static async Task<Pack?> PackAsync(PolicyBench bench, ServerSettings settings, string draft, DateTimeOffset now, CancellationToken cancellation) =>
        Loaded(bench, await ContentAsync(bench, settings, draft, cancellation), draft, now);

    /// <exception cref="SettingException">There is neither.</exception>
    private static async Task<string> ContentAsync(PolicyBench bench, ServerSettings settings, string draft, CancellationToken cancellation)
    {
        if (File.Exists(draft)) return await File.ReadAllTextAsync(draft, cancellation);
        if (long.TryParse(draft, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
            if ((await PolicyVersions.OfAsync(database, bench.Pack.Id, cancellation)).Find(v => v.Number == number) is { } version) return version.Content;
            throw new SettingException($"The pack {bench.Pack.Id} has no version {number}; `servicebot policy list` shows which there are.");
        }

        throw new SettingException($"There is no file {draft}; name a policy.yaml or the number of a version.");
    }

    private static Pack? Loaded(PolicyBench bench, string content, string draft, DateTimeOffset now)
    {
        var load = bench.With(content, now);
        foreach (var problem in load.Problems.Where(p => p.File == "policy.yaml" || !p.IsWarning)) Console.Error.WriteLine(problem with { File = problem.File == "policy.yaml" ? draft : problem.File });
        if (load is PackLoad.Loaded(var pack, _)) return pack;
        Console.Error.WriteLine("This policy cannot run; nothing was changed.");
        return null;
    }
}
