using System.Diagnostics;
using Npgsql;

namespace ServiceBot.Tests;

public sealed class PostgresClusterTests
{
    [Fact]
    public async Task A_database_begins_with_what_its_template_holds_and_is_its_own()
    {
        var cluster = await PostgresCluster.Shared;

        var first = await cluster.CreateDatabaseAsync("cluster_test", OneRow);
        var second = await cluster.CreateDatabaseAsync("cluster_test", OneRow);
        await ExecuteAsync(first, "insert into thing values (2)");

        (await CountAsync(first)).ShouldBe(2);
        (await CountAsync(second)).ShouldBe(1);
    }

    [Fact]
    public async Task A_durable_cluster_keeps_what_was_committed_before_a_crash()
    {
        await using var cluster = await PostgresCluster.StartAsync(durable: true);
        var database = await cluster.CreateDatabaseAsync("crash_test", OneRow);

        await ExecuteAsync(database, "insert into thing values (2)");
        await cluster.StopServerAsync("immediate");
        await cluster.StartServerAsync();

        (await CountAsync(database)).ShouldBe(2);
    }

    [Fact]
    public async Task A_disposed_cluster_leaves_no_process_and_no_folder()
    {
        var cluster = await PostgresCluster.StartAsync();
        using var server = Process.GetProcessById(cluster.ServerProcessId);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var folder = new NpgsqlConnectionStringBuilder(cluster.ConnectionString("postgres")).Host!;

        await cluster.DisposeAsync();

        await server.WaitForExitAsync(patience.Token);
        Directory.Exists(folder).ShouldBeFalse();
    }

    private static async Task OneRow(string database) => await ExecuteAsync(database, "create table thing (id int primary key); insert into thing values (1)");

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> CountAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("select count(*) from thing");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
