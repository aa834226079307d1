using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ServiceBot.Understanding.Intents;

/// <summary>Puts a model's numbers into a file, as they lie in memory, and a hash of all of them behind.</summary>
internal sealed class ModelWriter(Stream to) : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Write<T>(params ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        var length = numbers.Length;
        Put(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(ref length)));
        Put(MemoryMarshal.AsBytes(numbers));
    }

    public void End() => to.Write(hash.GetHashAndReset());

    public void Dispose() => hash.Dispose();

    private void Put(ReadOnlySpan<byte> bytes)
    {
        hash.AppendData(bytes);
        to.Write(bytes);
    }
}

/// <summary>
/// Reads what <see cref="ModelWriter"/> wrote. Nothing that was read may be used before <see cref="IsWhole"/> has said yes;
/// until then no length is believed that the file is too short for.
/// </summary>
internal sealed class ModelReader(Stream from) : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public T[] Read<T>()
        where T : unmanaged
    {
        Span<int> length = stackalloc int[1];
        Get(MemoryMarshal.AsBytes(length));
        if (length[0] < 0 || (long)length[0] * Marshal.SizeOf<T>() > from.Length - from.Position) throw new InvalidDataException("A length goes beyond the end of the file.");
        var numbers = new T[length[0]];
        Get(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }

    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public T One<T>()
        where T : unmanaged =>
        Read<T>() is [var one] ? one : throw new InvalidDataException("There is not one number where one belongs.");

    /// <summary>The file ends here, and its hash is that of what was read.</summary>
    public bool IsWhole()
    {
        Span<byte> written = stackalloc byte[SHA256.HashSizeInBytes];
        if (from.Length - from.Position != written.Length) return false;
        from.ReadExactly(written);
        return written.SequenceEqual(hash.GetHashAndReset());
    }

    public void Dispose() => hash.Dispose();

    private void Get(Span<byte> bytes)
    {
        if (from.Length - from.Position < bytes.Length) throw new InvalidDataException("The file is cut off.");
        from.ReadExactly(bytes);
        hash.AppendData(bytes);
    }
}
