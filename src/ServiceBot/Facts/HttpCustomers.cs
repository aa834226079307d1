using System.Globalization;
using System.Text.Json;
using ServiceBot.Outbound;

namespace ServiceBot.Facts;

/// <param name="Id">By which the order system lists orders, and the host page signs customers in.</param>
public sealed record KnownCustomer(string Id, string? Name, string? Tier, DateOnly? Since, int? Orders);

public abstract record CustomerLookup
{
    private CustomerLookup() { }

    public sealed record Found(KnownCustomer Customer) : CustomerLookup;

    public sealed record NotFound : CustomerLookup;

    public sealed record Unavailable(string Reason) : CustomerLookup;
}

/// <summary>Asks the company's system who has an address. Strict: half an answer is no answer.</summary>
public sealed class HttpCustomers(HttpCustomersSettings settings, OutboundHttp http)
{
    private const int MostBytes = 64 * 1024;
    private const int LongestId = 100;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    public async ValueTask<CustomerLookup> FindAsync(string address, CancellationToken cancellation)
    {
        if (settings.Url.For(address) is not { } url) return new CustomerLookup.NotFound();
        return await http.SendAsync(new OutboundRequest(HttpMethod.Get, url, Limit, MostBytes) { Headers = settings.Headers }, cancellation) switch
        {
            OutboundResult.Replied { Status: 404 or 410 or 204 } => new CustomerLookup.NotFound(),
            OutboundResult.Replied { Status: 200 } reply => Read(reply.Body),
            OutboundResult.Replied other => new CustomerLookup.Unavailable($"It answered with status {other.Status}."),
            OutboundResult.Refused refused => new CustomerLookup.Unavailable(refused.Reason),
            OutboundResult.Failed failed => new CustomerLookup.Unavailable(failed.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private CustomerLookup Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            if (settings.Item.Find(document.RootElement) is not { } item || item.ValueKind == JsonValueKind.Null) return new CustomerLookup.NotFound();
            return Text(item, settings.Id) is { Length: > 0 and <= LongestId } id
                ? new CustomerLookup.Found(new KnownCustomer(id, Text(item, settings.Name), Text(item, settings.Tier), Day(Text(item, settings.Since)), Number(Text(item, settings.Orders))))
                : new CustomerLookup.Unavailable("It answered JSON without the Id.");
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return new CustomerLookup.Unavailable("It answered what is not JSON in UTF-8.");
        }
    }

    private static string? Text(JsonElement item, JsonPath? path) => path?.Find(item) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    private static DateOnly? Day(string? text) =>
        text is { Length: >= 10 } && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
