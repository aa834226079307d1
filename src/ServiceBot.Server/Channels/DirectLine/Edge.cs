using ServiceBot.Storage;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>Around every Direct Line request: cross-origin headers, and no answer without {error:{code,message}}.</summary>
internal static class Edge
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.Vary = "Origin";
        // A token decides what a page may do. Without these headers the official client cannot read a refusal and tries for ever.
        if (context.Request.Headers.Origin is [{ Length: > 0 } origin])
        {
            Cors.Allow(context, origin);
            if (HttpMethods.IsOptions(context.Request.Method))
            {
                Cors.AnswerPreflight(context, "GET, POST");
                return;
            }
        }

        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null }) await Reply.RefuseAsync(context, Of(context.Response.StatusCode));
        }
        catch (StoreUnavailableException) when (!context.Response.HasStarted)
        {
            await Reply.RefuseAsync(context, Refusal.StoreUnavailable);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            // Kestrel's own limits: too slow, too large, cut short.
            await Reply.RefuseAsync(context, Of(bad.StatusCode));
        }
    }

    private static Refusal Of(int status) => status switch
    {
        404 => new Refusal(404, "NotFound", "There is nothing at this address."),
        405 => new Refusal(405, "MethodNotAllowed", "This address does not take this method."),
        408 => new Refusal(408, "RequestTimeout", "The request came too slowly."),
        413 => Refusal.BodyTooLarge,
        _ => new Refusal(status, "BadArgument", "The request cannot be read."),
    };
}
