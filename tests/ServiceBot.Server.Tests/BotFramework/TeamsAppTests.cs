using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json.Nodes;
using ServiceBot.Packs;
using ServiceBot.Server.Channels.BotFramework.TeamsApp;

namespace ServiceBot.Server.Tests.BotFramework;

public sealed class TeamsAppTests
{
    private static readonly Guid AppId = Guid.Parse("3fa85f64-5717-4562-b3fc-2c963f66afa6");
    private static readonly LocalizedText Swallow = new("飞燕速递", "飛燕速遞", "Swallow Express");

    [Fact]
    public void The_manifest_has_what_the_schema_requires()
    {
        var manifest = Read(Swallow, "manifest.json");

        // Required by the published schema at the top level, in `developer`, `name`, `description`, `icons` and each bot.
        foreach (var path in new[]
        {
            "manifestVersion", "version", "id", "accentColor", "developer.name", "developer.websiteUrl", "developer.privacyUrl", "developer.termsOfUseUrl",
            "name.short", "description.short", "description.full", "icons.color", "icons.outline", "bots.0.botId", "bots.0.scopes", "localizationInfo.defaultLanguageTag",
        })
            At(manifest, path).ShouldNotBeNull(path);
        ((string)manifest["$schema"]!).ShouldEndWith($"/v{manifest["manifestVersion"]}/MicrosoftTeams.schema.json");
        ((string)manifest["id"]!).ShouldBe(AppId.ToString());
        ((string)manifest["bots"]![0]!["botId"]!).ShouldBe(AppId.ToString());
        manifest["bots"]![0]!["scopes"]!.AsArray().Select(s => (string)s!).ShouldBe(["personal", "team", "groupChat"]);
    }

    // The facts of https://developer.microsoft.com/json-schemas/teams/v1.17/MicrosoftTeams.schema.json that bear on what we write: it takes no other names at any of these places.
    [Theory]
    [InlineData("", "$schema manifestVersion version id developer localizationInfo name description icons accentColor bots permissions validDomains configurableTabs staticTabs composeExtensions webApplicationInfo devicePermissions showLoadingIndicator isFullScreen activities defaultInstallScope")]
    [InlineData("developer", "name websiteUrl privacyUrl termsOfUseUrl mpnId")]
    [InlineData("localizationInfo", "defaultLanguageTag defaultLanguageFile additionalLanguages")]
    [InlineData("localizationInfo.additionalLanguages.0", "languageTag file")]
    [InlineData("name", "short full")]
    [InlineData("description", "short full")]
    [InlineData("icons", "color outline")]
    [InlineData("bots.0", "botId configuration needsChannelSelector isNotificationOnly supportsFiles supportsCalling supportsVideo scopes commandLists")]
    [InlineData("bots.0.commandLists.0", "scopes commands")]
    [InlineData("bots.0.commandLists.0.commands.0", "title description")]
    public void Nothing_stands_in_the_manifest_that_the_schema_does_not_know(string path, string known)
    {
        var manifest = Read(Swallow, "manifest.json");

        (path.Length == 0 ? manifest : At(manifest, path))!.AsObject().Select(p => p.Key).Except(known.Split(' ')).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("manifestVersion", "^1\\.17$")]
    [InlineData("version", "^([0-9]|[1-9]+[0-9]*)\\.([0-9]|[1-9]+[0-9]*)\\.([0-9]|[1-9]+[0-9]*)$")]
    [InlineData("id", "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$")]
    [InlineData("bots.0.botId", "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$")]
    [InlineData("accentColor", "^#[0-9a-fA-F]{6}$")]
    [InlineData("developer.websiteUrl", "^[Hh][Tt][Tt][Pp][Ss]?://.{1,2040}$")]
    [InlineData("developer.privacyUrl", "^[Hh][Tt][Tt][Pp][Ss]?://.{1,2040}$")]
    [InlineData("developer.termsOfUseUrl", "^[Hh][Tt][Tt][Pp][Ss]?://.{1,2040}$")]
    [InlineData("localizationInfo.defaultLanguageTag", "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,2}$")]
    [InlineData("localizationInfo.additionalLanguages.0.languageTag", "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,2}$")]
    [InlineData("localizationInfo.additionalLanguages.0.file", "^[^/\\\\]{1,2000}\\.json$")]
    [InlineData("permissions.0", "^(identity|messageTeamMembers)$")]
    [InlineData("bots.0.commandLists.0.scopes.0", "^(team|personal|groupChat)$")]
    public void Each_value_has_the_form_that_the_schema_asks_for(string path, string form) =>
        ((string)At(Read(Swallow, "manifest.json"), path)!).ShouldMatch(form);

    [Theory]
    [InlineData("bots", 1)]
    [InlineData("bots.0.scopes", 3)]
    [InlineData("bots.0.commandLists", 3)]
    [InlineData("bots.0.commandLists.0.commands", 10)]
    [InlineData("permissions", 2)]
    [InlineData("validDomains", 16)]
    public void No_list_is_longer_than_the_schema_allows_or_says_a_thing_twice(string path, int most)
    {
        var items = At(Read(Swallow, "manifest.json"), path)!.AsArray().Select(item => item!.ToJsonString()).ToList();

        items.Count.ShouldBeLessThanOrEqualTo(most);
        items.ShouldBeUnique();
    }

    // …/MicrosoftTeams.Localization.schema.json: these names and no others.
    [Theory]
    [InlineData("zh-cn.json")]
    [InlineData("zh-tw.json")]
    [InlineData("zh-hk.json")]
    public void A_file_of_texts_has_the_names_that_its_schema_knows(string file)
    {
        var names = Read(Swallow, file).AsObject().Select(p => p.Key).ToList();

        names.Intersect(["name.short", "name.full", "description.short", "description.full"]).Count().ShouldBe(4);
        names.ShouldAllBe(name => name == "$schema" || System.Text.RegularExpressions.Regex.IsMatch(name, @"^(name|description)\.(short|full)$|^bots\[0\]\.commandLists\[[0-2]\]\.commands\[[0-9]\]\.(title|description)$"));
    }

    [Theory]
    [InlineData("Swallow Express")]
    [InlineData("The Amalgamated Long-Distance Parcel and Letter Delivery Company of Southern Guangdong, Hong Kong and Macao Limited")]
    public void Every_text_keeps_the_schemas_lengths(string company)
    {
        var name = new LocalizedText(company, company, company);
        var manifest = Read(name, "manifest.json");
        ((string)manifest["developer"]!["name"]!).Length.ShouldBeInRange(1, 32);

        foreach (var (shortName, fullName, shortText, fullText) in new[] { "zh-cn.json", "zh-tw.json", "zh-hk.json" }.Select(file => Read(name, file))
            .Select(f => ((string)f["name.short"]!, (string)f["name.full"]!, (string)f["description.short"]!, (string)f["description.full"]!))
            .Append(((string)manifest["name"]!["short"]!, (string)manifest["name"]!["full"]!, (string)manifest["description"]!["short"]!, (string)manifest["description"]!["full"]!)))
        {
            shortName.Length.ShouldBeInRange(1, 30);
            fullName.Length.ShouldBeInRange(1, 100);
            shortText.Length.ShouldBeInRange(1, 80);
            fullText.Length.ShouldBeInRange(1, 4000);
        }

        foreach (var command in manifest["bots"]![0]!["commandLists"]![0]!["commands"]!.AsArray())
        {
            ((string)command!["title"]!).Length.ShouldBeInRange(1, 32);
            ((string)command["description"]!).Length.ShouldBeInRange(1, 128);
        }
    }

    [Theory]
    [InlineData("zh-cn.json", "飞燕速递客服")]
    [InlineData("zh-tw.json", "飛燕速遞客服")]
    [InlineData("zh-hk.json", "飛燕速遞客服")]
    public void Each_further_language_has_its_file_and_its_name(string file, string name)
    {
        var manifest = Read(Swallow, "manifest.json");
        manifest["localizationInfo"]!["additionalLanguages"]!.AsArray().Select(l => (string)l!["file"]!).ShouldContain(file);

        ((string)Read(Swallow, file)["name.short"]!).ShouldBe(name);
    }

    [Theory]
    [InlineData("color.png", 192)]
    [InlineData("outline.png", 32)]
    public void The_icons_have_the_sizes_that_Teams_asks_for(string file, int size)
    {
        var png = Bytes(Swallow, file);

        png.AsSpan(1, 3).SequenceEqual("PNG"u8).ShouldBeTrue();
        BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)).ShouldBe(size);
        BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)).ShouldBe(size);
    }

    private static JsonNode Read(LocalizedText company, string file) => JsonNode.Parse(Bytes(company, file))!;

    private static byte[] Bytes(LocalizedText company, string file)
    {
        using var stream = new MemoryStream();
        var site = new Uri("https://swallow.example/");
        TeamsAppPackage.Write(stream, new TeamsAppOptions(AppId, company, "1.0.0", site, site, site));
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        using var entry = zip.GetEntry(file)!.Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static JsonNode? At(JsonNode node, string path) =>
        path.Split('.').Aggregate((JsonNode?)node, (at, step) => int.TryParse(step, out var index) ? at?[index] : at?[step]);
}
