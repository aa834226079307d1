namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>Cross-origin answers. There are no cookies here: what opens a conversation is the token, so no answer ever allows credentials.</summary>
internal static class Cors
{
    public static void Allow(HttpContext context, string origin)
    {
        context.Response.Headers.AccessControlAllowOrigin = origin;
        context.Response.Headers.AccessControlExposeHeaders = "Retry-After";
    }

    public static void AnswerPreflight(HttpContext context, string methods)
    {
        context.Response.StatusCode = 204;
        context.Response.Headers.AccessControlAllowMethods = methods;
        context.Response.Headers.AccessControlAllowHeaders = "Authorization, Content-Type, Content-Disposition, x-ms-bot-agent, x-requested-with";
        context.Response.Headers.AccessControlMaxAge = "7200";
    }
}
