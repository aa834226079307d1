using Microsoft.Extensions.Configuration;
using ServiceBot.Outbound;

namespace ServiceBot.Facts;

/// <summary>How the company's system is asked who has an address: the section <c>Customers</c>, checked. docs/operations.md shows an example.</summary>
public sealed record HttpCustomersSettings
{
    private static readonly string[] Known = ["Url", "Headers", "Item", "Id", "Name", "Tier", "Since", "Orders"];

    /// <summary>With {address}: "aad:…" the directory's object id of a Teams user, "mailto:…", or "telegram:…" the channel's own id.</summary>
    public required UrlTemplate Url { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Where the customer is in the answer.</summary>
    public required JsonPath Item { get; init; }

    /// <summary>Of the customer itself, from here on: the id by which the order system lists orders.</summary>
    public required JsonPath Id { get; init; }

    public JsonPath? Name { get; init; }
    public JsonPath? Tier { get; init; }
    public JsonPath? Since { get; init; }
    public JsonPath? Orders { get; init; }

    /// <summary>Each problem is a sentence that names the setting.</summary>
    /// <returns>Null where no system is configured, or with problems.</returns>
    public static HttpCustomersSettings? Read(IConfiguration configuration, OutboundSettings outbound, ICollection<string> problems)
    {
        var section = configuration.GetSection("Customers");
        if (!section.Exists()) return null;
        foreach (var unknown in section.GetChildren().Where(c => !Known.Contains(c.Key, StringComparer.OrdinalIgnoreCase)))
            problems.Add($"{unknown.Path} is not a setting: those of Customers are {string.Join(", ", Known)}.");
        var before = problems.Count;
        var url = UrlOf(section["Url"], outbound, problems);
        var id = Path(section, "Id", problems);
        if (id is null && section["Id"] is null) problems.Add("Customers:Id is missing: write where the answer says whom it is about, as in customerNo.");
        var settings = (Item: Path(section, "Item", problems), Name: Path(section, "Name", problems), Tier: Path(section, "Tier", problems), Since: Path(section, "Since", problems), Orders: Path(section, "Orders", problems));
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Accept"] = "application/json" };
        foreach (var header in section.GetSection("Headers").GetChildren())
        {
            if (header.Value is { Length: > 0 } value && !value.Any(c => c is < ' ' or > '~') && header.Key.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) headers[header.Key] = value;
            else problems.Add($"{header.Path} needs a name of letters, digits and -, and a value of plain ASCII characters in one line.");
        }

        return problems.Count > before || url is null || id is null ? null : new HttpCustomersSettings
        {
            Url = url, Headers = headers, Item = settings.Item ?? JsonPath.Root, Id = id, Name = settings.Name, Tier = settings.Tier, Since = settings.Since, Orders = settings.Orders,
        };
    }

    private static UrlTemplate? UrlOf(string? text, OutboundSettings outbound, ICollection<string> problems)
    {
        if (text is not { Length: > 0 })
        {
            problems.Add("Customers:Url is missing: write the address of your system with {address}, as in https://crm.example/customers?address={address}.");
            return null;
        }

        var template = UrlTemplate.Parse(text, "address", out var problem);
        if (template is null) problems.Add($"Customers:Url {problem}.");
        else if (UrlRules.Refusal(template.Example, outbound, out _) is { } refusal) problems.Add($"Customers:Url: {refusal}");
        return template;
    }

    private static JsonPath? Path(IConfigurationSection section, string key, ICollection<string> problems)
    {
        if (section[key] is not { } text) return null;
        var path = JsonPath.Parse(text);
        if (path is null) problems.Add($"{section.Path}:{key} is \"{text}\": write names and [numbers], as in data.items[0].id.");
        return path;
    }
}
