using System.Data.Common;

namespace ServiceBot.Storage;

/// <summary>A connection inside its transaction (or a read of its own). For cold queries use Dapper on <see cref="Connection"/>; for what runs every turn use <see cref="Statement"/>.</summary>
public sealed class Session : IAsyncDisposable
{
    // Preparing a statement costs SQLite 10-20 µs, as much as running it: the writer and the readers keep theirs.
    private readonly Dictionary<string, Statement>? kept;

    internal Session(DbConnection connection, bool keepsCommands)
    {
        Connection = connection;
        kept = keepsCommands ? new(ReferenceEqualityComparer.Instance) : null;
    }

    public DbConnection Connection { get; }

    internal bool IsUndone { get; private set; }

    /// <summary>Nothing of this write is kept; its result is returned all the same. For refusals that are found half way.</summary>
    public void Undo() => IsUndone = true;

    internal void BeginAnew() => IsUndone = false;

    /// <param name="sql">A constant: the string itself is the key under which the prepared statement is kept.</param>
    public Statement Statement(string sql)
    {
        if (kept is null) return new Statement(Connection, sql);
        if (!kept.TryGetValue(sql, out var statement)) kept[sql] = statement = new Statement(Connection, sql);
        return statement;
    }

    public async ValueTask DisposeAsync()
    {
        if (kept is null) return;
        foreach (var statement in kept.Values) await statement.DisposeAsync();
        kept.Clear();
    }
}

/// <summary>A prepared statement with named parameters.</summary>
public sealed class Statement : IAsyncDisposable
{
    private readonly DbCommand command;

    internal Statement(DbConnection connection, string sql)
    {
        command = connection.CreateCommand();
        // The text is always a constant of ours; values only ever arrive as parameters.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
    }

    /// <param name="name">With its @.</param>
    public Statement Set(string name, object? value)
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

    /// <returns>The number of rows written.</returns>
    public async ValueTask<int> ExecuteAsync(CancellationToken cancellation) => await command.ExecuteNonQueryAsync(cancellation);

    /// <returns>The first column of the first row; null when there is none.</returns>
    public async ValueTask<object?> ScalarAsync(CancellationToken cancellation)
    {
        var value = await command.ExecuteScalarAsync(cancellation);
        return value is DBNull ? null : value;
    }

    public async ValueTask<List<T>> ListAsync<T>(Func<DbDataReader, T> row, CancellationToken cancellation)
    {
        List<T> rows = [];
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) rows.Add(row(reader));
        return rows;
    }

    public async ValueTask<T?> FirstAsync<T>(Func<DbDataReader, T> row, CancellationToken cancellation)
        where T : class
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? row(reader) : null;
    }

    public ValueTask DisposeAsync() => command.DisposeAsync();
}
