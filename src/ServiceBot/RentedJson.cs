using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ServiceBot;

/// <summary>JSON that is written before a transaction and bound in it, on whatever thread that is: its bytes are rented, and given back when the transaction has ended.</summary>
internal readonly struct RentedJson : IDisposable
{
    private readonly byte[] bytes;
    private readonly int length;

    private RentedJson(ReadOnlySpan<byte> utf8)
    {
        bytes = ArrayPool<byte>.Shared.Rent(utf8.Length);
        length = utf8.Length;
        utf8.CopyTo(bytes);
    }

    public static RentedJson Of<T>(T value, JsonTypeInfo<T> type)
    {
        using var scratch = JsonScratch.Rent();
        JsonSerializer.Serialize(scratch.Writer, value, type);
        return new RentedJson(scratch.Written);
    }

    public ReadOnlySpan<byte> Utf8 => bytes.AsSpan(0, length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(bytes);
}
