using Microsoft.AspNetCore.Diagnostics;
using ServiceBot.Protocol;
using ServiceBot.Storage;

namespace ServiceBot.Server;

/// <summary>What an exception becomes on the wire: a database that is down is 503 with Retry-After, anything else 500; never a stack.</summary>
internal static class Failures
{
    public static async Task AnswerAsync(HttpContext http)
    {
        var failure = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        var isStoreDown = failure is StoreUnavailableException;
        http.Response.StatusCode = isStoreDown ? StatusCodes.Status503ServiceUnavailable : failure is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        if (isStoreDown) http.Response.Headers.RetryAfter = "2";
        http.Response.ContentType = "application/json";
        var (code, message) = isStoreDown ? ("ServiceUnavailable", "The database does not answer; nothing was stored. Try again in two seconds.")
            : failure is BadHttpRequestException ? ("BadArgument", "The request could not be read.")
            : ("ServiceError", "Something went wrong on our side; it is in the log.");
        await http.Response.Body.WriteAsync(ProtocolJson.Write(new ErrorResponse(new ErrorBody(code, message))), http.RequestAborted);
    }
}
