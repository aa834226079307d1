using System.Globalization;
using System.Text;
using System.Text.Json;
using ServiceBot.Outbound;
using ServiceBot.Recovery;

namespace ServiceBot.Remedies;

/// <summary>
/// Asks the company's system by a signed POST with an idempotency key. What it says is done is done; what it does not take goes to people.
/// An answer that cannot be read, is about another remedy, or does not come leaves the outcome unknown: asked again with the same key.
/// </summary>
public sealed class HttpRemedies(RemedySettings settings, OutboundHttp http, BuiltInRemedies people, TimeProvider time) : IRemedyExecutor
{
    private const int MostBytes = 16 * 1024;
    private const int LongestReference = 100;
    private const int LongestWhy = 300;

    public bool Takes(RemedyKind kind) => settings.Kinds.Contains(kind) || people.Takes(kind);

    public bool IsByPeople(RemedyKind kind) => !settings.Kinds.Contains(kind) && people.IsByPeople(kind);

    public async ValueTask<RemedyOutcome> ExecuteAsync(RemedyRequest request, CancellationToken cancellation)
    {
        if (!settings.Kinds.Contains(request.Kind)) return await people.ExecuteAsync(request, cancellation);
        var body = JsonSerializer.SerializeToUtf8Bytes(RemedyCall.Of(request), RemedyWire.Default.RemedyCall);
        var result = await http.SendAsync(
            new OutboundRequest(HttpMethod.Post, settings.Url, settings.Limit, MostBytes)
            {
                Body = body,
                Headers = new Dictionary<string, string>
                {
                    // A header is ASCII; in the body the key stands as it is.
                    ["Idempotency-Key"] = Ascii(request.Key),
                    [WebhookSignature.Header] = WebhookSignature.Sign(body, settings.Secret, time.GetUtcNow()),
                },
            }, cancellation);
        return result switch
        {
            OutboundResult.Replied replied => Read(replied, request),
            // Not allowed to call there is our own setting, and not the system's word.
            OutboundResult.Refused refused => new RemedyOutcome.Failed(refused.Reason),
            OutboundResult.Failed { NothingSent: true } failed => new RemedyOutcome.Failed(failed.Reason),
            OutboundResult.Failed failed => new RemedyOutcome.Unknown(failed.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private RemedyOutcome Read(OutboundResult.Replied replied, RemedyRequest request)
    {
        var after = After(replied.RetryAfter);
        switch (replied.Status)
        {
            case 408 or 425 or 429:
                return new RemedyOutcome.Failed($"the system answered {replied.Status}", after);
            case >= 500:
                return new RemedyOutcome.Unknown($"the system answered {replied.Status}", after);
            // 409: asked a second time, some systems say so, with what became of the first.
            case (>= 200 and < 300) or 409:
                return Answered(replied, request);
            default:
                return RemedyReply.Read(replied.Body.Span) is { Status: "refused" } refused && refused.IsAbout(request)
                    ? new RemedyOutcome.Refused(Short(refused.Reason, LongestWhy) ?? "no reason given")
                    : IsOurSlip(replied.Status) ? new RemedyOutcome.Failed($"the system answered {replied.Status}; check Remedies:Url and Remedies:Secret", after)
                    : new RemedyOutcome.Refused($"the system answered {replied.Status} without a reason");
        }
    }

    // Asked at the wrong address, in the wrong way or without being let in: it has not judged the remedy.
    private static bool IsOurSlip(int status) => status is < 400 or 401 or 403 or 404 or 405 or 407;

    private static RemedyOutcome Answered(OutboundResult.Replied replied, RemedyRequest request)
    {
        if (RemedyReply.Read(replied.Body.Span) is not { } reply) return new RemedyOutcome.Unknown($"the system answered {replied.Status} with what is no answer");
        if (!reply.IsAbout(request)) return new RemedyOutcome.Unknown("the system answered about another remedy");
        return reply.Status switch
        {
            "done" => new RemedyOutcome.Done(Short(reply.Reference, LongestReference)),
            "accepted" => new RemedyOutcome.Accepted(ByPeople: false),
            "refused" => new RemedyOutcome.Refused(Short(reply.Reason, LongestWhy) ?? "no reason given"),
            null => new RemedyOutcome.Unknown($"the system answered {replied.Status} without a status"),
            _ => new RemedyOutcome.Unknown($"the system answered {replied.Status} with the status \"{Short(reply.Status, 30)}\", which is none of done, accepted, refused"),
        };
    }

    private TimeSpan? After(string? header) =>
        header is null ? null
        : int.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
        : DateTimeOffset.TryParse(header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && date > time.GetUtcNow() ? date - time.GetUtcNow()
        : null;

    private static string Ascii(string key) => System.Text.Ascii.IsValid(key) && !key.Any(char.IsControl) ? key : Uri.EscapeDataString(key);

    internal static string? Short(string? text, int most)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var line = new StringBuilder(Math.Min(text.Length, most));
        foreach (var c in text.AsSpan().Trim())
        {
            if (line.Length == most) break;
            line.Append(char.IsControl(c) ? ' ' : c);
        }

        return line.ToString();
    }
}
