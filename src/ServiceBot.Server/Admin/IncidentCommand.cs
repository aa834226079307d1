using System.CommandLine;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Turns;

namespace ServiceBot.Server.Admin;

/// <summary>`servicebot incident`: announce what has happened to many, end it, approve the remedy for all. A running server takes it within five seconds.</summary>
internal static class IncidentCommand
{
    public static Command Create() => new("incident", "Incidents: what has happened to many customers at once.") { Announce(), List(), Show(), End(), Approve() };

    private static Command Announce()
    {
        var kind = new Argument<string>("KIND") { Description = "A cause of the pack, such as weather or sorting." };
        var by = By();
        var site = new Option<string?>("--site") { Description = "The site; without it the first." };
        var area = new Option<string?>("--area") { Description = "Where: a place of the gazetteer." };
        var where = new Option<string[]>("--where") { Description = "A condition on the orders it affects, such as status=in-transit or promised<2026-11-22T00:00+08:00; may be repeated.", AllowMultipleArgumentsPerToken = true };
        var cause = Languages("cause", "The reason that customers are told");
        var words = Languages("words", "What customers are told besides");
        var until = new Option<DateTimeOffset?>("--until") { Description = "When it is expected to end, with its offset: 2026-11-22T12:00+08:00." };
        var tell = new Option<bool>("--tell") { Description = "Tell affected customers before they ask." };
        var coupon = new Option<decimal?>("--coupon") { Description = "A coupon for everybody affected; given once it is approved." };
        var command = new Command("announce", "Announce an incident.") { kind, by, site, area, where, until, tell, coupon };
        foreach (var option in cause.Concat(words)) command.Add(option);
        command.SetAction((parsed, cancellation) => OfflineCommand.RunAsync(async settings =>
        {
            await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
            var sites = await Sites.SiteRows.ListAsync(database, cancellation);
            var id = parsed.GetValue(site) ?? sites.FirstOrDefault()?.Id;
            if (sites.Find(s => s.Id == id) is not { } at) return OfflineCommand.Refuse($"There is no site '{id}'; `servicebot site list` shows them.");
            var load = Packs.PackLoader.Load(Path.Combine(settings.PacksFolder, at.Pack), Dialogs.WordingKeys.All, TimeProvider.System.GetUtcNow());
            if (load is not Packs.PackLoad.Loaded loaded) return OfflineCommand.Refuse($"The pack of site '{id}' is broken; `servicebot check` says where.");
            var pack = at.On(loaded.Pack);
            var incident = new AnnouncedIncident
            {
                Id = "",
                Site = at.Id,
                Kind = parsed.GetRequiredValue(kind),
                Area = parsed.GetValue(area),
                Where = parsed.GetValue(where) ?? [],
                Cause = Text(cause, parsed) ?? new LocalizedText("", "", ""),
                Words = Text(words, parsed),
                Until = parsed.GetValue(until),
                Tell = parsed.GetValue(tell),
                Coupon = parsed.GetValue(coupon) is { } amount ? Money.FromDecimal(amount, pack.Site.Currency) : null,
            };
            if (IncidentBook.Fault(incident, pack) is { } fault) return OfflineCommand.Refuse(fault);
            var announced = await Book(database).AnnounceAsync(incident, parsed.GetRequiredValue(by), cancellation);
            Console.WriteLine($"{announced.Id}  announced{(announced.Coupon is null ? "" : "; its coupon waits for `servicebot incident approve`")}");
            return 0;
        }));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "List incidents that have not been over for two weeks.");
        command.SetAction((_, cancellation) => OfflineCommand.RunAsync(async settings =>
        {
            await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
            foreach (var incident in await database.ReadAsync((session, cancel) => IncidentRows.ListAsync(session, TimeProvider.System.GetUtcNow().AddDays(-14), cancel), cancellation))
                Console.WriteLine($"{incident.Id}  {incident.Site}  {incident.Kind}  {incident.Area ?? "*"}  {string.Join(' ', incident.Where)}  {incident.Cause.En}{(incident.EndedAt is null ? "" : "  ended")}");
            return 0;
        }));
        return command;
    }

    private static Command Show()
    {
        var id = Id();
        var command = new Command("show", "Show an incident: what it says, whom it reached, who did what.") { id };
        command.SetAction((parsed, cancellation) => OfflineCommand.RunAsync(async settings =>
        {
            await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
            var wanted = parsed.GetRequiredValue(id);
            if (await database.ReadAsync((session, cancel) => IncidentRows.FindAsync(session, wanted, cancel), cancellation) is not { } incident) return OfflineCommand.Refuse(Missing(wanted));
            Console.WriteLine(incident.Json());
            foreach (var (what, count) in await database.ReadAsync((session, cancel) => IncidentRows.CountsAsync(session, wanted, cancel), cancellation)) Console.WriteLine($"  {what}: {count}");
            foreach (var (at, who, what) in await database.ReadAsync((session, cancel) => IncidentRows.JournalAsync(session, wanted, cancel), cancellation)) Console.WriteLine($"  {at:u}  {who}  {what}");
            return 0;
        }));
        return command;
    }

    private static Command End() => Change("end", "The incident is over: nobody else is told of it.", (book, id, by, cancel) => book.EndAsync(id, by, cancel));

    private static Command Approve() => Change("approve", "Approve its coupon, once for everybody affected, within the day's budget.", (book, id, by, cancel) => book.ApproveAsync(id, by, cancel));

    private static Command Change(string name, string description, Func<IncidentBook, string, string, CancellationToken, ValueTask<AnnouncedIncident?>> change)
    {
        var (id, by) = (Id(), By());
        var command = new Command(name, description) { id, by };
        command.SetAction((parsed, cancellation) => OfflineCommand.RunAsync(async settings =>
        {
            await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
            var wanted = parsed.GetRequiredValue(id);
            if (await change(Book(database), wanted, parsed.GetRequiredValue(by), cancellation) is not { } done) return OfflineCommand.Refuse(Missing(wanted));
            if (name == "approve" && done.Coupon is null) return OfflineCommand.Refuse($"{wanted} has no coupon to approve.");
            Console.WriteLine($"{done.Id}  {name}: done");
            return 0;
        }));
        return command;
    }

    private static IncidentBook Book(Database database) => new(database, IdSource.Random, TimeProvider.System);

    private static Argument<string> Id() => new("ID") { Description = "As `servicebot incident list` shows it." };

    private static Option<string> By() => new("--by") { Description = "Who says so; stands in the incident's journal.", Required = true };

    private static string Missing(string id) => $"There is no incident '{id}'; `servicebot incident list` shows them.";

    private static List<Option<string?>> Languages(string name, string what) =>
        [.. Locales.All.Select(l => new Option<string?>($"--{name}-{l.Tag().ToLowerInvariant()}") { Description = $"{what}, in {l.Tag()}." })];

    private static LocalizedText? Text(List<Option<string?>> options, ParseResult parsed) =>
        options.Any(o => parsed.GetValue(o) is not null) ? new LocalizedText(parsed.GetValue(options[0]) ?? "", parsed.GetValue(options[1]) ?? "", parsed.GetValue(options[2]) ?? "") : null;
}
