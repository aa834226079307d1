using System.Buffers;

namespace ServiceBot;

/// <summary>JSON that is written before a transaction and bound in it, on whatever thread that is: its bytes are rented, and given back when the transaction has ended.</summary>
internal readonly struct RentedJson : IDisposable
{
    private readonly byte[] bytes;
    private readonly int length;

    public RentedJson(JsonScratch written)
    {
        var utf8 = written.Written;
        bytes = ArrayPool<byte>.Shared.Rent(utf8.Length);
        length = utf8.Length;
        utf8.CopyTo(bytes);
    }

    public ReadOnlySpan<byte> Utf8 => bytes.AsSpan(0, length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(bytes);
}
