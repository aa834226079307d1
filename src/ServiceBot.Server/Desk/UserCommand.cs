using System.CommandLine;
using System.Globalization;
using ServiceBot.Server.Admin;
using ServiceBot.Storage;

namespace ServiceBot.Server.Desk;

/// <summary>`servicebot user`: who works at the desk. Works beside a running server.</summary>
internal static class UserCommand
{
    public static Command Create() => new("user", "Agents of the desk: add one, change a password, end sessions, remove one, list them.")
    {
        Add(),
        Password(),
        EndSessions(),
        Map(),
        Remove(),
        List(),
    };

    private static Command Add()
    {
        var name = new Argument<string>("NAME") { Description = "What colleagues and customers see, and the sign-in name." };
        var role = new Option<string>("--role") { Description = "agent, supervisor or admin.", DefaultValueFactory = _ => "agent" };
        role.AcceptOnlyFromAmong("agent", "supervisor", "admin");
        var authority = new Option<string?>("--authority") { Description = "Most money by one act, as \"50.00 CNY\"; without it what the pack's policy gives the role." };
        var password = PasswordOption();
        var command = new Command("add", "Add an agent; prints a password unless one is given.") { name, role, authority, password };
        command.SetAction((parsed, cancellation) => WithAccountsAsync(async (accounts, _) =>
        {
            Money? most = null;
            if (parsed.GetValue(authority) is { } text && (most = ReadMoney(text)) is null) return OfflineCommand.Refuse($"--authority is \"{text}\"; write an amount and a currency, as \"50.00 CNY\".");
            var given = parsed.GetValue(password) ?? AgentPassword.Generate(IdSource.Random);
            switch (await accounts.AddAsync(parsed.GetRequiredValue(name), AgentRoles.FromWord(parsed.GetRequiredValue(role))!.Value, most, given, cancellation))
            {
                case AgentAdded.Added added:
                    Console.WriteLine($"{added.Agent.Name} ({added.Agent.Role.Word()}) can sign in at /desk{Shown(parsed.GetValue(password), given)}");
                    return 0;
                case AgentAdded.NameTaken taken:
                    return OfflineCommand.Refuse($"There is an agent named {taken.Name} already; `servicebot user password {taken.Name}` gives a new password.");
                case AgentAdded.Refused refused:
                    return OfflineCommand.Refuse(refused.Why);
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }, cancellation));
        return command;
    }

    private static Command Password()
    {
        var name = new Argument<string>("NAME");
        var password = PasswordOption();
        var command = new Command("password", "Give an agent a new password and end all sessions.") { name, password };
        command.SetAction((parsed, cancellation) => WithAgentAsync(parsed.GetRequiredValue(name), async (accounts, sessions, agent) =>
        {
            var given = parsed.GetValue(password) ?? AgentPassword.Generate(IdSource.Random);
            if (AgentPassword.Problem(given, agent.Name) is { } problem) return OfflineCommand.Refuse(problem);
            await accounts.SetPasswordAsync(agent.Id, given, cancellation);
            await sessions.EndAsync(agent.Id, only: null, except: null, cancellation);
            Console.WriteLine($"{agent.Name} has a new password and is signed out everywhere{Shown(parsed.GetValue(password), given)}");
            return 0;
        }, cancellation));
        return command;
    }

    private static Command EndSessions()
    {
        var name = new Argument<string>("NAME");
        var command = new Command("end-sessions", "Sign an agent out everywhere.") { name };
        command.SetAction((parsed, cancellation) => WithAgentAsync(parsed.GetRequiredValue(name), async (_, sessions, agent) =>
        {
            var ended = await sessions.EndAsync(agent.Id, only: null, except: null, cancellation);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{agent.Name}: {ended} sessions ended."));
            return 0;
        }, cancellation));
        return command;
    }

    private static Command Map()
    {
        var name = new Argument<string>("NAME");
        var teams = new Option<string>("--teams") { Description = "The object id of the Teams user in the directory (a GUID), or \"none\" to take the mapping away.", Required = true };
        var command = new Command("map", "Let a Teams user act as this agent in the agents' channel (Teams:AgentChannel).") { name, teams };
        command.SetAction((parsed, cancellation) => WithAgentAsync(parsed.GetRequiredValue(name), async (accounts, _, agent) =>
        {
            var given = parsed.GetRequiredValue(teams);
            var isNone = given.Equals("none", StringComparison.OrdinalIgnoreCase);
            if (!isNone && !Guid.TryParse(given, out Guid _)) return OfflineCommand.Refuse($"--teams is \"{given}\"; give the user's object id, a GUID as the directory shows it (Entra admin center, Users, the user's Overview), or none.");
            if (await accounts.MapTeamsAsync(agent.Id, isNone ? null : Guid.Parse(given).ToString("D"), cancellation) is { } other)
                return OfflineCommand.Refuse($"This Teams user is mapped to {other.Name} already; `servicebot user map {other.Name} --teams none` takes that away.");
            Console.WriteLine(isNone ? $"{agent.Name} is mapped to no Teams user any more." : $"{agent.Name} can serve customers in the agents' channel of Teams.");
            return 0;
        }, cancellation));
        return command;
    }

    private static Command Remove()
    {
        var name = new Argument<string>("NAME");
        var command = new Command("remove", "Take an agent's account away: signed out everywhere; what they have in hand goes back into the queue.") { name };
        command.SetAction((parsed, cancellation) => WithAgentAsync(parsed.GetRequiredValue(name), async (accounts, _, agent) =>
        {
            if (!await accounts.RemoveAsync(agent, cancellation)) return OfflineCommand.Refuse($"{agent.Name} is the last administrator; `servicebot user add NAME --role admin` makes another one first.");
            Console.WriteLine($"{agent.Name} is no agent any more.");
            return 0;
        }, cancellation));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "List the agents.");
        command.SetAction((_, cancellation) => WithAccountsAsync(async (accounts, _) =>
        {
            foreach (var agent in await accounts.ListAsync(cancellation)) Console.WriteLine($"{agent.Name}  {agent.Role.Word()}  {agent.Authority?.ToString() ?? "authority by role"}");
            return 0;
        }, cancellation));
        return command;
    }

    private static Option<string?> PasswordOption() =>
        new("--password") { Description = "At least 10 characters; without it one is generated and printed." };

    private static string Shown(string? given, string password) => given is null ? $". Password, shown only here: {password}" : ".";

    private static Task<int> WithAgentAsync(string name, Func<AgentAccounts, AgentSessions, Agent, Task<int>> act, CancellationToken cancellation) =>
        WithAccountsAsync(async (accounts, sessions) => await accounts.FindAsync(name, cancellation) is { } agent
            ? await act(accounts, sessions, agent)
            : OfflineCommand.Refuse($"There is no agent named {name}; `servicebot user list` shows all."), cancellation);

    private static Task<int> WithAccountsAsync(Func<AgentAccounts, AgentSessions, Task<int>> act, CancellationToken cancellation) =>
        OfflineCommand.RunAsync(async settings =>
        {
            await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
            using var hash = new PasswordHash();
            return await act(new AgentAccounts(database, hash, IdSource.Random, TimeProvider.System), new AgentSessions(database, IdSource.Random, TimeProvider.System));
        });

    private static Money? ReadMoney(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var amount, { Length: 3 } currency]
        && decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= 1_000_000_000m
            ? Money.FromDecimal(value, currency.ToUpperInvariant())
            : null;
}
