using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>What a stranger calls a file, made harmless.</summary>
internal static class UploadNames
{
    private const int Longest = 120;

    /// <summary>Types a browser shows without running anything; everything else is bytes.</summary>
    private static readonly HashSet<string> Shown = new(StringComparer.OrdinalIgnoreCase)
    {
        "image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/heic", "application/pdf", "text/plain",
        "audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav", "audio/webm", "video/mp4", "video/webm", "video/quicktime",
    };

    public static string Clean(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        // Format characters turn text round: gnp.exe must not read as exe.png.
        var clean = string.Concat(last.Where(c => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format))).Trim();
        if (clean.Length > Longest) clean = clean[^Longest..];
        return clean.Trim('.').Length == 0 ? "file" : clean;
    }

    public static string SafeType(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Value is { } media && Shown.Contains(media) ? media.ToLowerInvariant() : "application/octet-stream";
}
