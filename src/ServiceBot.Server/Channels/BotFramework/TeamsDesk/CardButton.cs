using System.Text.Json;

namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

/// <summary>A button that is executed in the request; a client that does not know how submits it as a message.</summary>
internal static class CardButton
{
    public static void Write(Utf8JsonWriter json, string title, string verb, Action<Utf8JsonWriter> data)
    {
        json.WriteStartObject();
        json.WriteString("type", "Action.Execute");
        json.WriteString("title", title);
        json.WriteString("verb", verb);
        WriteData(json, data);
        json.WriteStartObject("fallback");
        json.WriteString("type", "Action.Submit");
        json.WriteString("title", title);
        WriteData(json, data);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter json, Action<Utf8JsonWriter> data)
    {
        json.WriteStartObject("data");
        data(json);
        json.WriteEndObject();
    }
}
