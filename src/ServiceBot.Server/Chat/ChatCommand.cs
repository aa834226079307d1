using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using ServiceBot.Dialogs;
using ServiceBot.Packs;
using ServiceBot.Turns;

namespace ServiceBot.Server.Chat;

/// <summary>`servicebot chat FILE…`: runs `.chat` files through the real bot and says which expectations hold.</summary>
internal static class ChatCommand
{
    private const int Holds = 0;
    private const int Fails = 1;
    private const int Unreadable = 2;

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Arity = ArgumentArity.OneOrMore, Description = ".chat files" };
        var json = new Option<bool>("--json") { Description = "one JSON object a file instead of text: transcript, readings, expectations" };
        var pack = new Option<string?>("--pack") { HelpName = "DIR", Description = "this pack's folder instead of the one the file names" };
        var command = new Command("chat", "Runs .chat files through the bot with a database in memory and a clock of their own. Ends with 0 when every expectation holds, 1 when some do not, 2 when a file cannot be read.") { files, json, pack };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(files)!, parsed.GetValue(json), new ChatPacks(parsed.GetValue(pack)), new Listening(), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellation));
        return command;
    }

    /// <param name="listening">Trained models: costly, so that all files share them.</param>
    /// <param name="set">Other dialogs than the product's.</param>
    internal static async Task<int> RunAsync(IReadOnlyList<string> files, bool asJson, ChatPacks packs, Listening listening, TextWriter output, TextWriter error, CancellationToken cancellation, DialogSet? set = null)
    {
        // With --json only objects go to the output, so that another program can read it line by line.
        var printer = new ChatPrinter(asJson ? TextWriter.Null : output, asJson ? error : output);
        var (dialogs, status) = (set ?? StandardDialogs.Create(), Holds);
        foreach (var file in files)
        {
            var (setup, script, problems) = await ReadAsync(file, packs, cancellation);
            if (setup is null || script is null)
            {
                status = Unreadable;
                printer.CountUnreadable();
                if (asJson) await output.WriteLineAsync(ChatJson.Of(file, problems));
                foreach (var problem in problems) await error.WriteLineAsync(problem.ToString());
                continue;
            }
            var result = await ChatRun.RunAsync(script, setup, dialogs, listening, cancellation);
            if (result.Failed > 0 && status == Holds) status = Fails;
            if (asJson) await output.WriteLineAsync(ChatJson.Of(result));
            printer.Print(result);
        }
        printer.Close();
        return status;
    }

    private static async Task<(ChatSetup? Setup, ChatScript? Script, IReadOnlyList<ChatProblem> Problems)> ReadAsync(string file, ChatPacks packs, CancellationToken cancellation)
    {
        byte[] bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(file, cancellation);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return (null, null, [new ChatProblem(file, 0, $"this file cannot be read: {missing.Message}")]);
        }
        switch (ChatParser.Parse(file, bytes))
        {
            case ChatFile.Read(var script):
                var (setup, problems) = ChatSetup.Prepare(script, packs.Open);
                return (setup, script, problems);
            case ChatFile.Unreadable(var reasons):
                return (null, null, reasons);
            default:
                throw new UnreachableException();
        }
    }
}

/// <summary>The packs that `.chat` files name, each read once.</summary>
/// <param name="folder">The pack to use whatever a file names; null lets the file say.</param>
internal sealed class ChatPacks(string? folder)
{
    private const string Usual = "courier";
    private readonly ConcurrentDictionary<(string Folder, DateTimeOffset Now), ChatPack> opened = [];

    public ChatPack Open(string? name, DateTimeOffset now)
    {
        var path = folder ?? Path.Combine(ServerSettings.Read(ServerSettings.Configuration([])).PacksFolder, name ?? Usual);
        return opened.GetOrAdd((path, now), at => Load(at.Folder, at.Now));
    }

    private static ChatPack Load(string path, DateTimeOffset now)
    {
        if (!File.Exists(Path.Combine(path, "pack.yaml"))) return new ChatPack.Missing($"there is no pack in {path}");
        return PackLoader.Load(path, WordingKeys.All, now) switch
        {
            PackLoad.Loaded(var pack, _) => new ChatPack.Loaded(pack),
            var broken => new ChatPack.Missing($"the pack in {path} is broken: {string.Join("; ", broken.Problems.Where(p => !p.IsWarning).Take(3))}"),
        };
    }
}
