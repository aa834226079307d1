using System.Text;
using ServiceBot.Server.Reach;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Reach;

/// <summary>Mail to a server that takes it, refuses it, is slow, or is not there.</summary>
public sealed class SmtpMailTests
{
    private static readonly ReachMessage News = new("ob_1", "min@example.com", Locale.ZhHans, "飞燕速递：有新消息", "您的包裹已经在派送了。");

    private static SmtpMail To(int port, string? user = null, string? password = null, bool tls = false) => new(new MailSettings("127.0.0.1", port, "Swallow <service@swallow.example>", user, password, tls));

    [Fact]
    public async Task A_mail_arrives_with_its_text_and_an_id_of_its_own()
    {
        await using var server = new LoopbackSmtp();

        var outcome = await To(server.Port).SendAsync(News, default);

        outcome.ShouldBeOfType<DeliveryOutcome.Sent>();
        var mail = server.Mails.ShouldHaveSingleItem();
        mail.ShouldContain("<ob_1@swallow.example>");
        mail.ShouldContain("Auto-Submitted: auto-generated");
        server.Recipients.ShouldHaveSingleItem().ShouldContain("min@example.com");
        Encoding.UTF8.GetString(Convert.FromBase64String(string.Concat(mail.Split("\n\n", 2)[1].Split('\n')).Trim())).Trim().ShouldBe(News.Text);
    }

    [Fact]
    public async Task It_signs_in_where_the_server_wants_it()
    {
        await using var server = new LoopbackSmtp();

        await To(server.Port, "swallow", "s3cret").SendAsync(News, default);

        server.Commands.ShouldContain("swallow");
        server.Commands.ShouldContain("s3cret");
    }

    [Fact]
    public async Task A_refused_address_is_not_tried_again_and_not_repeated()
    {
        await using var server = new LoopbackSmtp { AnswerToRecipient = "550 5.1.1 <min@example.com> unknown" };

        var refused = (await To(server.Port).SendAsync(News, default)).ShouldBeOfType<DeliveryOutcome.Refused>();

        refused.Why.ShouldContain("550");
        refused.Why.ShouldNotContain("min@example.com");
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_full_or_busy_server_is_tried_again()
    {
        await using var server = new LoopbackSmtp { AnswerToRecipient = "451 4.3.0 later" };

        (await To(server.Port).SendAsync(News, default)).ShouldBeOfType<DeliveryOutcome.Failed>().Why.ShouldContain("451");
    }

    [Fact]
    public async Task A_server_that_is_down_is_tried_again()
    {
        int port;
        await using (var server = new LoopbackSmtp()) port = server.Port;

        (await To(port).SendAsync(News, default)).ShouldBeOfType<DeliveryOutcome.Failed>().Why.ShouldContain("cannot be reached");
    }

    [Fact]
    public async Task A_server_that_keeps_silent_is_left_when_the_time_is_over()
    {
        await using var server = new LoopbackSmtp { Slowness = new TaskCompletionSource().Task };
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Should.ThrowAsync<OperationCanceledException>(async () => await To(server.Port).SendAsync(News, deadline.Token));
    }

    [Fact]
    public async Task A_server_without_encryption_gets_nothing_where_encryption_is_set()
    {
        await using var server = new LoopbackSmtp();

        (await To(server.Port, "swallow", "s3cret", tls: true).SendAsync(News, default)).ShouldNotBeOfType<DeliveryOutcome.Sent>();

        server.Mails.ShouldBeEmpty();
        server.Commands.ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task A_line_break_in_a_subject_makes_no_header()
    {
        await using var server = new LoopbackSmtp();

        await To(server.Port).SendAsync(News with { Subject = "a\r\nBcc: all@example.com" }, default);

        server.Recipients.Count.ShouldBe(1);
    }
}
