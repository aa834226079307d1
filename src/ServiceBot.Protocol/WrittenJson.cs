using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Protocol;

/// <summary>JSON that is written where it belongs: cards of ours go straight into the text of their activity, and are taken apart only where somebody looks into them.</summary>
[JsonConverter(typeof(WrittenJsonConverter))]
public sealed class WrittenJson
{
    private readonly Action<Utf8JsonWriter>? write;
    private readonly JsonElement element;
    private StrongBox<JsonElement>? parsed;

    /// <param name="write">Writes one whole value, the same each time it is asked.</param>
    public WrittenJson(Action<Utf8JsonWriter> write) => this.write = write;

    public WrittenJson(JsonElement element) => this.element = element;

    public JsonElement Element => write is null ? element : (parsed ??= new StrongBox<JsonElement>(Parse(write))).Value;

    internal void WriteTo(Utf8JsonWriter writer)
    {
        if (write is null) element.WriteTo(writer);
        else write(writer);
    }

    private static JsonElement Parse(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ProtocolJson.Options.Encoder });
        write(writer);
        writer.Flush();
        return JsonElement.Parse(buffer.WrittenSpan);
    }
}

/// <summary>Public, because contexts of other assemblies name it.</summary>
public sealed class WrittenJsonConverter : JsonConverter<WrittenJson>
{
    // By the options' own reader of elements: it knows whether a field may occur twice.
    public override WrittenJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(((JsonConverter<JsonElement>)options.GetConverter(typeof(JsonElement))).Read(ref reader, typeof(JsonElement), options));

    public override void Write(Utf8JsonWriter writer, WrittenJson value, JsonSerializerOptions options) => value.WriteTo(writer);
}
