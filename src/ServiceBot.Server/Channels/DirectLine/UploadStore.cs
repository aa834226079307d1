using System.Globalization;
using ServiceBot.Storage;

namespace ServiceBot.Server.Channels.DirectLine;

/// <param name="Name">As the customer's device called it, cleaned.</param>
/// <param name="Size">Bytes.</param>
internal sealed record Upload(string Id, ConversationId Conversation, string Name, string ContentType, long Size, DateTimeOffset At);

internal abstract record Keeping
{
    private Keeping() { }

    public sealed record Kept(Upload Upload) : Keeping;

    public sealed record TooLarge : Keeping;

    /// <summary>The disk, or our share of it.</summary>
    public sealed record Full : Keeping;
}

/// <summary>Files that customers send: bytes in the data folder under names nobody can guess or choose, what is known about them in the database.</summary>
internal sealed class UploadStore(Database database, ServerSettings server, DirectLineSettings settings, IdSource ids, TimeProvider time)
{
    /// <summary>Direct Line's limit for one attachment, in bytes.</summary>
    public const long Largest = 4 * 1024 * 1024;

    private const long Unknown = -1;
    private const int LinuxDiskFull = 28;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private static readonly TimeSpan LinkLife = TimeSpan.FromHours(24);
    private readonly string folder = Path.Combine(server.DataFolder, "uploads");
    private long taken = Unknown;

    /// <summary>Writes the bytes to disk and flushes them. They are nobody's until <see cref="RecordAsync"/>.</summary>
    public async ValueTask<Keeping> KeepAsync(ConversationId conversation, string? name, string? contentType, Stream bytes, CancellationToken cancellation)
    {
        if (await TakenAsync(cancellation) >= settings.Limits.DiskMegabytes * 1024L * 1024) return new Keeping.Full();
        var upload = new Upload(ids.Next("up_"), conversation, UploadNames.Clean(name), UploadNames.SafeType(contentType), 0, time.GetUtcNow());
        var file = FileOf(upload.Id);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var isKept = false;
        try
        {
            await using var to = new FileStream(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous, BufferSize = 0 });
            if (await CopyAsync(bytes, to, cancellation) is not { } size) return new Keeping.TooLarge();
            to.Flush(flushToDisk: true);
            isKept = true;
            return new Keeping.Kept(upload with { Size = size });
        }
        catch (IOException full) when (full.HResult is LinuxDiskFull or WindowsDiskFull)
        {
            return new Keeping.Full();
        }
        finally
        {
            if (!isKept) File.Delete(file);
        }
    }

    public async ValueTask RecordAsync(IReadOnlyList<Upload> uploads, CancellationToken cancellation)
    {
        await database.WriteAsync(async (session, cancel) =>
        {
            foreach (var upload in uploads)
                await session.Statement(Sql.Insert)
                    .Set("@id", upload.Id).Set("@conversation", upload.Conversation.Value).Set("@name", upload.Name).Set("@type", upload.ContentType)
                    .Set("@size", upload.Size).Set("@at", upload.At.ToUnixTimeMilliseconds())
                    .ExecuteAsync(cancel);
            return true;
        }, cancellation);
        Interlocked.Add(ref taken, uploads.Sum(upload => upload.Size));
    }

    /// <summary>Takes back what was kept for a message that was then not accepted, or had been sent before.</summary>
    public async ValueTask DropAsync(IReadOnlyList<Upload> uploads, CancellationToken cancellation)
    {
        var recorded = await database.WriteAsync(async (session, cancel) =>
        {
            var rows = 0;
            foreach (var upload in uploads) rows += await session.Statement("delete from upload where id = @id").Set("@id", upload.Id).ExecuteAsync(cancel);
            return rows > 0;
        }, cancellation);
        if (recorded) Interlocked.Add(ref taken, -uploads.Sum(upload => upload.Size));
        foreach (var upload in uploads) File.Delete(FileOf(upload.Id));
    }

    /// <summary>The file behind a public link; null when there is none, or when the link's day is over.</summary>
    public async ValueTask<(Upload Upload, string File)?> FindLinkedAsync(string id, CancellationToken cancellation)
    {
        var found = await FindAsync(id, cancellation);
        return found is { Upload.At: var at } && time.GetUtcNow() - at <= LinkLife ? found : null;
    }

    public async ValueTask<(Upload Upload, string File)?> FindAsync(string id, CancellationToken cancellation)
    {
        var upload = await database.ReadAsync((session, cancel) => session.Statement(Sql.Find).Set("@id", id).FirstAsync(Read, cancel), cancellation);
        if (upload is null) return null;
        var file = FileOf(upload.Id);
        return File.Exists(file) ? (upload, file) : null;
    }

    public static Upload Read(Row row) =>
        new(row.GetString(0), new(row.GetString(1)), row.GetString(2), row.GetString(3), row.GetInt64(4), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)));

    /// <summary>Folders that hold files.</summary>
    public IEnumerable<string> Folders() => Directory.Exists(folder) ? Directory.EnumerateDirectories(folder) : [];

    /// <summary>The bytes of files whose rows are gone; what does not lie in this folder is another node's to sweep.</summary>
    public static void Delete(string dataFolder, IEnumerable<string> uploads)
    {
        foreach (var id in uploads)
            if (FileIn(Path.Combine(dataFolder, "uploads"), id) is var file && File.Exists(file)) File.Delete(file);
    }

    private string FileOf(string id) => FileIn(folder, id);

    private static string FileIn(string folder, string id) => Path.Combine(folder, id[3..5], id);

    /// <returns>The number of bytes; null when there are more than <see cref="Largest"/>.</returns>
    private static async ValueTask<long?> CopyAsync(Stream from, FileStream to, CancellationToken cancellation)
    {
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(32_768);
        try
        {
            long size = 0;
            while (await UploadForm.ReadAsync(from, buffer, cancellation) is var read and > 0)
            {
                size += read;
                if (size > Largest) return null;
                await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }

            return size;
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask<long> TakenAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref taken) is not Unknown and var known) return known;
        var sum = await database.ReadAsync((session, cancel) => session.Statement("select coalesce(sum(size), 0) from upload").ScalarAsync(cancel), cancellation);
        Interlocked.CompareExchange(ref taken, Convert.ToInt64(sum, CultureInfo.InvariantCulture), Unknown);
        return Volatile.Read(ref taken);
    }

    private static class Sql
    {
        public const string Insert = "insert into upload (id, conversation_id, name, content_type, size, at) values (@id, @conversation, @name, @type, @size, @at)";
        public const string Find = "select id, conversation_id, name, content_type, size, at from upload where id = @id";
    }
}
