using ServiceBot.Protocol;

namespace ServiceBot.Server.Channels.BotFramework.Inbound;

/// <summary>Activities that no customer sends: of an agent hub, of another bot that hands over, of agents in Teams. Asked before the customers' road.</summary>
internal interface IActivityTaker
{
    /// <returns>Null: it is none of these.</returns>
    ValueTask<Handled?> TakeAsync(Activity activity, Sender sender, CancellationToken cancellation);
}
