using System.Text.Json;
using ServiceBot.Handoff;

namespace ServiceBot.Server.Channels;

/// <summary>What a channel tells of a customer beside what they say: for the desk's eyes.</summary>
internal static class DeskNotes
{
    private const int Longest = 2000;

    public static string Of(string? text) => JsonSerializer.Serialize(new DeskEvent("", "", text is { Length: > Longest } ? text[..Longest] : text ?? ""), HandoffJson.Default.DeskEvent);
}
