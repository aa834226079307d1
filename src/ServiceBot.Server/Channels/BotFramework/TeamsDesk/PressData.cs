using System.Text.Json;

namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

/// <summary>The data of a pressed button. Who sends it may write anything there.</summary>
internal static class PressData
{
    /// <param name="value">Of a message (Action.Submit) or of an invoke (Action.Execute, whose data lies in its action).</param>
    public static JsonElement? Of(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.Object } data) return null;
        if (data.TryGetProperty("action", out var action) && action.ValueKind == JsonValueKind.Object && action.TryGetProperty("data", out var inner)) data = inner;
        return data.ValueKind == JsonValueKind.Object ? data : null;
    }

    public static string? Text(JsonElement data, string name) => data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>0 when there is none.</summary>
    public static long Number(JsonElement data, string name) => data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : 0;
}
