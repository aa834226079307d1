using Microsoft.AspNetCore.Http.HttpResults;
using ServiceBot.Server.Channels.BotFramework.Connector;
using ServiceBot.Storage;

namespace ServiceBot.Server.Admin;

/// <param name="Status">ready, or what is wrong.</param>
/// <param name="Notes">What works but should be seen to: a broken edit of a pack, a channel that cannot be answered.</param>
internal sealed record HealthReport(string Status, IReadOnlyList<string> Notes);

/// <summary>`/health/live`: the process runs. `/health/ready`: it can serve customers, that is, its database takes writes.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new HealthReport("live", []))).AllowAnonymous();
        app.MapGet("/health/ready", ReadyAsync).AllowAnonymous();
    }

    private static async Task<Results<Ok<HealthReport>, JsonHttpResult<HealthReport>>> ReadyAsync(Database database, SitePacks packs, IEnumerable<BotTokens> tokens, CancellationToken cancellation)
    {
        var notes = packs.Problems.Select(problem => problem.ToString()).ToList();
        if (tokens.Any(ours => ours.IsRefused)) notes.Add("Replies to Teams and the other channels of BotFramework:AppId wait: there is no token for them. The log says why.");
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(TimeSpan.FromSeconds(3));
            await database.WriteAsync(async (session, cancel) => await session.Statement("update migration set name = name where number = 1").ExecuteAsync(cancel), patience.Token).AsTask().WaitAsync(patience.Token);
            return TypedResults.Ok(new HealthReport("ready", notes));
        }
        catch (Exception down) when (down is StoreUnavailableException || (down is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return TypedResults.Json(new HealthReport("the database does not answer", notes), statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
