using System.CommandLine;
using System.Globalization;
using ServiceBot.Dialogs;
using ServiceBot.Knowledge;
using ServiceBot.Packs;
using ServiceBot.Turns;
using ServiceBot.Server.Admin.Authoring;

namespace ServiceBot.Server.Admin;

/// <summary>`servicebot check DIR`: says of a pack, without running it, what is wrong, where, and what to write instead.</summary>
internal static class CheckCommand
{
    private const int Good = 0;
    private const int HasErrors = 1;
    private const int NoPack = 2;

    public static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "the pack's folder, the one with pack.yaml in it; or a folder of articles beside packs" };
        var quick = new Option<bool>("--quick") { Description = "without advice on the examples, which takes some seconds" };
        var command = new Command("check", "Checks a pack: prints file, line, what is wrong and what to write instead. Ends with 0 when it can run, 1 when it has errors, 2 when there is no pack.") { directory, quick };
        command.SetAction(parsed => Run(parsed.GetValue(directory)!, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, TimeProvider.System, !parsed.GetValue(quick)));
        return command;
    }

    internal static int Run(string directory, TextWriter output, TextWriter error, TimeProvider time, bool advises = false)
    {
        if (!File.Exists(Path.Combine(directory, "pack.yaml")) && Locales.All.Any(l => Directory.Exists(Path.Combine(directory, l.Tag())))) return RunOnArticles(directory, output);
        if (!File.Exists(Path.Combine(directory, "pack.yaml")))
        {
            error.WriteLine($"There is no pack in {directory}: it has no pack.yaml. Name the pack's folder, such as dialogs/packs/courier.");
            return NoPack;
        }
        var load = PackLoader.Load(directory, WordingKeys.All, time.GetUtcNow());
        foreach (var problem in load.Problems) output.WriteLine(problem with { File = Path.Combine(directory, problem.File) });
        if (load is PackLoad.Loaded(var written, _))
            foreach (var claim in WordingClaims.Of(written).All)
                output.WriteLine(new Advice(Path.Combine(directory, "wording", $"{claim.Locale.Tag()}.yaml"), LineOf(directory, claim), $"{claim.Key} says that something was done: \"{claim.Sentence}\"", "say what is being arranged and until when; as it stands it is rewritten before it leaves, unless it is true then"));
        if (advises && load is PackLoad.Loaded(var pack, _))
            foreach (var advice in ExampleAdvice.Of(pack, directory)) output.WriteLine(advice);
        output.WriteLine(Summary(load));
        return load is PackLoad.Loaded ? Good : HasErrors;
    }

    // The key's; a text that only ../shared has is told by the file's first line.
    private static int LineOf(string directory, WordingClaim claim)
    {
        var file = Path.Combine(directory, "wording", $"{claim.Locale.Tag()}.yaml");
        return File.Exists(file) ? Math.Max(0, Array.FindIndex(File.ReadAllLines(file), line => line.StartsWith($"{claim.Key}:", StringComparison.Ordinal))) + 1 : 1;
    }

    /// <summary>A folder of the company's articles (`Knowledge:Folder`), beside any pack.</summary>
    private static int RunOnArticles(string directory, TextWriter output)
    {
        var problems = CompanyArticles.Check(directory);
        foreach (var problem in problems) output.WriteLine(problem with { File = Path.Combine(directory, problem.File) });
        var errors = problems.Count(p => !p.IsWarning);
        output.WriteLine($"{(errors == 0 ? "These articles can be read" : "Not all articles can be read")}: {Counted(errors, "error")}, {Counted(problems.Count - errors, "warning")}.");
        return errors == 0 ? Good : HasErrors;
    }

    private static string Summary(PackLoad load)
    {
        var warnings = load.Problems.Count(p => p.IsWarning);
        var counts = string.Create(CultureInfo.InvariantCulture, $"{Counted(load.Problems.Count - warnings, "error")}, {Counted(warnings, "warning")}");
        return load is PackLoad.Loaded(var pack, _)
            ? string.Create(CultureInfo.InvariantCulture, $"{pack.Id} can run, version {pack.Version[..12]}: {Counted(pack.Complaints.Count, "complaint")}, {Counted(pack.Enquiries.Count, "enquiry", "enquiries")}, {Counted(pack.Articles.Select(a => a.Id).Distinct().Count(), "article")}; {counts}.")
            : $"This pack cannot run: {counts}.";
    }

    private static string Counted(int count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");
}
