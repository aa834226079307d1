using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Server.Channels.DirectLine;
using ServiceBot.Server.Chat;
using ServiceBot.Server.Desk;
using ServiceBot.Server.Tests.Desk;
using ServiceBot.Storage;

namespace ServiceBot.Server.Tests.DirectLine;

/// <summary>Files that customers send.</summary>
public class UploadTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly byte[] Picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 1, 2, 3];

    private readonly RunningServer server = shared.Server;

    [Fact]
    public async Task A_form_as_the_official_client_sends_it_becomes_one_message_with_its_files()
    {
        var line = await Line.StartAsync(server);
        var activity = """{"type":"message","text":"看，坏了","from":{"id":"u1"},"channelData":{"clientActivityID":"up1"},"attachments":[{"contentType":"image/png","name":"破损.png"},{"contentType":"application/pdf","name":"b.pdf"}]}""";

        var answer = await UploadAsync(line, Form(activity, ("破损.png", "image/png", Picture), ("b.pdf", "application/pdf", "%PDF"u8.ToArray())));

        answer.Status.ShouldBe(200, answer.Body.ToString());
        answer.Text("id").ShouldStartWith($"{line.Id}|");
        var echo = (await line.OwnAsync()).Single();
        echo.GetProperty("text").GetString().ShouldBe("看，坏了");
        echo.GetProperty("channelData").GetProperty("clientActivityID").GetString().ShouldBe("up1");
        var files = echo.GetProperty("attachments").EnumerateArray().ToList();
        files.Select(f => f.GetProperty("name").GetString()).ShouldBe(["破损.png", "b.pdf"]);
        files.Select(f => f.GetProperty("contentType").GetString()).ShouldBe(["image/png", "application/pdf"]);
        files[0].GetProperty("contentUrl").GetString().ShouldStartWith($"{server.Url}v3/directline/uploads/up_");
        (await LinkAsync(files[0])).Bytes.ShouldBe(Picture);
    }

    [Fact]
    public async Task A_raw_body_is_a_message_with_one_file()
    {
        var line = await Line.StartAsync(server);

        var answer = await UploadAsync(line, Raw(Picture, "image/png", "attachment; name=\"file\"; filename=\"badjokeeel.jpg\""), "?userId=u9");

        answer.Status.ShouldBe(200);
        var echo = (await line.OwnAsync()).Single();
        echo.GetProperty("from").GetProperty("id").GetString().ShouldBe("u9");
        echo.GetProperty("attachments")[0].GetProperty("name").GetString().ShouldBe("badjokeeel.jpg");
    }

    [Fact]
    public async Task A_form_without_an_activity_is_a_message_all_the_same()
    {
        var line = await Line.StartAsync(server);

        (await UploadAsync(line, Form(null, ("a.png", "image/png", Picture)), "?userId=u1")).Status.ShouldBe(200);

        (await line.OwnAsync()).Single().GetProperty("attachments").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task The_link_gives_the_bytes_as_a_download_that_runs_nothing()
    {
        var line = await Line.StartAsync(server);
        await UploadAsync(line, Form(null, ("照片 1.png", "image/png", Picture)));

        var link = await LinkAsync((await line.OwnAsync()).Single().GetProperty("attachments")[0]);

        link.Status.ShouldBe(200);
        link.Header("Content-Type").ShouldBe("image/png");
        link.Header("Content-Disposition").ShouldBe("attachment; filename=\"__ 1.png\"; filename*=UTF-8''%E7%85%A7%E7%89%87%201.png");
        link.Header("X-Content-Type-Options").ShouldBe("nosniff");
        link.Header("Content-Security-Policy").ShouldBe("sandbox; default-src 'none'");
    }

    [Theory]
    [InlineData("text/html", "<script>alert(1)</script>")]
    [InlineData("image/svg+xml", "<svg onload='alert(1)'/>")]
    [InlineData("application/xhtml+xml", "<html/>")]
    [InlineData("text/xml", "<x/>")]
    [InlineData("not a type", "x")]
    [InlineData("image/png\r\nX-Evil: 1", "x")]
    public async Task What_a_browser_could_run_is_only_bytes(string contentType, string content)
    {
        var line = await Line.StartAsync(server);
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        file.Headers.TryAddWithoutValidation("Content-Type", contentType.Replace("\r\n", " ", StringComparison.Ordinal));

        (await UploadAsync(line, new MultipartFormDataContent { { file, "file", "a.html" } })).Status.ShouldBe(200);

        var attachment = (await line.OwnAsync()).Single().GetProperty("attachments")[0];
        attachment.GetProperty("contentType").GetString().ShouldBe("application/octet-stream");
        (await LinkAsync(attachment)).Header("Content-Type").ShouldBe("application/octet-stream");
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\me\\photo.jpg", "photo.jpg")]
    [InlineData("gnp.\u202Egpj.exe", "gnp.gpj.exe")]
    [InlineData("..", "file")]
    [InlineData("", "file")]
    public async Task File_names_are_made_harmless(string given, string kept)
    {
        var line = await Line.StartAsync(server);

        await UploadAsync(line, Form(null, (given, "image/png", Picture)));

        (await line.OwnAsync()).Single().GetProperty("attachments")[0].GetProperty("name").GetString().ShouldBe(kept);
    }

    [Fact]
    public async Task An_attachment_has_at_most_4_MB()
    {
        var line = await Line.StartAsync(server);

        var largest = await UploadAsync(line, Form(null, ("a", "image/png", new byte[4_194_304])));
        var tooLarge = await UploadAsync(line, Form(null, ("a", "image/png", new byte[4_194_305])));
        var tooLargeRaw = await UploadAsync(line, Raw(new byte[4_194_305], "image/png", "attachment; filename=a"));

        largest.Status.ShouldBe(200);
        tooLarge.Status.ShouldBe(413);
        tooLarge.Code.ShouldBe("MessageSizeTooBig");
        tooLargeRaw.Status.ShouldBe(413);
        (await line.OwnAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_refused_leaves_no_file()
    {
        using var data = new DataFolder();
        await using var own = await RunningServer.StartAsync(data);
        var line = await Line.StartAsync(own);

        await UploadAsync(line, Form(null, ("good.png", "image/png", Picture), ("bad.png", "image/png", new byte[5_000_000])));
        await UploadAsync(line, Form("""{"type":"event","name":"x"}""", ("good.png", "image/png", Picture)));
        await UploadAsync(line, Form("""{"type":"message","text":5}""", ("good.png", "image/png", Picture)));

        Files(data).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_sent_twice_is_stored_once()
    {
        using var data = new DataFolder();
        await using var own = await RunningServer.StartAsync(data);
        var line = await Line.StartAsync(own);
        const string activity = """{"type":"message","channelData":{"clientActivityID":"again"}}""";

        var first = await UploadAsync(line, Form(activity, ("a.png", "image/png", Picture)));
        var second = await UploadAsync(line, Form(activity, ("a.png", "image/png", Picture)));

        second.Text("id").ShouldBe(first.Text("id"));
        (await line.OwnAsync()).Count.ShouldBe(1);
        Files(data).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Broken_forms_are_refused()
    {
        var line = await Line.StartAsync(server);

        (await UploadAsync(line, new MultipartFormDataContent { { new StringContent("{}"), "nothing" } })).Status.ShouldBe(200, "any part with bytes is a file");
        (await UploadAsync(line, Typed("x", "multipart/form-data"))).Code.ShouldBe("BadArgument");
        (await UploadAsync(line, Typed("x", $"multipart/form-data; boundary={new string('b', 100)}"))).Code.ShouldBe("BadArgument");
        (await UploadAsync(line, Typed("--b\r\nContent-Disposition: form-data; name=f; filename=a\r\n\r\nunfinished", "multipart/form-data; boundary=b"))).Status.ShouldBe(400);
        (await UploadAsync(line, Form("""{"type":"message"}"""))).Message.ShouldBe("There is no file in this upload.");
        (await UploadAsync(line, Form(null, [.. Enumerable.Range(0, 11).Select(i => ($"{i}", "image/png", Picture))]))).Message.ShouldBe("An upload has at most 10 files.");
    }

    [Theory]
    [InlineData("up_00000000000000000000000000")]
    [InlineData("x")]
    [InlineData("..%2f..%2fservicebot.db")]
    public async Task Links_cannot_be_guessed_or_bent(string id)
    {
        var answer = await server.SendAsync(HttpMethod.Get, $"{Line.Root}/uploads/{id}");

        answer.Status.ShouldBe(404);
        answer.Code.ShouldBe("UploadNotFound");
    }

    [Fact]
    public async Task A_link_ends_after_24_hours()
    {
        using var data = new DataFolder();
        var start = DateTimeOffset.UtcNow;
        JsonElement attachment;
        await using (var own = await RunningServer.StartAsync(data, time: new ManualTime(start)))
        {
            var line = await Line.StartAsync(own);
            await UploadAsync(line, Form(null, ("a.png", "image/png", Picture)));
            attachment = (await line.OwnAsync()).Single().GetProperty("attachments")[0];
        }

        await using (var after23Hours = await RunningServer.StartAsync(data, time: new ManualTime(start.AddHours(23))))
            (await LinkAsync(after23Hours, attachment)).Status.ShouldBe(200);
        await using (var after25Hours = await RunningServer.StartAsync(data, time: new ManualTime(start.AddHours(25))))
            (await LinkAsync(after25Hours, attachment)).Status.ShouldBe(404);

        Files(data).Count.ShouldBe(1, "the file stays as long as its case");
    }

    [Fact]
    public async Task An_agent_opens_a_file_as_long_as_it_lives_and_nobody_else_by_that_address()
    {
        using var data = new DataFolder();
        var time = new ManualTime(DateTimeOffset.UtcNow);
        await using var own = await RunningServer.StartAsync(data, time: time);
        var line = await Line.StartAsync(own);
        await UploadAsync(line, Form(null, ("a.png", "image/png", Picture)));
        var link = new Uri((await line.OwnAsync()).Single().GetProperty("attachments")[0].GetProperty("contentUrl").GetString()!);
        var address = link.AbsolutePath.Replace("/v3/directline/", "/api/desk/", StringComparison.Ordinal);
        time.Advance(TimeSpan.FromHours(25));
        (await own.Services.GetRequiredService<AgentAccounts>().AddAsync("Lin", AgentRole.Agent, null, DeskServer.Password, CancellationToken.None)).ShouldBeOfType<AgentAdded.Added>();
        using var agent = new DeskPage(own.Url);
        (await agent.SignInAsync("Lin", DeskServer.Password)).EnsureSuccessStatusCode();

        var opened = await agent.Http.GetAsync(new Uri(address, UriKind.Relative));
        var stranger = await own.SendAsync(HttpMethod.Get, address, line.Token);
        var unknown = await agent.Http.GetAsync(new Uri("/api/desk/uploads/up_unknown0000", UriKind.Relative));

        (await own.SendAsync(HttpMethod.Get, link.AbsolutePath)).Status.ShouldBe(404);
        (await opened.Content.ReadAsByteArrayAsync()).ShouldBe(Picture);
        opened.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        opened.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
        stranger.Status.ShouldBe(401);
        ((int)unknown.StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task Files_go_when_their_conversation_has_been_over_for_30_days_and_stay_while_a_case_is_open()
    {
        using var data = new DataFolder();
        var begun = DateTimeOffset.UtcNow;
        await using (var own = await RunningServer.StartAsync(data, time: new ManualTime(begun)))
        {
            var (over, open) = (await Line.StartAsync(own), await Line.StartAsync(own));
            await UploadAsync(over, Form(null, ("over.png", "image/png", Picture)));
            await UploadAsync(open, Form(null, ("open.png", "image/png", [1, 2, 3])));
            await over.AtLeastAsync(3);
            await open.AtLeastAsync(3);
            await own.Services.GetRequiredService<Database>().WriteAsync((session, cancel) => session.Statement("""
                insert into complaint_case (id, conversation_id, customer_id, site, kind, closed, opened_at, json) values ('cs_open', @id, 'cu', 'main', 'damaged-parcel', 0, 0, '{}')
                """).Set("@id", open.Id).ExecuteAsync(cancel), CancellationToken.None);
        }

        await SweepAtAsync(data, begun.AddDays(29));
        var after29Days = Files(data).Count;
        await SweepAtAsync(data, begun.AddDays(31));

        after29Days.ShouldBe(2);
        (await File.ReadAllBytesAsync(Files(data).ShouldHaveSingleItem())).ShouldBe([1, 2, 3]);
    }

    // A server that is started then: a month of every worker's seconds would take minutes.
    private static async Task SweepAtAsync(DataFolder data, DateTimeOffset then)
    {
        await using var server = await RunningServer.StartAsync(data, time: new ManualTime(then));
        await server.Services.GetRequiredService<UploadSweep>().SweepAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_file_that_no_message_ever_got_goes_after_an_hour()
    {
        using var data = new DataFolder();
        var time = new ManualTime(DateTimeOffset.UtcNow);
        await using var own = await RunningServer.StartAsync(data, time: time);
        var line = await Line.StartAsync(own);
        await UploadAsync(line, Form(null, ("a.png", "image/png", Picture)));
        var kept = Files(data).Single();
        var orphan = Path.Combine(Path.GetDirectoryName(kept)!, "up_left-by-a-crash");
        await File.WriteAllBytesAsync(orphan, [1]);
        var sweep = own.Services.GetRequiredService<UploadSweep>();

        await sweep.SweepAsync(CancellationToken.None);
        var early = Files(data).Count;
        time.Advance(TimeSpan.FromHours(2));
        await sweep.SweepAsync(CancellationToken.None);

        early.ShouldBe(2);
        Files(data).ShouldBe([kept]);
    }

    [Fact]
    public async Task Strangers_upload_so_much_a_day_and_all_together_so_much()
    {
        using var data = new DataFolder();
        string[] limit = ["--DirectLine:Limits:UploadMegabytesPerDay", "5"];
        await using (var perDay = await RunningServer.StartAsync(data, settings: limit))
            (await UploadAsync(await Line.StartPublicAsync(perDay), Form(null, ("a", "image/png", new byte[3_000_000])))).Status.ShouldBe(200);

        await using var restarted = await RunningServer.StartAsync(data, settings: limit);
        var second = await UploadAsync(await Line.StartPublicAsync(restarted), Form(null, ("b", "image/png", new byte[3_000_000])));

        second.Status.ShouldBe(429);
        second.Code.ShouldBe("TooManyRequests");
        Files(data).Count.ShouldBe(1);
    }

    [Fact]
    public async Task When_the_share_of_the_disk_is_used_up_uploads_answer_507()
    {
        using var data = new DataFolder();
        await using var full = await RunningServer.StartAsync(data, settings: ["--DirectLine:Limits:DiskMegabytes", "1"]);
        var line = await Line.StartAsync(full);

        (await UploadAsync(line, Form(null, ("a", "image/png", new byte[2_000_000])))).Status.ShouldBe(200);
        var second = await UploadAsync(line, Form(null, ("b", "image/png", Picture)));

        second.Status.ShouldBe(507);
        second.Code.ShouldBe("StorageFull");
        (await line.SayAsync("words still go")).Status.ShouldBe(200);
    }

    private static MultipartFormDataContent Form(string? activity, params (string Name, string Type, byte[] Bytes)[] files)
    {
        var form = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        if (activity is not null) form.Add(Typed(activity, "application/vnd.microsoft.activity"), "activity", "blob");
        foreach (var (name, type, bytes) in files)
        {
            var file = new ByteArrayContent(bytes);
            file.Headers.ContentType = new MediaTypeHeaderValue(type);
            // As browsers write it: UTF-8 between quotes.
            file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{name.Replace("\\", "\\\\", StringComparison.Ordinal)}\"");
            form.Add(file);
        }

        return form;
    }

    private static ByteArrayContent Raw(byte[] bytes, string type, string disposition)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        content.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
        return content;
    }

    private static ByteArrayContent Typed(string text, string type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private static Task<Answer> UploadAsync(Line line, HttpContent content, string query = "") =>
        line.Server.SendAsync(HttpMethod.Post, $"{line.Path}/upload{query}", line.Token, content);

    private Task<Answer> LinkAsync(JsonElement attachment) => LinkAsync(server, attachment);

    private static Task<Answer> LinkAsync(RunningServer of, JsonElement attachment) => of.SendAsync(HttpMethod.Get, new Uri(attachment.GetProperty("contentUrl").GetString()!).AbsolutePath);

    private static List<string> Files(DataFolder data)
    {
        var uploads = Path.Combine(data.Path, "uploads");
        return Directory.Exists(uploads) ? [.. Directory.EnumerateFiles(uploads, "*", SearchOption.AllDirectories)] : [];
    }
}
