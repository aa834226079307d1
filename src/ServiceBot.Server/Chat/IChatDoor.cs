using ServiceBot.Protocol;
using ServiceBot.Transcripts;

namespace ServiceBot.Server.Chat;

/// <summary>The way on which the customers of a `.chat` file write to the bot and read its answers: straight into it, or by a channel's endpoint and its cards.</summary>
internal interface IChatDoor
{
    /// <summary>Somebody is there who has not written yet.</summary>
    ValueTask<ConversationId> OpenAsync(ChatCustomer customer, CancellationToken cancellation);

    /// <summary>Their activity, and the turns that follow from it.</summary>
    /// <returns>The conversation it belongs to.</returns>
    ValueTask<ConversationId> SendAsync(ChatCustomer customer, Activity activity, CancellationToken cancellation);

    /// <summary>What they see beyond a number, in order.</summary>
    ValueTask<IReadOnlyList<ChatSaid>> SeenAsync(ConversationId conversation, long after, CancellationToken cancellation);
}

/// <param name="Services">Parts of the bot that this way needs.</param>
internal sealed record ChatWay(Action<IServiceCollection> Services, Func<ChatBot, ChatSetup, IChatDoor> Door)
{
    /// <summary>Into the inbox, and out of the transcript.</summary>
    public static ChatWay Straight { get; } = new(_ => { }, (bot, setup) => new StraightDoor(bot, setup));
}

/// <summary>Activities as they are stored, without a channel between.</summary>
internal sealed class StraightDoor(ChatBot bot, ChatSetup setup) : IChatDoor
{
    public ValueTask<ConversationId> OpenAsync(ChatCustomer customer, CancellationToken cancellation) =>
        bot.OpenAsync(customer.Known, customer.Proof, setup.Channel, setup.Locale, cancellation);

    public async ValueTask<ConversationId> SendAsync(ChatCustomer customer, Activity activity, CancellationToken cancellation)
    {
        var conversation = customer.Conversation ?? await OpenAsync(customer, cancellation);
        await bot.ReceiveAsync(conversation, activity, null, cancellation);
        return conversation;
    }

    public ValueTask<IReadOnlyList<ChatSaid>> SeenAsync(ConversationId conversation, long after, CancellationToken cancellation) => bot.TranscriptAsync(conversation, after, cancellation);
}
