using System.Globalization;

namespace ServiceBot.Server.Channels.DirectLine;

internal static class Route
{
    public const string Root = "/v3/directline";

    public static ConversationId Conversation(HttpContext context) => new((string)context.Request.RouteValues["id"]!);
}

/// <summary>Our watermark is the sequence number last read. Clients keep it as an opaque text.</summary>
/// <param name="After">Null: the request had none.</param>
internal readonly record struct Watermark(long? After)
{
    public static Refusal Wrong { get; } = Refusal.Bad("watermark is none that was given out here.");

    /// <returns>Null when it is none of ours. An empty one means "from the beginning".</returns>
    public static Watermark? Read(HttpRequest request)
    {
        var given = request.Query["watermark"];
        if (given.Count == 0) return new Watermark(null);
        var text = given.ToString();
        if (text.Length == 0) return new Watermark(0);
        return text.Length <= 18 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? new Watermark(after) : null;
    }
}
