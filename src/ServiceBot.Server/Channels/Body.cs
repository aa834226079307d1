using System.Buffers;
using System.IO.Pipelines;
using ServiceBot.Protocol;
using UnreachableException = System.Diagnostics.UnreachableException;

namespace ServiceBot.Server.Channels;

/// <summary>Reads a body of bounded size and gives it to the strict reader without copying it, where it lies in one piece.</summary>
internal static class Body
{
    public delegate Reading<T> Reader<T>(ReadOnlySpan<byte> utf8)
        where T : class;

    /// <summary>Direct Line's limit for one activity.</summary>
    public const int Limit = 262_144;

    /// <summary>For the whole of it, however steadily it drips.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static async ValueTask<(T? Value, Refusal? Refusal)> ReadAsync<T>(HttpContext context, Reader<T> read)
        where T : class
    {
        if (context.Request.ContentLength > Limit) return (null, Refusal.BodyTooLarge);
        var pipe = context.Request.BodyReader;
        CancellationTokenSource? patience = null;
        try
        {
            return await ReadAsync(context, pipe, read, Waits);
        }
        catch (OperationCanceledException) when (patience is { IsCancellationRequested: true } && !context.RequestAborted.IsCancellationRequested)
        {
            return (null, Refusal.TooSlow);
        }
        finally
        {
            patience?.Dispose();
        }

        // Nearly every body is there when its head is: the clock starts with the first wait.
        CancellationToken Waits()
        {
            if (patience is not null) return patience.Token;
            patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            patience.CancelAfter(Patience);
            return patience.Token;
        }
    }

    private static async ValueTask<(T? Value, Refusal? Refusal)> ReadAsync<T>(HttpContext context, PipeReader pipe, Reader<T> read, Func<CancellationToken> waits)
        where T : class
    {
        while (true)
        {
            if (!pipe.TryRead(out var part)) part = await pipe.ReadAsync(waits());
            if (part.Buffer.Length > Limit)
            {
                pipe.AdvanceTo(part.Buffer.End);
                return (null, Refusal.BodyTooLarge);
            }

            if (!part.IsCompleted)
            {
                pipe.AdvanceTo(part.Buffer.Start, part.Buffer.End);
                continue;
            }

            var reading = Parse(part.Buffer, read);
            pipe.AdvanceTo(part.Buffer.End);
            return reading switch
            {
                Reading<T>.Accepted accepted => (accepted.Value, null),
                Reading<T>.Refused refused => (null, Refusal.Bad(refused)),
                _ => throw new UnreachableException(),
            };
        }
    }

    private static Reading<T> Parse<T>(ReadOnlySequence<byte> body, Reader<T> read)
        where T : class
    {
        if (body.IsSingleSegment) return read(body.FirstSpan);
        var whole = ArrayPool<byte>.Shared.Rent((int)body.Length);
        try
        {
            body.CopyTo(whole);
            return read(whole.AsSpan(0, (int)body.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }
}
