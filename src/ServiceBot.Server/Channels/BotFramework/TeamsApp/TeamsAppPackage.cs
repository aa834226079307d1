using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServiceBot.Server.Channels.BotFramework.TeamsApp;

/// <summary>The ZIP that is uploaded to Teams: manifest, one file of texts for each further language, two icons of our own.</summary>
internal static class TeamsAppPackage
{
    // All clouds take this one; nothing that came later is used.
    private const string SchemaVersion = "1.17";
    private const string Schema = $"https://developer.microsoft.com/json-schemas/teams/v{SchemaVersion}/";
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream to, TeamsAppOptions options)
    {
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        Add(zip, "manifest.json", Manifest(options));
        var simplified = Texts(TeamsAppTexts.Simplified(options.Company));
        var traditional = Texts(TeamsAppTexts.Traditional(options.Company));
        Add(zip, "zh-cn.json", simplified);
        Add(zip, "zh-tw.json", traditional);
        Add(zip, "zh-hk.json", traditional);
        AddIcon(zip, "color.png");
        AddIcon(zip, "outline.png");
    }

    private static JsonObject Manifest(TeamsAppOptions options)
    {
        var texts = TeamsAppTexts.English(options.Company);
        return new JsonObject
        {
            ["$schema"] = Schema + "MicrosoftTeams.schema.json",
            ["manifestVersion"] = SchemaVersion,
            ["version"] = options.Version,
            ["id"] = options.AppId.ToString(),
            ["developer"] = new JsonObject
            {
                ["name"] = options.Company.En.Length <= 32 ? options.Company.En : options.Company.En[..32].TrimEnd(),
                ["websiteUrl"] = options.Website.ToString(),
                ["privacyUrl"] = options.Privacy.ToString(),
                ["termsOfUseUrl"] = options.Terms.ToString(),
            },
            ["localizationInfo"] = new JsonObject
            {
                ["defaultLanguageTag"] = "en",
                ["additionalLanguages"] = new JsonArray(Language("zh-cn"), Language("zh-tw"), Language("zh-hk")),
            },
            ["name"] = new JsonObject { ["short"] = texts.ShortName, ["full"] = texts.FullName },
            ["description"] = new JsonObject { ["short"] = texts.ShortDescription, ["full"] = texts.FullDescription },
            ["icons"] = new JsonObject { ["color"] = "color.png", ["outline"] = "outline.png" },
            ["accentColor"] = "#0F6CBD",
            ["bots"] = new JsonArray(new JsonObject
            {
                ["botId"] = options.AppId.ToString(),
                ["scopes"] = Scopes(),
                ["supportsFiles"] = false,
                ["isNotificationOnly"] = false,
                ["commandLists"] = new JsonArray(new JsonObject
                {
                    ["scopes"] = Scopes(),
                    ["commands"] = new JsonArray([.. texts.Commands.Select(c => new JsonObject { ["title"] = c.Title, ["description"] = c.Description })]),
                }),
            }),
            ["permissions"] = new JsonArray("identity", "messageTeamMembers"),
            ["validDomains"] = new JsonArray(),
        };
    }

    private static JsonObject Texts(TeamsAppTexts texts)
    {
        var file = new JsonObject
        {
            ["$schema"] = Schema + "MicrosoftTeams.Localization.schema.json",
            ["name.short"] = texts.ShortName,
            ["name.full"] = texts.FullName,
            ["description.short"] = texts.ShortDescription,
            ["description.full"] = texts.FullDescription,
        };
        for (var i = 0; i < texts.Commands.Count; i++)
        {
            file[$"bots[0].commandLists[0].commands[{i}].title"] = texts.Commands[i].Title;
            file[$"bots[0].commandLists[0].commands[{i}].description"] = texts.Commands[i].Description;
        }

        return file;
    }

    private static JsonObject Language(string tag) => new() { ["languageTag"] = tag, ["file"] = $"{tag}.json" };

    private static JsonArray Scopes() => new("personal", "team", "groupChat");

    private static void Add(ZipArchive zip, string name, JsonObject content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(JsonSerializer.SerializeToUtf8Bytes(content, Readable));
    }

    private static void AddIcon(ZipArchive zip, string name)
    {
        using var icon = typeof(TeamsAppPackage).Assembly.GetManifestResourceStream($"TeamsApp.{name}")!;
        using var entry = zip.CreateEntry(name).Open();
        icon.CopyTo(entry);
    }
}
