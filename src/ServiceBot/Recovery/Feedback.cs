using ServiceBot.Storage;

namespace ServiceBot.Recovery;

/// <summary>One answer of a customer to what they were asked after a matter was closed.</summary>
/// <param name="Case">Null: the conversation had none.</param>
/// <param name="Question">solved, csat, outcome, process, treatment, comment.</param>
/// <param name="Answer">yes, no, 1 to 5, or the customer's words.</param>
/// <param name="Round">Which time of asking it answers: a second press of the same button has no second effect.</param>
public sealed record Feedback(CaseId? Case, string Question, string Answer, DateTimeOffset Round);

public static class FeedbackRows
{
    public static async ValueTask AddAsync(Session session, Feedback given, ConversationId conversation, DateTimeOffset now, CancellationToken cancellation) =>
        await session.Statement(Sql.Add)
            .Set("@conversation", conversation.Value).Set("@case", given.Case?.Value ?? "").Set("@question", given.Question).Set("@round", given.Round.ToUnixTimeMilliseconds())
            .Set("@answer", given.Answer).Set("@at", now.ToUnixTimeMilliseconds())
            .ExecuteAsync(cancellation);

    /// <summary>Oldest first.</summary>
    public static async ValueTask<IReadOnlyList<Feedback>> OfConversationAsync(Session session, ConversationId conversation, CancellationToken cancellation) =>
        await session.Statement(Sql.OfConversation).Set("@conversation", conversation.Value).ListAsync(row => new Feedback(
            row.GetString(0) is { Length: > 0 } id ? new CaseId(id) : null, row.GetString(1), row.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3))), cancellation);

    private static class Sql
    {
        public const string Add = """
            insert into feedback (conversation_id, case_id, question, round, answer, at) values (@conversation, @case, @question, @round, @answer, @at)
            on conflict (conversation_id, case_id, question, round) do nothing
            """;

        public const string OfConversation = "select case_id, question, answer, round from feedback where conversation_id = @conversation order by at, round, question";
    }
}
