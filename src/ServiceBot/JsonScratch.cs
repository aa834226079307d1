using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ServiceBot;

/// <summary>A JSON writer with its buffer, kept by the thread for the next text: states and cards are written with every turn.</summary>
internal sealed class JsonScratch : IDisposable
{
    // What is longer is an exception and not worth keeping.
    private const int MostKept = 16 * 1024;

    [ThreadStatic]
    private static Stack<JsonScratch>? kept;

    private readonly ArrayBufferWriter<byte> buffer = new(1024);

    private JsonScratch() => Writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public Utf8JsonWriter Writer { get; }

    /// <summary>UTF-8 of what was written; valid until this is disposed.</summary>
    public ReadOnlySpan<byte> Written
    {
        get
        {
            Writer.Flush();
            return buffer.WrittenSpan;
        }
    }

    public static JsonScratch Rent() => kept is { Count: > 0 } free ? free.Pop() : new JsonScratch();

    public void Dispose()
    {
        if (buffer.Capacity > MostKept) return;
        buffer.ResetWrittenCount();
        Writer.Reset();
        (kept ??= []).Push(this);
    }
}
