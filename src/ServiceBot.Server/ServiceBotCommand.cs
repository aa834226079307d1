using System.CommandLine;
using System.CommandLine.Help;
using ServiceBot.Server.Admin;
using ServiceBot.Server.Channels.BotFramework.TeamsApp;
using ServiceBot.Server.Chat;
using ServiceBot.Server.Desk;
using ServiceBot.Server.Evaluation;
using ServiceBot.Server.Sites;

namespace ServiceBot.Server;

/// <summary>The command line: a word of the table runs that command, anything else starts the server with framework settings (`--urls`, `--DirectLine:Secret`…).</summary>
internal static class ServiceBotCommand
{
    // The server starts without the table of commands.
    public static Task<int> RunAsync(string[] args) => IsServer(args) ? Serving.RunAsync(args) : Table().Parse(args).InvokeAsync();

    private static bool IsServer(string[] args) => args.Length == 0 || (args[0].StartsWith('-') && args[0] is not ("--help" or "-h" or "-?" or "--version"));

    private static Command Table() => new("servicebot", "ServiceBot: a first-line customer-service bot. Without a command it starts the server; settings are given as --urls URL, --SECTION:NAME VALUE, by environment or in appsettings.json.")
    {
        new HelpOption(),
        new VersionOption(),
        CheckCommand.Create(),
        UnknownsCommand.Create(),
        EvaluateCommand.Create(),
        ChatCommand.Create(),
        BackupCommand.Create(),
        RestoreCommand.Create(),
        EraseCommand.Create(),
        ParkedCommand.Create(),
        IncidentCommand.Create(),
        LedgerCommand.Create(),
        PromisesCommand.Create(),
        ToleranceCommand.Create(),
        CalibrateCommand.Create(),
        DriftCommand.Create(),
        PolicyCommand.Create(),
        UserCommand.Create(),
        TeamsAppCommand.Create(),
        SiteCommand.Create(),
    };
}
