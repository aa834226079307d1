using ServiceBot.Storage;

namespace ServiceBot.Recovery;

/// <summary>The promises of a time, for <see cref="PromiseReport"/>.</summary>
public static class PromisesMade
{
    /// <param name="site">Null: all sites.</param>
    public static ValueTask<List<PromiseMade>> SinceAsync(Session session, DateTimeOffset since, string? site, DateTimeOffset now, CancellationToken cancellation) =>
        session.Statement(Sql.Since).Set("@since", since.ToUnixTimeMilliseconds()).Set("@site", site ?? "").ListAsync(row => Read(row, now), cancellation);

    public static async ValueTask<IReadOnlyDictionary<string, string>> NamesAsync(Session session, CancellationToken cancellation) =>
        (await session.Statement("select id, name from agent").ListAsync(static row => (row.GetString(0), row.GetString(1)), cancellation)).ToDictionary(agent => agent.Item1, agent => agent.Item2);

    private static PromiseMade Read(Row row, DateTimeOffset now)
    {
        var (made, due) = (DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)));
        return new PromiseMade(
            row.GetString(0), row.GetString(1), due - made, row.IsDBNull(5) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)) - made,
            Enum.Parse<PromiseStatus>(row.GetString(4), ignoreCase: true), row.GetInt64(6) > 0, due < now);
    }

    private static class Sql
    {
        public const string Since = """
            select p.what, p.owner, p.made_at, p.due, p.status, p.settled_at, p.repromises
            from promise p join conversation c on c.id = p.conversation_id
            where p.made_at >= @since and (@site = '' or c.site = @site)
            """;
    }
}
