using System.CommandLine;
using ServiceBot.Dialogs;
using ServiceBot.Packs;
using ServiceBot.Server.Admin;
using ServiceBot.Server.Sites;

namespace ServiceBot.Server.Channels.BotFramework.TeamsApp;

/// <summary>`servicebot teams-app --app-id GUID`: writes the package that an administrator uploads to Teams.</summary>
internal static class TeamsAppCommand
{
    private static readonly Uri Placeholder = new("https://example.com/");

    public static Command Create()
    {
        var appId = new Option<string>("--app-id") { Description = "Application (client) id of the bot's registration.", Required = true };
        var output = new Option<string>("--out") { Description = "The file to write.", DefaultValueFactory = _ => "servicebot-teams.zip" };
        var pack = new Option<string?>("--pack") { Description = "Folder name of the pack whose company it is; the first configured site's unless given." };
        var name = new Option<string?>("--company") { Description = "Whose bot it is, instead of the pack's company, in all languages alike." };
        var version = new Option<string>("--app-version") { Description = "Version of the package; raise it for each upload.", DefaultValueFactory = _ => "1.0.0" };
        var website = new Option<string?>("--website") { Description = "https address of the company." };
        var privacy = new Option<string?>("--privacy") { Description = "https address of the privacy statement; the website unless given." };
        var terms = new Option<string?>("--terms") { Description = "https address of the terms of use; the website unless given." };
        var command = new Command("teams-app", "Write the Teams app package (manifest, texts in three languages, icons).") { appId, output, pack, name, version, website, privacy, terms };
        command.SetAction((parsed, _) => OfflineCommand.RunAsync(settings =>
        {
            if (!Guid.TryParse(parsed.GetValue(appId), out var id) || id == Guid.Empty) return Refuse($"--app-id is \"{parsed.GetValue(appId)}\"; give the application (client) id of the bot's registration, a GUID such as 11111111-2222-3333-4444-555555555555.");
            if (!IsVersion(parsed.GetValue(version)!)) return Refuse($"--app-version is \"{parsed.GetValue(version)}\"; write three numbers, such as 1.0.0.");
            var site = Address(parsed.GetValue(website), "--website", out var wrong) ?? Placeholder;
            var privacyUrl = wrong is null ? Address(parsed.GetValue(privacy), "--privacy", out wrong) : null;
            var termsUrl = wrong is null ? Address(parsed.GetValue(terms), "--terms", out wrong) : null;
            if (wrong is not null) return Refuse(wrong);

            var company = parsed.GetValue(name) is { Length: > 0 } given ? new LocalizedText(given, given, given) : CompanyOf(settings, parsed.GetValue(pack));
            var to = parsed.GetValue(output)!;
            Write(to, new TeamsAppOptions(id, company, parsed.GetValue(version)!, site, privacyUrl ?? site, termsUrl ?? site));
            Console.WriteLine($"{Path.GetFullPath(to)} written for {company.En}. Upload it in Teams: Apps, Manage your apps, Upload a custom app; or in the Teams admin centre.");
            if (site == Placeholder) Console.WriteLine("It names https://example.com/ as the company's website, privacy statement and terms. Give --website, --privacy and --terms before others install it.");
            return Task.FromResult(0);
        }));
        return command;
    }

    private static Task<int> Refuse(string why) => Task.FromResult(OfflineCommand.Refuse(why));

    private static void Write(string to, TeamsAppOptions options)
    {
        // Beside the target first: a full disk must not leave half a package under its name.
        var part = to + ".part";
        using (var file = File.Create(part)) TeamsAppPackage.Write(file, options);
        File.Move(part, to, overwrite: true);
    }

    private static LocalizedText CompanyOf(ServerSettings settings, string? pack)
    {
        var folder = Path.Combine(settings.PacksFolder, pack ?? (settings.Sites is [var first, ..] ? first.Pack : Site.DefaultPack));
        if (!File.Exists(Path.Combine(folder, "pack.yaml"))) throw new SettingException($"There is no pack in {folder}: it has no pack.yaml. Give --pack with the name of a folder in {settings.PacksFolder}, or --company.");
        return PackLoader.Load(folder, WordingKeys.All, TimeProvider.System.GetUtcNow()) is PackLoad.Loaded(var loaded, _)
            ? loaded.Site.Company
            : throw new SettingException($"The company's name is in the pack in {folder}, which is broken; `servicebot check {folder}` shows why. Or give --company.");
    }

    private static Uri? Address(string? text, string option, out string? wrong)
    {
        wrong = null;
        if (text is null) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && text.Length <= 2048) return uri;
        wrong = $"{option} is \"{text}\"; give an https address of at most 2,048 characters.";
        return null;
    }

    private static bool IsVersion(string text) => text.Split('.') is [var major, var minor, var patch] && new[] { major, minor, patch }.All(part => part.Length is > 0 and <= 9 && part.All(char.IsAsciiDigit) && (part == "0" || part[0] != '0'));
}
