using System.CommandLine;
using ServiceBot.Server.Channels.DirectLine;
using ServiceBot.Turns;

namespace ServiceBot.Server.Admin;

/// <summary>`servicebot erase`: takes all that is kept of one customer out of the database and the uploads; shows first what that is. Works beside a running server.</summary>
internal static class EraseCommand
{
    public static Command Create()
    {
        var who = new Argument<string>("CUSTOMER") { Description = "The company's customer id, ours (cu_…), a conversation (cv_…), or an address they gave: mail, number, channel id." };
        var site = new Option<string?>("--site") { Description = "Which site, where two know the same id." };
        var yes = new Option<bool>("--yes") { Description = "Erase. Without it nothing is changed: what would go is shown." };
        var command = new Command("erase", "Erase one customer: conversations, cases, promises, addresses, files. Money in the ledger stays, without the person.") { who, site, yes };
        command.SetAction((parsed, cancellation) => OfflineCommand.RunAsync(settings =>
            EraseAsync(settings, parsed.GetRequiredValue(who), parsed.GetValue(site), parsed.GetValue(yes), parsed.InvocationConfiguration.Output, cancellation)));
        return command;
    }

    private static async Task<int> EraseAsync(ServerSettings settings, string who, string? site, bool isMeant, TextWriter output, CancellationToken cancellation)
    {
        await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
        var erasure = new Erasure(database);
        switch (await erasure.FindAsync(who, site, cancellation))
        {
            case []:
                return OfflineCommand.Refuse($"Nothing is kept of '{who}'{(site is null ? "" : $" on the site {site}")}: no customer has this id, conversation or address. The desk shows a customer's id beside each chat.");
            case [var customer]:
                output.WriteLine(Described(customer));
                if (customer.OnTheirWay.Count > 0)
                    return OfflineCommand.Refuse($"Still on its way for this customer: {string.Join(", ", customer.OnTheirWay.Select(remedy => remedy.Replace(" ", " in case ", StringComparison.Ordinal)))}. Whoever is paid has to be known until it is done: confirm it or report it as failed at the desk, then erase.");
                if (!isMeant)
                {
                    output.WriteLine("Nothing was erased. To erase it for good, say so: add --yes.");
                    return 0;
                }

                var erased = await erasure.EraseAsync(customer.Id, cancellation);
                UploadStore.Delete(settings.DataFolder, erased.Files);
                await erasure.FoldInAsync(cancellation);
                output.WriteLine($"Erased {customer.Id.Value}. Backups made before still hold it; a running server forgets a conversation it has in memory within 10 minutes, orders of your system within Facts' StaleFor.");
                return 0;
            case var several:
                foreach (var each in several) output.WriteLine(Described(each));
                return OfflineCommand.Refuse($"'{who}' is {several.Count} customers. Say which: by --site, or by its id (cu_…), one after the other.");
        }
    }

    private static string Described(ErasableCustomer customer) =>
        $"{customer.Id.Value}  site {customer.Site}{(customer.ExternalId is null ? "" : $", {customer.ExternalId}")}{(customer.Name is null ? "" : $", {customer.Name}")}: "
        + $"{Count(customer.Conversations, "conversation")} with {Count(customer.Messages, "message")}, {Count(customer.Files, "file")}; {Count(customer.LedgerEntries, "ledger entry", "ledger entries")} of money stay without the person.";

    private static string Count(long count, string one, string? more = null) => $"{count} {(count == 1 ? one : more ?? one + "s")}";
}
