using System.Net;
using System.Net.Mail;
using System.Text;
using ServiceBot.Customers;
using ServiceBot.Turns;

namespace ServiceBot.Server.Reach;

/// <summary>Sends mail through the company's server. Plain text; the same message has the same Message-ID however often it is tried.</summary>
internal sealed class SmtpMail(MailSettings settings) : IReachSender
{
    public string Kind => CustomerReach.Mail;

    public async ValueTask<DeliveryOutcome> SendAsync(ReachMessage message, CancellationToken cancellation)
    {
        if (!MailAddress.TryCreate(message.Address, out var to)) return new DeliveryOutcome.Refused("the address is none that mail can be sent to");
        using var mail = new MailMessage(new MailAddress(settings.From), to)
        {
            Subject = OneLine(message.Subject), SubjectEncoding = Encoding.UTF8, Body = message.Text, BodyEncoding = Encoding.UTF8, IsBodyHtml = false,
        };
        mail.Headers.Add("Message-ID", $"<{message.Id}@{new MailAddress(settings.From).Host}>");
        // Out-of-office replies to a robot's mail help nobody (RFC 3834).
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Headers.Add("Content-Language", message.Locale.Tag());
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.IsEncrypted, DeliveryMethod = SmtpDeliveryMethod.Network };
        if (settings.User is { Length: > 0 } user) client.Credentials = new NetworkCredential(user, settings.Password);
        try
        {
            await client.SendMailAsync(mail, cancellation);
            return new DeliveryOutcome.Sent();
        }
        catch (SmtpException refused)
        {
            return Judge(refused);
        }
    }

    // The server's words may repeat the address; the code says enough, and logs hold no addresses.
    private static DeliveryOutcome Judge(SmtpException refused) => (int)refused.StatusCode switch
    {
        >= 400 and < 500 => new DeliveryOutcome.Failed($"the mail server answered {(int)refused.StatusCode} ({refused.StatusCode})"),
        >= 500 and < 600 => new DeliveryOutcome.Refused($"the mail server refuses with {(int)refused.StatusCode} ({refused.StatusCode}); check Reach:Mail or the address"),
        _ => new DeliveryOutcome.Failed($"the mail server cannot be reached or has broken off ({refused.InnerException?.GetType().Name ?? refused.StatusCode.ToString()})"),
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
