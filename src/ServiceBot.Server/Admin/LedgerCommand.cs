using System.CommandLine;
using System.Globalization;
using ServiceBot.Recovery;

namespace ServiceBot.Server.Admin;

/// <summary>`servicebot ledger export`: the book as a table for a spreadsheet, one movement a line. Works beside a running server.</summary>
internal static class LedgerCommand
{
    private const int Page = 1_000;

    public static Command Create()
    {
        var from = new Option<string?>("--from") { Description = "First day (UTC), such as 2026-11-01; left out: from the beginning." };
        var to = new Option<string?>("--to") { Description = "Last day (UTC), included." };
        var site = new Option<string?>("--site") { Description = "Only this site." };
        var output = new Option<string?>("--out") { Description = "File to write; left out: to the screen." };
        var export = new Command("export", "Write the ledger as CSV: one line for each movement, with the account it left and the one it came to.") { from, to, site, output };
        export.SetAction((parsed, cancellation) => OfflineCommand.RunAsync(settings =>
            ExportAsync(settings, parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(site), parsed.GetValue(output), cancellation)));
        return new Command("ledger", "The book of what was given.") { export };
    }

    private static async Task<int> ExportAsync(ServerSettings settings, string? from, string? to, string? site, string? output, CancellationToken cancellation)
    {
        if (!OfflineCommand.IsDay(from, DateTimeOffset.UnixEpoch, out var begin)) return OfflineCommand.Refuse($"'{from}' is no day; write --from 2026-11-01.");
        if (!OfflineCommand.IsDay(to, DateTimeOffset.MaxValue.AddDays(-1), out var last)) return OfflineCommand.Refuse($"'{to}' is no day; write --to 2026-11-30.");
        await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
        // A byte order mark: without one a spreadsheet reads Chinese reasons as something else.
        await using var file = output is null ? null : new StreamWriter(output, append: false, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        var text = file ?? Console.Out;
        await text.WriteAsync(Csv.Row("at", "day", "site", "kind", "amount", "currency", "from account", "to account", "customer", "conversation", "case", "coupon", "expires", "given by", "policy", "reason", "entry", "good for", "not with", "minimum"));
        var count = 0;
        for (LedgerLine? after = null; ;)
        {
            var page = await database.ReadAsync((session, cancel) => LedgerLines.PageAsync(session, begin, last.AddDays(1), site, after, Page, cancel), cancellation);
            foreach (var line in page) await text.WriteAsync(Row(line));
            count += page.Count;
            if (page.Count < Page) break;
            after = page[^1];
        }

        if (file is not null) Console.WriteLine($"{count} movements written to {output}.");
        return 0;
    }

    private static string Row(LedgerLine line) => Csv.Row(
        Time(line.At), line.Day, line.Site, line.Kind, line.Amount.Amount.ToString("0.00", CultureInfo.InvariantCulture), line.Amount.Currency, line.From, line.To,
        line.Customer, line.Conversation, line.Case, Masked(line.Code), line.ExpiresAt is { } expires ? Time(expires) : "", line.GivenBy, line.PolicyVersion, line.Reason.ToString(), line.Entry,
        string.Join("; ", line.Terms?.GoodFor ?? []), string.Join("; ", line.Terms?.NotWith ?? []), line.Terms?.Minimum?.Amount.ToString("0.00", CultureInfo.InvariantCulture) ?? "");

    // Who holds the whole code can spend it.
    private static string Masked(string? code) => code is null ? "" : $"…{code[^4..]}";

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
