using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using ServiceBot.Protocol;
using ServiceBot.Storage;
using ServiceBot.Turns;
using UnreachableException = System.Diagnostics.UnreachableException;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>A message with files: one raw body, or a multipart form with the activity and up to ten files.</summary>
internal sealed class UploadEndpoints(Callers callers, ActivityEndpoints activities, UploadStore store, VisitorLimits limits)
{
    private const int MostFiles = 10;
    private const long LargestForm = MostFiles * UploadStore.Largest + 1024 * 1024;

    public async Task UploadAsync(HttpContext context)
    {
        var id = Route.Conversation(context);
        var caller = callers.Find(context, id, TokenUse.Conversation);
        if (caller is Caller.Refused refused)
        {
            await Reply.RefuseAsync(context, refused.Why);
            return;
        }

        if (limits.Message(context, caller) is { } tooMany)
        {
            await Reply.RefuseAsync(context, tooMany);
            return;
        }

        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = LargestForm;
        var (activityId, refusal) = await TakeAsync(context, id, caller);
        if (refusal is not null) await Reply.RefuseAsync(context, refusal);
        else await Reply.IdAsync(context, activityId!);
    }

    /// <summary>Keeps the files and stores their message. Of what is refused nothing lies on the disk any more when the sender reads so.</summary>
    private async ValueTask<(string? ActivityId, Refusal?)> TakeAsync(HttpContext context, ConversationId id, Caller caller)
    {
        List<Upload> kept = [];
        var isTheirs = false;
        try
        {
            var (activity, refusal) = await ReadAsync(context, id, kept);
            refusal ??= kept.Count == 0 ? Refusal.Bad("There is no file in this upload.") : null;
            refusal ??= IncomingRules.FirstBroken(activity!, caller);
            refusal ??= limits.Upload(context, caller, kept.Sum(upload => upload.Size));
            if (refusal is not null) return (null, refusal);

            switch (await AcceptAsync(context, id, activity! with { Attachments = [.. kept.Select(upload => Attachment(context, upload))] }, caller, kept))
            {
                case Acceptance.Accepted accepted:
                    // Sent before: that message has files of its own.
                    isTheirs = !accepted.IsDuplicate;
                    return (accepted.ActivityId, null);
                case Acceptance.UnknownConversation:
                    return (null, Refusal.NoConversation);
                default:
                    throw new UnreachableException();
            }
        }
        catch (StoreUnavailableException)
        {
            // Whether the message stands is not known: its files stay with the conversation, or are found by the sweep.
            isTheirs = true;
            throw;
        }
        catch (InvalidDataException wrong)
        {
            return (null, Refusal.Bad($"The form cannot be read: {wrong.Message}"));
        }
        finally
        {
            if (!isTheirs && kept.Count > 0) await store.DropAsync(kept, CancellationToken.None);
        }
    }

    private async ValueTask<Acceptance> AcceptAsync(HttpContext context, ConversationId id, Activity activity, Caller caller, List<Upload> kept)
    {
        // First the files, then the message: a message whose file is missing would be a promise broken.
        await store.RecordAsync(kept, context.RequestAborted);
        return await activities.AcceptAsync(id, IncomingRules.AsOurs(activity, caller), IncomingRules.DedupeKey(activity), caller, context.RequestAborted);
    }

    private async ValueTask<(Activity?, Refusal?)> ReadAsync(HttpContext context, ConversationId id, List<Upload> kept)
    {
        var type = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var parsed) ? parsed : null;
        var isForm = type?.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true;
        return isForm ? await ReadFormAsync(context, id, type!, kept) : await ReadRawAsync(context, id, kept);
    }

    private async ValueTask<(Activity?, Refusal?)> ReadRawAsync(HttpContext context, ConversationId id, List<Upload> kept)
    {
        if (context.Request.ContentLength > UploadStore.Largest) return (null, TooLarge);
        var name = ContentDispositionHeaderValue.TryParse(context.Request.Headers.ContentDisposition.ToString(), out var disposition) ? FileName(disposition) : null;
        return (MessageFrom(context), await KeepAsync(id, name, context.Request.ContentType, context.Request.Body, kept, context.RequestAborted));
    }

    private async ValueTask<(Activity?, Refusal?)> ReadFormAsync(HttpContext context, ConversationId id, MediaTypeHeaderValue type, List<Upload> kept)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 70) return (null, Refusal.Bad("The multipart boundary is missing or has more than 70 characters."));

        var form = new MultipartReader(boundary, context.Request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 4096 };
        var activity = MessageFrom(context);
        while (await UploadForm.NextAsync(form, context.RequestAborted) is { } section)
        {
            var disposition = section.GetContentDispositionHeader();
            if (IsActivity(section, disposition))
            {
                var (read, refusal) = await ReadActivityAsync(section.Body, context.RequestAborted);
                if (refusal is not null) return (null, refusal);
                activity = read!;
                continue;
            }

            if (kept.Count == MostFiles) return (null, Refusal.Bad($"An upload has at most {MostFiles} files."));
            if (await KeepAsync(id, FileName(disposition), section.ContentType, section.Body, kept, context.RequestAborted) is { } fault) return (null, fault);
        }

        return (activity, null);
    }

    private async ValueTask<Refusal?> KeepAsync(ConversationId id, string? name, string? contentType, Stream bytes, List<Upload> kept, CancellationToken cancellation)
    {
        switch (await store.KeepAsync(id, name, contentType, bytes, cancellation))
        {
            case Keeping.Kept done:
                kept.Add(done.Upload);
                return null;
            case Keeping.TooLarge:
                return TooLarge;
            default:
                return new Refusal(507, "StorageFull", "There is no room for uploads at the moment.");
        }
    }

    private static async ValueTask<(Activity?, Refusal?)> ReadActivityAsync(Stream part, CancellationToken cancellation)
    {
        var bytes = new byte[Body.Limit + 1];
        var length = await part.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        if (length > Body.Limit) return (null, Refusal.BodyTooLarge);
        return ProtocolJson.ReadActivity(bytes.AsSpan(0, length)) switch
        {
            Reading<Activity>.Accepted { Value.Type: not ActivityTypes.Message } => (null, Refusal.Bad("The activity of an upload is a message.")),
            Reading<Activity>.Accepted accepted => (accepted.Value, null),
            Reading<Activity>.Refused refused => (null, Refusal.Bad(refused)),
            _ => throw new UnreachableException(),
        };
    }

    private static bool IsActivity(MultipartSection section, ContentDispositionHeaderValue? disposition) =>
        section.ContentType?.StartsWith(ContentTypes.Activity, StringComparison.OrdinalIgnoreCase) == true
        || (disposition is not null && disposition.Name.Equals("activity", StringComparison.Ordinal) && !disposition.FileName.HasValue);

    private static Activity MessageFrom(HttpContext context) =>
        new() { Type = ActivityTypes.Message, From = new ChannelAccount { Id = context.Request.Query["userId"] } };

    private static string? FileName(ContentDispositionHeaderValue? disposition) =>
        HeaderUtilities.RemoveQuotes(disposition is { FileNameStar.HasValue: true } ? disposition.FileNameStar : disposition?.FileName ?? default).Value;

    private static Attachment Attachment(HttpContext context, Upload upload) => new()
    {
        ContentType = upload.ContentType,
        ContentUrl = $"{context.Request.Scheme}://{context.Request.Host.Value}{context.Request.PathBase}{Route.Root}/uploads/{upload.Id}",
        Name = upload.Name,
    };

    private static Refusal TooLarge { get; } = new(413, "MessageSizeTooBig", "An attachment has at most 4 MB (4,194,304 bytes).");
}
