using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using ServiceBot.Server.Tests.Desk;
using ServiceBot.Tests;

namespace ServiceBot.Server.Tests.Pages;

public sealed class PageTests(DeskServer server) : IClassFixture<DeskServer>
{
    [PageTheory]
    [InlineData("/")]
    [InlineData("/desk")]
    [InlineData("/desk/")]
    [InlineData("/desk/anything")]
    public async Task A_page_runs_no_script_but_its_files(string path)
    {
        using var http = new HttpClient { BaseAddress = server.Address };

        var answer = await http.GetAsync(new Uri(path, UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("default-src 'self'");
        policy.ShouldContain("script-src 'self';");
        policy.ShouldNotContain("unsafe");
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldNotContain("__CSP_NONCE__");
        Regex.Count(html, "<script").ShouldBe(Regex.Count(html, "<script[^>]* src=\"/assets/"));
        html.ShouldNotContain("<style");
    }

    [PageFact]
    public async Task Each_answer_has_a_nonce_of_its_own()
    {
        using var http = new HttpClient { BaseAddress = server.Address };

        var first = await http.GetAsync(new Uri("/desk", UriKind.Relative));
        var second = await http.GetAsync(new Uri("/desk", UriKind.Relative));

        first.Headers.GetValues("Content-Security-Policy").Single().ShouldNotBe(second.Headers.GetValues("Content-Security-Policy").Single());
        first.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [PageFact]
    public async Task Files_with_a_hash_in_their_name_are_kept_for_ever_and_are_whole_with_gzip_too()
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var files = Regex.Matches(await http.GetStringAsync(new Uri("/desk", UriKind.Relative)), "/assets/[^\"]+").Select(m => m.Value).ToList();
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");

        files.Count.ShouldBeGreaterThan(2);
        foreach (var file in files)
        {
            var answer = await http.GetAsync(new Uri(file, UriKind.Relative));
            answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            if (answer.Content.Headers.ContentEncoding.Contains("gzip")) bytes = await UnzipAsync(bytes);
            bytes.ShouldBe(await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "src/ServiceBot.Server/wwwroot" + file)), file);
        }
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/assets/nothing.js")]
    [InlineData("/demo/index.html/..%2f..%2fservicebot.db")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var http = new HttpClient { BaseAddress = server.Address };

        (await http.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<byte[]> UnzipAsync(byte[] zipped)
    {
        await using var gzip = new GZipStream(new MemoryStream(zipped), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        await gzip.CopyToAsync(plain);
        return plain.ToArray();
    }
}
