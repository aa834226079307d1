using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;

namespace ServiceBot.Server.Pages;

/// <summary>The two pages people open: the demo shop at `/` and the desk at `/desk`, with a policy that runs no script but our files'.</summary>
internal static class PageServices
{
    // One part of Web Chat begins its style sheet as an empty element without the nonce; this is the hash of nothing at all.
    private const string EmptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>To stand before everything else.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        // Whatever is opened by its address and is no page of ours runs nothing.
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        if (http.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)) http.Response.OnStarting(KeepForever, http);
        return next(http);
    });

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        var pages = app.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        pages.MapMethods("/", Read, (HttpContext http) => PageAsync(http, "demo/index.html", EmptyStyle));
        pages.MapMethods("/desk/{**rest}", Read, (HttpContext http) => PageAsync(http, "desk/index.html"));
    }

    private static async Task PageAsync(HttpContext http, string file, string styles = "")
    {
        var page = http.RequestServices.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider.GetFileInfo(file);
        if (!page.Exists)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            await http.Response.WriteAsync("The browser code was left out of this build (-p:SkipWeb=true). Build again without it.\n", http.RequestAborted);
            return;
        }

        await using var stream = page.CreateReadStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var html = await reader.ReadToEndAsync(http.RequestAborted);
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        http.Response.Headers.ContentSecurityPolicy = Policy(nonce, styles);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = MediaTypeNames.Text.Html + "; charset=utf-8";
        await http.Response.WriteAsync(html.Replace("__CSP_NONCE__", nonce, StringComparison.Ordinal), http.RequestAborted);
    }

    // Fluent UI and Web Chat write their style sheets from script, so these carry the page's nonce. Scripts come from files only.
    private static string Policy(string nonce, string styles) => string.Join("; ",
        "default-src 'self'",
        "script-src 'self'",
        $"style-src 'self' 'nonce-{nonce}' {styles}".TrimEnd(),
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'");

    // The static assets' own default is no-cache, also for names that carry a hash of their content.
    private static Task KeepForever(object state)
    {
        var response = ((HttpContext)state).Response;
        if (response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified) response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Task.CompletedTask;
    }
}
