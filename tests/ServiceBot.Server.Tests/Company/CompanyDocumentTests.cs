using ServiceBot.Server.Tests.Desk;

namespace ServiceBot.Server.Tests.Company;

public sealed class CompanyDocumentTests(DeskServer server) : IClassFixture<DeskServer>
{
    private const string Committed = "docs/company-api.json";

    [Fact]
    public async Task The_committed_document_is_the_one_that_the_server_gives()
    {
        using var page = await server.OpenAsync("Documenter");

        var now = (await page.Http.GetStringAsync(new Uri("/api/company/openapi.json", UriKind.Relative))).ReplaceLineEndings("\n").TrimEnd() + "\n";

        var file = Path.Combine(Root(AppContext.BaseDirectory), Committed);
        if (Environment.GetEnvironmentVariable("SERVICEBOT_RENEW_DOCUMENT") == "1") await File.WriteAllTextAsync(file, now);
        (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n").ShouldBe(now, $"{Committed} has drifted. Run this test with SERVICEBOT_RENEW_DOCUMENT=1.");
    }

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "ServiceBot.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
