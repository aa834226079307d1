using System.Text;
using ServiceBot.Protocol;

namespace ServiceBot.Server.Channels;

/// <summary>An answer that is no success: always {error:{code,message}}, with codes that stay.</summary>
internal sealed record Refusal(int Status, string Code, string Message)
{
    public static Refusal MissingToken { get; } = new(401, "MissingToken", "Send the header \"Authorization: Bearer\" with a token or the secret.");
    public static Refusal InvalidToken { get; } = new(403, "InvalidToken", "This token or secret was not issued here, or not for this use.");
    public static Refusal TokenExpired { get; } = new(403, "TokenExpired", "The token has expired; get a new one, or resume the conversation.");
    public static Refusal TokenUsed { get; } = new(403, "TokenUsed", "This address has opened a socket before; ask for the conversation to get another.");
    public static Refusal WrongConversation { get; } = new(403, "WrongConversation", "The token is for another conversation.");
    public static Refusal OriginNotAllowed { get; } = new(403, "OriginNotAllowed", "Pages of this origin may not use this token or site.");
    public static Refusal SecretInBrowser { get; } = new(403, "SecretInBrowser", "The secret belongs on a server. Give the page a token: tokens/generate, or the site's token endpoint.");
    public static Refusal NoConversation { get; } = new(404, "ConversationNotFound", "There is no such conversation.");
    public static Refusal BodyTooLarge { get; } = new(413, "MessageSizeTooBig", "A body has at most 262,144 bytes; send larger things as an upload.");
    public static Refusal TooSlow { get; } = new(408, "RequestTimeout", "The body came too slowly; send it within 15 seconds.");
    public static Refusal StoreUnavailable { get; } = new(503, "ServiceUnavailable", "The database does not answer; nothing was stored. Try again in two seconds.");

    public static Refusal Bad(string message) => new(400, "BadArgument", message);

    /// <summary>From the strict reader: a missing field has its own code.</summary>
    public static Refusal Bad<T>(Reading<T>.Refused refused)
        where T : class =>
        new(400, refused.Problem.StartsWith("is missing", StringComparison.Ordinal) ? "MissingProperty" : "BadArgument", refused.Sentence);

    public static Refusal TooMany(string what) => new(429, "TooManyRequests", $"Too many {what} from here; try again later.");
}

/// <summary>Writes answers as JSON with their length.</summary>
internal static class Reply
{
    private const string Json = "application/json; charset=utf-8";

    public static Task JsonAsync<T>(HttpContext context, int status, T value) => BytesAsync(context, status, ProtocolJson.Write(value));

    public static Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        if (refusal.Status is 429 or 503) context.Response.Headers.RetryAfter = "2";
        return JsonAsync(context, refusal.Status, ErrorResponse.Of(refusal.Code, refusal.Message));
    }

    /// <summary>{"id":"…"}, the answer to every message; ids of stored activities need no escaping.</summary>
    public static Task IdAsync(HttpContext context, string id) => BytesAsync(context, 200, Encoding.UTF8.GetBytes($$"""{"id":"{{id}}"}"""));

    public static Task BytesAsync(HttpContext context, int status, ReadOnlyMemory<byte> json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = Json;
        context.Response.ContentLength = json.Length;
        return context.Response.Body.WriteAsync(json, context.RequestAborted).AsTask();
    }
}
