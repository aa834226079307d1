using System.Data.Common;
using System.Text;

namespace ServiceBot.Storage;

/// <summary>Over ADO.NET: PostgreSQL.</summary>
internal sealed class DbStatement : Statement
{
    private readonly DbCommand command;

    public DbStatement(DbConnection connection, string sql)
    {
        command = connection.CreateCommand();
        // The text is always a constant of ours; values only ever arrive as parameters.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
    }

    // PostgreSQL's text holds every character but NUL, and refuses the whole statement for one.
    public override Statement Set(string name, string? value) => SetValue(name, value?.Contains('\0') == true ? value.Replace("\0", "", StringComparison.Ordinal) : value);

    public override Statement Set(string name, long? value) => SetValue(name, value);

    public override Statement SetUtf8(string name, ReadOnlySpan<byte> text) => SetValue(name, Encoding.UTF8.GetString(text));

    public override async ValueTask<int> ExecuteAsync(CancellationToken cancellation) => await command.ExecuteNonQueryAsync(cancellation);

    public override async ValueTask<object?> ScalarAsync(CancellationToken cancellation)
    {
        var value = await command.ExecuteScalarAsync(cancellation);
        return value is DBNull ? null : value;
    }

    public override async ValueTask<List<T>> ListAsync<T>(Func<Row, T> row, CancellationToken cancellation)
    {
        List<T> rows = [];
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var at = new DbRow(reader);
        while (await reader.ReadAsync(cancellation)) rows.Add(row(at));
        return rows;
    }

    public override async ValueTask<T?> FirstAsync<T>(Func<Row, T> row, CancellationToken cancellation)
        where T : class
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? row(new DbRow(reader)) : null;
    }

    public override ValueTask DisposeAsync() => command.DisposeAsync();

    private DbStatement SetValue(string name, object? value)
    {
        var parameters = command.Parameters;
        for (var i = 0; i < parameters.Count; i++)
        {
            if (!string.Equals(parameters[i].ParameterName, name, StringComparison.Ordinal)) continue;
            parameters[i].Value = value ?? DBNull.Value;
            return this;
        }

        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        parameters.Add(parameter);
        return this;
    }

    private sealed class DbRow(DbDataReader reader) : Row
    {
        public override bool IsDBNull(int column) => reader.IsDBNull(column);

        public override string GetString(int column) => reader.GetString(column);

        public override byte[] GetUtf8(int column) => Encoding.UTF8.GetBytes(reader.GetString(column));

        public override long GetInt64(int column) => reader.GetInt64(column);
    }
}
