using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ServiceBot.Llm;

/// <summary>The body of a chat completion: what the model is to do, what it is to do it with as JSON, and the schema that its answer has to fit where the service keeps one.</summary>
internal static class ChatCompletion
{
    // The body is no page: Chinese may stand in it as it is, which is a third of the bytes and tokens.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="data">Writes properties; as a string inside JSON what a customer wrote cannot end its own frame.</param>
    /// <param name="schema">Writes the property <c>response_format</c>.</param>
    public static ReadOnlyMemory<byte> Body(string model, int mostTokens, string task, Action<Utf8JsonWriter> data, Action<Utf8JsonWriter> schema) => Write(json =>
    {
        json.WriteString("model", model);
        json.WriteNumber("temperature", 0);
        json.WriteNumber("max_tokens", mostTokens);
        json.WriteBoolean("stream", false);
        json.WriteStartArray("messages");
        WriteMessage(json, "system", task);
        WriteMessage(json, "user", Encoding.UTF8.GetString(Write(data).Span));
        json.WriteEndArray();
        schema(json);
    });

    private static void WriteMessage(Utf8JsonWriter json, string role, string content)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteString("content", content);
        json.WriteEndObject();
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer, Plain);
        json.WriteStartObject();
        content(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
