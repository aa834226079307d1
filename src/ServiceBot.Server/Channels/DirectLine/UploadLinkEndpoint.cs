using Microsoft.Net.Http.Headers;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>The public link to a customer's file: cannot be guessed, ends after a day, and never runs anything (decisions.md 23).</summary>
internal sealed class UploadLinkEndpoint(UploadStore store)
{
    public async Task ServeAsync(HttpContext context) =>
        await ServeAsync(context, await store.FindLinkedAsync((string)context.Request.RouteValues["upload"]!, context.RequestAborted));

    /// <summary>To a signed-in agent, for as long as the file lives.</summary>
    public async Task ServeToAgentAsync(HttpContext context, string id) => await ServeAsync(context, await store.FindAsync(id, context.RequestAborted));

    private static async Task ServeAsync(HttpContext context, (Upload Upload, string File)? file)
    {
        if (file is not { } found)
        {
            await Reply.RefuseAsync(context, new Refusal(404, "UploadNotFound", "There is no such file, or its link has ended."));
            return;
        }

        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(found.Upload.Name);
        var headers = context.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.CacheControl = "private, max-age=3600";
        // Pictures are shown inside the chat, which may lie on the shop's pages.
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        context.Response.ContentType = found.Upload.ContentType;
        context.Response.ContentLength = found.Upload.Size;
        await context.Response.SendFileAsync(found.File, context.RequestAborted);
    }
}
