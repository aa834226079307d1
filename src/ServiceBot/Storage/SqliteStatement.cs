using System.Buffers;
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
        row = new SqliteRow(statement);
    }

    public override Statement Set(string name, string? value)
    {
        if (Index(name) is not { } index) return this;
        if (value is null) Check(raw.sqlite3_bind_null(statement, index));
        // An empty span has no address, which SQLite takes for null.
        else if (value.Length == 0) Check(raw.sqlite3_bind_text(statement, index, ""));
        else BindText(index, value);
        return this;
    }

    public override Statement Set(string name, long? value)
    {
        if (Index(name) is not { } index) return this;
        Check(value is { } number ? raw.sqlite3_bind_int64(statement, index, number) : raw.sqlite3_bind_null(statement, index));
        return this;
    }

    public override Statement SetUtf8(string name, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return Set(name, "");
        if (Index(name) is { } index) Check(raw.sqlite3_bind_text(statement, index, text));
        return this;
    }

    public override ValueTask<int> ExecuteAsync(CancellationToken cancellation)
    {
        try
        {
            while (Step(cancellation)) { }
            return new(raw.sqlite3_changes(database));
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    public override ValueTask<object?> ScalarAsync(CancellationToken cancellation)
    {
        try
        {
            object? value = null;
            if (Step(cancellation)) value = row.Value(0);
            // A write that returns something is done when it has been stepped to its end.
            while (Step(cancellation)) { }
            return new(value);
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    public override ValueTask<List<T>> ListAsync<T>(Func<Row, T> row, CancellationToken cancellation)
    {
        try
        {
            List<T> rows = [];
            while (Step(cancellation)) rows.Add(row(this.row));
            return new(rows);
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    public override ValueTask<T?> FirstAsync<T>(Func<Row, T> row, CancellationToken cancellation)
        where T : class
    {
        try
        {
            T? first = null;
            if (Step(cancellation)) first = row(this.row);
            while (Step(cancellation)) { }
            return new(first);
        }
        finally
        {
            raw.sqlite3_reset(statement);
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
        Check(raw.sqlite3_bind_text(statement, index, bytes[..Encoding.UTF8.GetBytes(value, bytes)]));
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
        var result = raw.sqlite3_step(statement);
        if (result == raw.SQLITE_ROW) return true;
        if (result != raw.SQLITE_DONE) Check(result);
        return false;
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(result, database);
    }

    private sealed class SqliteRow(sqlite3_stmt statement) : Row
    {
        public override bool IsDBNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

        // As bytes with their length: text that holds NUL is not cut off there.
        public override string GetString(int column) => Encoding.UTF8.GetString(Text(column));

        public override byte[] GetUtf8(int column) => Text(column).ToArray();

        public override long GetInt64(int column) =>
            raw.sqlite3_column_type(statement, column) == raw.SQLITE_INTEGER ? raw.sqlite3_column_int64(statement, column) : throw new InvalidCastException($"Column {column} holds no number.");

        public object? Value(int column) => raw.sqlite3_column_type(statement, column) switch
        {
            raw.SQLITE_NULL => null,
            raw.SQLITE_INTEGER => raw.sqlite3_column_int64(statement, column),
            raw.SQLITE_TEXT => GetString(column),
            var other => throw new NotSupportedException($"Columns of type {other} are not among ours: text and whole numbers."),
        };

        private ReadOnlySpan<byte> Text(int column) =>
            IsDBNull(column) ? throw new InvalidCastException($"Column {column} is null.") : raw.sqlite3_column_blob(statement, column);
    }
}
