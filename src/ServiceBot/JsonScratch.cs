using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ServiceBot.Protocol;

namespace ServiceBot;

/// <summary>A JSON writer with its buffer, kept by the thread for the next text: states and cards are written with every turn.</summary>
internal sealed class JsonScratch : IDisposable
{
    // What is longer is an exception and not worth keeping.
    private const int MostKept = 16 * 1024;

    [ThreadStatic]
    private static Stack<JsonScratch>? kept;

    [ThreadStatic]
    private static Stack<JsonScratch>? keptForBrowsers;

    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly bool isForBrowsers;

    private JsonScratch(bool isForBrowsers)
    {
        this.isForBrowsers = isForBrowsers;
        Writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = isForBrowsers ? ProtocolJson.Options.Encoder : JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = isForBrowsers });
    }

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

    public static JsonScratch Rent() => kept is { Count: > 0 } free ? free.Pop() : new JsonScratch(isForBrowsers: false);

    /// <summary>Escapes what could end a script or an attribute, as the protocol does.</summary>
    public static JsonScratch RentForBrowsers() => keptForBrowsers is { Count: > 0 } free ? free.Pop() : new JsonScratch(isForBrowsers: true);

    public void Dispose()
    {
        if (buffer.Capacity > MostKept) return;
        buffer.ResetWrittenCount();
        Writer.Reset();
        if (isForBrowsers) (keptForBrowsers ??= []).Push(this);
        else (kept ??= []).Push(this);
    }
}
