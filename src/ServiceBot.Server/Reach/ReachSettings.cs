using ServiceBot.Customers;
using ServiceBot.Outbound;
using ServiceBot.Turns;

namespace ServiceBot.Server.Reach;

/// <summary>The section <c>Reach</c>: how customers who have left the page hear from us.</summary>
internal sealed record ReachSettings(MailSettings? Mail, GatewaySettings? Gateway, Uri? Page)
{
    private const int ShortestSecret = 16;

    public ReachWays Ways => new([.. Mail is null ? (string[])[] : [CustomerReach.Mail], .. Gateway is null ? (string[])[] : [CustomerReach.Text]], Page);

    /// <exception cref="SettingException">A setting is wrong; all sentences.</exception>
    public static ReachSettings Read(IConfiguration configuration, OutboundSettings outbound)
    {
        List<string> problems = [];
        var section = configuration.GetSection("Reach");
        var settings = new ReachSettings(MailIn(section.GetSection("Mail"), problems), GatewayIn(section.GetSection("Gateway"), outbound, problems), PageIn(section["Page"], problems));
        return problems.Count == 0 ? settings : throw new SettingException(string.Join('\n', problems));
    }

    private static MailSettings? MailIn(IConfigurationSection section, List<string> problems)
    {
        if (section["Host"] is not { Length: > 0 } host)
        {
            if (section.GetChildren().Any()) problems.Add("Reach:Mail is set without Reach:Mail:Host: give the mail server's name, or leave the section out.");
            return null;
        }

        var port = 587;
        if (section["Port"] is { Length: > 0 } text && (!int.TryParse(text, out port) || port is < 1 or > 65535)) problems.Add($"Reach:Mail:Port is '{text}': write a number such as 587.");
        if (section["From"] is not { Length: > 0 } from || !System.Net.Mail.MailAddress.TryCreate(from, out _))
        {
            problems.Add($"Reach:Mail:From is '{section["From"]}': write the address that mails come from, such as \"Swallow Express <service@example.com>\".");
            from = "nobody@localhost";
        }

        var tls = section["Tls"] is { Length: > 0 } word ? word : "starttls";
        if (tls is not ("starttls" or "none")) problems.Add($"Reach:Mail:Tls is '{tls}': write starttls or none.");
        if (tls == "none" && section["Password"] is { Length: > 0 }) problems.Add("Reach:Mail:Password would be sent in the clear with Reach:Mail:Tls none: use starttls, or a server that asks for no password.");
        return new MailSettings(host, port, from, section["User"], section["Password"], tls == "starttls");
    }

    private static GatewaySettings? GatewayIn(IConfigurationSection section, OutboundSettings outbound, List<string> problems)
    {
        if (section["Url"] is not { Length: > 0 } url)
        {
            if (section["Secret"] is { Length: > 0 }) problems.Add("Reach:Gateway:Secret is set without Reach:Gateway:Url: give the address of the gateway, or leave both out.");
            return null;
        }

        if (UrlRules.Refusal(url, outbound, out _) is { } refusal) problems.Add($"Reach:Gateway:Url is \"{url}\": {refusal}");
        var secret = section["Secret"] ?? "";
        if (secret.Length < ShortestSecret) problems.Add($"Reach:Gateway:Secret has {secret.Length} characters: write at least {ShortestSecret}, the same as in the gateway.");
        return new GatewaySettings(url, secret);
    }

    private static Uri? PageIn(string? page, List<string> problems)
    {
        if (string.IsNullOrEmpty(page)) return null;
        if (Uri.TryCreate(page, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") return uri;
        problems.Add($"Reach:Page is '{page}': write the address of the page with the chat, such as https://shop.example/help.");
        return null;
    }
}

/// <param name="IsEncrypted">STARTTLS; a server without it is not spoken to.</param>
internal sealed record MailSettings(string Host, int Port, string From, string? User, string? Password, bool IsEncrypted);

internal sealed record GatewaySettings(string Url, string Secret);
