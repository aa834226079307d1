namespace ServiceBot.Storage;

/// <summary>A statement with named parameters, prepared once. One at a time uses it.</summary>
public abstract class Statement : IAsyncDisposable
{
    private protected Statement() { }

    /// <param name="name">With its @.</param>
    public abstract Statement Set(string name, string? value);

    public abstract Statement Set(string name, long? value);

    /// <summary>Text that is UTF-8 already: SQLite takes it as it is.</summary>
    public abstract Statement SetUtf8(string name, ReadOnlySpan<byte> text);

    /// <returns>The number of rows written.</returns>
    public abstract ValueTask<int> ExecuteAsync(CancellationToken cancellation);

    /// <returns>The first column of the first row, a long or a string; null when there is none.</returns>
    public abstract ValueTask<object?> ScalarAsync(CancellationToken cancellation);

    public abstract ValueTask<List<T>> ListAsync<T>(Func<Row, T> row, CancellationToken cancellation);

    public abstract ValueTask<T?> FirstAsync<T>(Func<Row, T> row, CancellationToken cancellation)
        where T : class;

    public abstract ValueTask DisposeAsync();
}

/// <summary>The row a statement stands on; valid inside the function it was given to. Columns count from 0.</summary>
public abstract class Row
{
    private protected Row() { }

    public abstract bool IsDBNull(int column);

    public abstract string GetString(int column);

    /// <summary>A text column's UTF-8.</summary>
    public abstract byte[] GetUtf8(int column);

    public abstract long GetInt64(int column);

    public int GetInt32(int column) => checked((int)GetInt64(column));
}
