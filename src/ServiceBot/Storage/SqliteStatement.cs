using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ServiceBot.Storage;

/// <summary>
/// Straight on SQLite's own interface, without ADO.NET, which looks every parameter up by name each time and makes a reader for each
/// statement: two thirds of what a small write costs.
/// </summary>
internal sealed class SqliteStatement : Statement
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    // As long as this lives and is not disposed of, the handles do.
    private readonly nint handle;
    private readonly nint databaseHandle;
    private readonly string[] names;
    private readonly SqliteRow row;

    /// <param name="sql">One statement.</param>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out statement, out var tail), database);
        if (tail.AsSpan().Trim().Length > 0) throw new ArgumentException("This is more than one statement.", nameof(sql));
        // Interned, so that the literals of callers are found by reference.
        names = [.. Enumerable.Range(1, raw.sqlite3_bind_parameter_count(statement)).Select(i => string.Intern(raw.sqlite3_bind_parameter_name(statement, i).utf8_to_string()))];
        (handle, databaseHandle) = (statement.DangerousGetHandle(), database.DangerousGetHandle());
        row = new SqliteRow(handle);
    }

    public override Statement Set(string name, string? value)
    {
        if (Index(name) is not { } index) return this;
        if (value is null) Check(SqliteNative.BindNull(handle, index));
        // An empty span has no address, which SQLite takes for null.
        else if (value.Length == 0) Check(raw.sqlite3_bind_text(statement, index, ""));
        else BindText(index, value);
        return this;
    }

    public override Statement Set(string name, long? value)
    {
        if (Index(name) is not { } index) return this;
        Check(value is { } number ? SqliteNative.BindInt64(handle, index, number) : SqliteNative.BindNull(handle, index));
        return this;
    }

    public override Statement SetUtf8(string name, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return Set(name, "");
        if (Index(name) is { } index) Check(SqliteNative.BindText(handle, index, text));
        return this;
    }

    public override ValueTask<int> ExecuteAsync(CancellationToken cancellation)
    {
        try
        {
            while (Step(cancellation)) { }
            return new(SqliteNative.Changes(databaseHandle));
        }
        finally
        {
            Reset();
        }
    }

    public override ValueTask<object?> ScalarAsync(CancellationToken cancellation)
    {
        try
        {
            // What has come to its end begins anew with another step.
            if (!Step(cancellation)) return new((object?)null);
            var value = row.Value(0);
            // A write that returns something is done when it has been stepped to its end.
            while (Step(cancellation)) { }
            return new(value);
        }
        finally
        {
            Reset();
        }
    }

    public override ValueTask<List<T>> ListAsync<T>(Func<Row, T> row, CancellationToken cancellation)
    {
        try
        {
            List<T> rows = [];
            while (Step(cancellation))
            {
                // Most look-ups that find something find one row: a list makes room for four by itself.
                if (rows.Count == 0) rows.Capacity = 1;
                rows.Add(row(this.row));
            }

            return new(rows);
        }
        finally
        {
            Reset();
        }
    }

    public override ValueTask<T?> FirstAsync<T>(Func<Row, T> row, CancellationToken cancellation)
        where T : class
    {
        try
        {
            if (!Step(cancellation)) return new((T?)null);
            var first = row(this.row);
            while (Step(cancellation)) { }
            return new(first);
        }
        finally
        {
            Reset();
        }
    }

    public override ValueTask DisposeAsync()
    {
        statement.Dispose();
        return ValueTask.CompletedTask;
    }

    private void BindText(int index, string value)
    {
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = most > 512 ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = rented ?? stackalloc byte[512];
        Check(SqliteNative.BindText(handle, index, bytes[..Encoding.UTF8.GetBytes(value, bytes)]));
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
    }

    /// <returns>Null when the statement has no such parameter: one list of values may serve two statements, as with ADO.NET.</returns>
    private int? Index(string name)
    {
        for (var i = 0; i < names.Length; i++)
            if (ReferenceEquals(names[i], name)) return i + 1;
        for (var i = 0; i < names.Length; i++)
            if (names[i] == name) return i + 1;
        return null;
    }

    private bool Step(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var result = SqliteNative.Step(handle);
        if (result == raw.SQLITE_ROW) return true;
        if (result != raw.SQLITE_DONE) Check(result);
        return false;
    }

    private void Reset()
    {
        _ = SqliteNative.Reset(handle);
        GC.KeepAlive(this);
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(result, database);
    }

    private sealed class SqliteRow(nint statement) : Row
    {
        public override bool IsDBNull(int column) => SqliteNative.ColumnType(statement, column) == raw.SQLITE_NULL;

        // As bytes with their length: text that holds NUL is not cut off there.
        public override string GetString(int column) => Text(column) is var (address, length) && length > 0 ? Marshal.PtrToStringUTF8(address, length) : "";

        public override byte[] GetUtf8(int column)
        {
            var (address, length) = Text(column);
            if (length == 0) return [];
            var bytes = GC.AllocateUninitializedArray<byte>(length);
            Marshal.Copy(address, bytes, 0, length);
            return bytes;
        }

        public override long GetInt64(int column) =>
            SqliteNative.ColumnType(statement, column) == raw.SQLITE_INTEGER ? SqliteNative.ColumnInt64(statement, column) : throw new InvalidCastException($"Column {column} holds no number.");

        public object? Value(int column) => SqliteNative.ColumnType(statement, column) switch
        {
            raw.SQLITE_NULL => null,
            raw.SQLITE_INTEGER => SqliteNative.ColumnInt64(statement, column),
            raw.SQLITE_TEXT => GetString(column),
            var other => throw new NotSupportedException($"Columns of type {other} are not among ours: text and whole numbers."),
        };

        private (nint Address, int Length) Text(int column) => IsDBNull(column)
            ? throw new InvalidCastException($"Column {column} is null.")
            : (SqliteNative.ColumnBlob(statement, column), SqliteNative.ColumnBytes(statement, column));
    }
}
