using System.Text.Json.Serialization;
using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Transcripts;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>
/// Who answers a visitor's next message: the bot, nobody yet (with the place and an honest wait), or a person by name.
/// Asked with the conversation's own token; nothing of it is stored (decisions.md 12).
/// </summary>
internal sealed class WhoAnswersEndpoint(Callers callers, Conversations conversations, WaitingQueue queue, Presence presence, Func<string, Pack> packOfSite)
{
    public async Task ShowAsync(HttpContext context)
    {
        switch (callers.Find(context, TokenUse.Conversation))
        {
            case Caller.Visitor visitor:
                var who = await FindAsync(new ConversationId(visitor.Claims.Conversation), context.RequestAborted);
                context.Response.Headers.CacheControl = "no-store";
                await Reply.BytesAsync(context, 200, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(who, WhoAnswersJson.Default.WhoAnswers));
                return;
            case Caller.Refused refused:
                await Reply.RefuseAsync(context, refused.Why);
                return;
            default:
                await Reply.RefuseAsync(context, Refusal.Bad("This is asked with a conversation's token, not with the secret."));
                return;
        }
    }

    private async ValueTask<WhoAnswers> FindAsync(ConversationId id, CancellationToken cancellation)
    {
        // A conversation is opened by its first use; until then the bot will answer it.
        if (await conversations.FindAsync(id, cancellation) is not { } conversation) return new WhoAnswers("bot", null, null, null);
        if (conversation.Owner != Owner.Queue) return new WhoAnswers(ConversationRows.Word(conversation.Owner), conversation.OwnerName, null, null);
        var place = await queue.PlaceAsync(conversation, cancellation);
        var isAnybodyThere = presence.OnDuty.Count > 0;
        return new WhoAnswers("queue", null, place, isAnybodyThere ? (int)queue.Wait(place, packOfSite(conversation.Site).Policy).TotalMinutes : null);
    }
}

/// <param name="Owner">bot, queue or agent.</param>
/// <param name="Place">In the queue, from 1.</param>
/// <param name="Wait">Minutes; null while nobody is on duty: no figure would be honest.</param>
internal sealed record WhoAnswers(string Owner, string? Agent, int? Place, int? Wait);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WhoAnswers))]
internal sealed partial class WhoAnswersJson : JsonSerializerContext;
