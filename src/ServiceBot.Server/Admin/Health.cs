using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceBot.Server.Channels.BotFramework.Connector;
using ServiceBot.Storage;

namespace ServiceBot.Server.Admin;

/// <param name="Status">ready, or what is wrong.</param>
/// <param name="Notes">What works but should be seen to: a broken edit of a pack, a channel that cannot be answered, a system of the company's that does not answer, a disk that is nearly full.</param>
internal sealed record HealthReport(string Status, IReadOnlyList<string> Notes);

/// <summary>`/health/live`: the process runs. `/health/ready`: it can serve customers, that is, its database takes writes.</summary>
internal static class Health
{
    private const long LeastRoom = 2 << 20;
    private const long LittleRoom = 200 << 20;

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new HealthReport("live", []))).AllowAnonymous();
        app.MapGet("/health/ready", ReadyAsync).AllowAnonymous();
    }

    private static async Task<Results<Ok<HealthReport>, JsonHttpResult<HealthReport>>> ReadyAsync(Database database, SitePacks packs, IEnumerable<BotTokens> tokens, ServerSettings settings, CancellationToken cancellation)
    {
        var notes = packs.Problems.Select(problem => problem.ToString()).ToList();
        if (tokens.Any(ours => ours.IsRefused)) notes.Add("Replies to Teams and the other channels of BotFramework:AppId wait: there is no token for them. The log says why.");
        notes.AddRange(packs.FailingFacts.Select(kind => $"The {kind} system (Facts:{kind}) gave no usable answer when it was last asked; customers are told so. The log says why."));
        var room = new DriveInfo(settings.DataFolder).AvailableFreeSpace;
        if (RoomNote(room) is { } note) notes.Add(note);
        if (database.Engine == Engine.Sqlite && IsFull(room)) return Down("the disk of the data folder is full", notes);
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(TimeSpan.FromSeconds(3));
            await database.WriteAsync(async (session, cancel) => await session.Statement("update migration set name = name where number = 1").ExecuteAsync(cancel), patience.Token).AsTask().WaitAsync(patience.Token);
            return TypedResults.Ok(new HealthReport("ready", notes));
        }
        catch (Exception down) when (down is StoreUnavailableException || (down is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return Down("the database does not answer", notes);
        }
    }

    // A small write, such as the one below, may still find room where a turn does not.
    internal static bool IsFull(long room) => room < LeastRoom;

    /// <param name="room">Bytes left on the disk of the data folder.</param>
    internal static string? RoomNote(long room) => room >= LittleRoom ? null : string.Create(CultureInfo.InvariantCulture, $"The disk of the data folder has {room >> 20} MB left. Make room: when it is full, customers are refused.");

    private static JsonHttpResult<HealthReport> Down(string status, IReadOnlyList<string> notes) => TypedResults.Json(new HealthReport(status, notes), statusCode: StatusCodes.Status503ServiceUnavailable);
}
