using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Storage;

namespace ServiceBot.Facts;

/// <summary>What a feed said last.</summary>
/// <param name="AsOf">As of when its data were.</param>
public sealed record FeedState(string Feed, DateTimeOffset AsOf, IReadOnlyList<Incident> Incidents);

/// <summary>Feeds' last words as rows; of two nodes the newer data stand.</summary>
public static class FeedRows
{
    public static async ValueTask PutAsync(Session session, FeedState state, CancellationToken cancellation) =>
        await session.Statement(Sql.Put)
            .Set("@feed", state.Feed).Set("@at", state.AsOf.ToUnixTimeMilliseconds())
            .Set("@json", JsonSerializer.Serialize([.. state.Incidents.Select(Kept.Of)], FeedJson.Default.ListKept))
            .ExecuteAsync(cancellation);

    public static ValueTask<List<FeedState>> AllAsync(Session session, CancellationToken cancellation) =>
        session.Statement("select feed, as_of, json from feed_state").ListAsync(Read, cancellation);

    public static ValueTask<FeedState?> FindAsync(Session session, string feed, CancellationToken cancellation) =>
        session.Statement("select feed, as_of, json from feed_state where feed = @feed").Set("@feed", feed).FirstAsync(Read, cancellation);

    private static FeedState Read(Row row) => new(
        row.GetString(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), [.. JsonSerializer.Deserialize(row.GetString(2), FeedJson.Default.ListKept)!.Select(kept => kept.Incident())]);

    private static class Sql
    {
        public const string Put = """
            insert into feed_state (feed, as_of, json) values (@feed, @at, @json)
            on conflict (feed) do update set as_of = excluded.as_of, json = excluded.json where excluded.as_of >= feed_state.as_of
            """;
    }
}

/// <summary>An incident of a feed, as it is kept.</summary>
internal sealed record Kept(string Id, string Kind, string? Area, LocalizedText Cause, DateTimeOffset? From, DateTimeOffset? Until, DateTimeOffset? AsOf)
{
    public static Kept Of(Incident incident) => new(incident.Id, incident.Kind, incident.Area, incident.Cause, incident.From, incident.Until, incident.AsOf);

    public Incident Incident() => new(Id, Kind, Area, Cause, From, Until) { AsOf = AsOf };
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<Kept>))]
internal sealed partial class FeedJson : JsonSerializerContext;
