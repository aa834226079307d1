using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Storage;
using ServiceBot.Tolerance;
using ServiceBot.Tolerance.Calibration;

namespace ServiceBot.Turns;

/// <param name="PublishedAt">Null: proposed and not in use.</param>
internal sealed record StoredWeights(long Version, DateTimeOffset ProposedAt, DateTimeOffset? PublishedAt, string? PublishedBy, OutcomeModel Model);

/// <summary>Weights of tolerance as rows: proposals, and which of them a person has published.</summary>
internal static class WeightRows
{
    public static async ValueTask<long> ProposeAsync(Session session, string site, OutcomeModel model, DateTimeOffset now, CancellationToken cancellation)
    {
        var version = Convert.ToInt64(await session.Statement(Sql.Next).Set("@site", site).ScalarAsync(cancellation), System.Globalization.CultureInfo.InvariantCulture);
        var numbered = model with { Weights = model.Weights with { Version = version } };
        await session.Statement(Sql.Add).Set("@site", site).Set("@version", version).Set("@now", now.ToUnixTimeMilliseconds())
            .Set("@json", JsonSerializer.Serialize(numbered, WeightsJson.Default.OutcomeModel)).ExecuteAsync(cancellation);
        return version;
    }

    /// <returns>False when there is no such proposal.</returns>
    public static async ValueTask<bool> PublishAsync(Session session, string site, long version, string who, DateTimeOffset now, CancellationToken cancellation) =>
        await session.Statement(Sql.Publish).Set("@site", site).Set("@version", version).Set("@who", who).Set("@now", now.ToUnixTimeMilliseconds()).ExecuteAsync(cancellation) == 1;

    /// <summary>Oldest first.</summary>
    public static async ValueTask<IReadOnlyList<StoredWeights>> OfSiteAsync(Session session, string site, CancellationToken cancellation) =>
        await session.Statement(Sql.OfSite).Set("@site", site).ListAsync(
            row => new StoredWeights(row.GetInt64(0), Time(row.GetInt64(1)), row.IsDBNull(2) ? null : Time(row.GetInt64(2)), row.IsDBNull(3) ? null : row.GetString(3), JsonSerializer.Deserialize(row.GetString(4), WeightsJson.Default.OutcomeModel)!),
            cancellation);

    /// <summary>By version, all that may have been in use while a conversation went on.</summary>
    public static async ValueTask<IReadOnlyDictionary<long, ToleranceWeights>> OfConversationAsync(Session session, ConversationId conversation, CancellationToken cancellation) =>
        await session.Statement(Sql.SiteOf).Set("@id", conversation.Value).ScalarAsync(cancellation) is string site
            ? (await OfSiteAsync(session, site, cancellation)).ToDictionary(stored => stored.Version, stored => stored.Model.Weights)
            : new Dictionary<long, ToleranceWeights>();

    /// <summary>What was published last; null while the priors hold.</summary>
    public static OutcomeModel? InUse(IReadOnlyList<StoredWeights> stored) => stored.Where(w => w.PublishedAt is not null).MaxBy(w => (w.PublishedAt, w.Version))?.Model;

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static class Sql
    {
        public const string SiteOf = "select site from conversation where id = @id";
        public const string Next = "select coalesce(max(version), 0) + 1 from tolerance_weights where site = @site";
        public const string Add = "insert into tolerance_weights (site, version, proposed_at, json) values (@site, @version, @now, @json)";
        public const string Publish = "update tolerance_weights set published_at = @now, published_by = @who where site = @site and version = @version";
        public const string OfSite = "select version, proposed_at, published_at, published_by, json from tolerance_weights where site = @site order by version";
    }
}

[JsonSerializable(typeof(OutcomeModel))]
internal sealed partial class WeightsJson : JsonSerializerContext;
