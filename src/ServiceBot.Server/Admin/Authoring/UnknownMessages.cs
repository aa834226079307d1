using System.Text.Json;
using ServiceBot.Knowledge;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Storage;
using ServiceBot.Turns;
using ServiceBot.Understanding;

namespace ServiceBot.Server.Admin.Authoring;

/// <summary>
/// What customers wrote that was not understood, read from the transcripts: nothing is kept for it, and what was erased is gone here too.
/// Only what the pack of today does not understand either, without what says who wrote it.
/// </summary>
internal static class UnknownMessages
{
    // So much is read by nobody, and grouped in seconds.
    private const int Most = 2000;
    private const double NearFrom = 0.2;
    private const string NotUnderstood = "unknown";

    public static async ValueTask<IReadOnlyList<UnknownMessage>> ReadAsync(Database database, string site, DateTimeOffset since, Pack pack, DateTimeOffset now, CancellationToken cancellation)
    {
        var understander = Understander.For(pack);
        var articles = KnowledgeIndex.Of(pack.Articles, pack.Subject.Name);
        var texts = await database.ReadAsync((session, cancel) => TextsAsync(session, site, since, cancel), cancellation);
        var context = new UnderstandingContext { Now = now, Zone = TimeZoneInfo.FindSystemTimeZoneById(pack.Site.TimeZone) };
        return [.. texts.Select(text => Unknown(text, understander, articles, pack, context)).OfType<UnknownMessage>()];
    }

    /// <returns>Null when it is understood, or says nothing that could be.</returns>
    internal static UnknownMessage? Unknown(string text, Understander understander, KnowledgeIndex articles, Pack pack, UnderstandingContext context)
    {
        var message = understander.Understand(text, context);
        if (message.Certainty == Certainty.Sure || message.Act != DialogAct.None || text.Count(char.IsLetter) < 2) return null;
        var locale = message.Language.Locale == Locale.Other ? Locale.En : message.Language.Locale;
        if (articles.Find(message.Text, locale) is { Answers: true }) return null;
        var masked = PersonalData.Mask(message).ReplaceLineEndings(" ").Trim();
        if (masked.Count(char.IsLetter) < 2) return null;
        var odds = new float[pack.Complaints.Count + pack.Enquiries.Count + 1];
        var guess = understander.Guess(message.Text, context, locale, odds);
        var nearest = guess.Intent < pack.Complaints.Count ? pack.Complaints[guess.Intent].Id : pack.Enquiries[guess.Intent - pack.Complaints.Count].Id;
        return new UnknownMessage(message.Language.Locale, masked, odds[guess.Intent] >= NearFrom ? nearest : null, odds[guess.Intent]);
    }

    private static async ValueTask<IReadOnlyList<string>> TextsAsync(Session session, string site, DateTimeOffset since, CancellationToken cancellation)
    {
        var readings = await session.Statement(Sql.Readings).Set("@site", site).Set("@since", since.ToUnixTimeMilliseconds())
            .ListAsync(row => (Conversation: row.GetString(0), At: row.GetInt64(1), Reading: JsonSerializer.Deserialize(row.GetString(2), TurnJson.Default.TurnReading)!), cancellation);
        var texts = new List<string>();
        var before = (Conversation: "", At: 0L);
        foreach (var (conversation, at, reading) in readings)
        {
            var from = before.Conversation == conversation ? before.At : since.ToUnixTimeMilliseconds();
            before = (conversation, at);
            if (texts.Count >= Most) break;
            if (reading is not { Intents: [NotUnderstood], Article: null }) continue;
            // What was written since the turn before is what this turn has read.
            texts.AddRange((await session.Statement(Sql.Written).Set("@id", conversation).Set("@from", from).Set("@to", at)
                .ListAsync(row => ProtocolJson.Parse<Activity>(row.GetUtf8(0)).Text, cancellation)).OfType<string>());
        }

        return texts;
    }

    private static class Sql
    {
        public const string Readings = """
            select j.conversation_id, j.at, j.json from journal j join conversation c on c.id = j.conversation_id
            where c.site = @site and j.kind = 'reading' and j.at >= @since order by j.conversation_id, j.n
            """;

        public const string Written = "select json from activity where conversation_id = @id and role = 'customer' and at > @from and at <= @to order by seq";
    }
}
