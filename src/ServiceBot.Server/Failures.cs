using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using ServiceBot.Protocol;
using ServiceBot.Storage;

namespace ServiceBot.Server;

/// <summary>What goes wrong, on the wire: a database that is down is 503 with Retry-After, an exception 500; never a stack, and no refusal without a sentence.</summary>
internal static class Failures
{
    public static IApplicationBuilder UseFailures(this IApplicationBuilder app) => app.UseExceptionHandler(new ExceptionHandlerOptions
    {
        ExceptionHandler = AnswerAsync,
        // Who sends what cannot be read fills no log.
        SuppressDiagnosticsCallback = static context => context.Exception is BadHttpRequestException,
    });

    /// <summary>What the framework refuses by itself has no body; here it gets one.</summary>
    public static IApplicationBuilder UseSentences(this IApplicationBuilder app)
    {
        app.UseStatusCodePages(static context => WriteAsync(context.HttpContext, Sentence(context.HttpContext.Response)));
        // JSON is UTF-8 (RFC 8259 §8.1); the framework throws at a charset that it does not know.
        return app.UseWhen(static http => HasForeignCharset(http.Request.ContentType), static odd => odd.Run(static http =>
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return Task.CompletedTask;
        }));
    }

    private static Task AnswerAsync(HttpContext http)
    {
        var failure = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        var isStoreDown = failure is StoreUnavailableException;
        http.Response.StatusCode = isStoreDown ? StatusCodes.Status503ServiceUnavailable : failure is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        if (isStoreDown) http.Response.Headers.RetryAfter = "2";
        return WriteAsync(http, isStoreDown ? new ErrorBody("ServiceUnavailable", "The database does not answer; nothing was stored. Try again in two seconds.") : Sentence(http.Response));
    }

    private static async Task WriteAsync(HttpContext http, ErrorBody error)
    {
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(ProtocolJson.Write(new ErrorResponse(error)), http.RequestAborted);
    }

    private static ErrorBody Sentence(HttpResponse response) => response.StatusCode switch
    {
        StatusCodes.Status400BadRequest => new("BadArgument", "The request could not be read. Send JSON with every field that this address asks for, each of its own type."),
        StatusCodes.Status401Unauthorized => new("Unauthorized", "Sign in first; a session that has ended or was ended elsewhere is none."),
        StatusCodes.Status403Forbidden => new("Forbidden", "Whoever is signed in may not do this, or the page comes from another address."),
        StatusCodes.Status404NotFound => new("NotFound", "There is nothing at this address, or nothing that you may see."),
        StatusCodes.Status405MethodNotAllowed => new("MethodNotAllowed", $"This address takes {response.Headers.Allow} only."),
        StatusCodes.Status413PayloadTooLarge => new("PayloadTooLarge", "The body is larger than this address takes; nothing was stored."),
        StatusCodes.Status415UnsupportedMediaType => new("UnsupportedMediaType", "Send the body as application/json in UTF-8."),
        >= 500 => new("ServiceError", "Something went wrong on our side; it is in the log."),
        var status => new("BadArgument", $"{ReasonPhrases.GetReasonPhrase(status)}."),
    };

    private static bool HasForeignCharset(string? type) =>
        type is not null && type.Contains("charset", StringComparison.OrdinalIgnoreCase) && !type.EndsWith("charset=utf-8", StringComparison.OrdinalIgnoreCase)
        && (!MediaTypeHeaderValue.TryParse(type, out var parsed) || !(parsed.Charset.Value?.Trim('"') ?? "").Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
