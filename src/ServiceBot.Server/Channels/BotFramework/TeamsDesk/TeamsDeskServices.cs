using ServiceBot.Handoff;
using ServiceBot.Server.Channels.BotFramework.Inbound;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

/// <summary>Agents in Teams: a card for each waiting customer, and its thread as the desk.</summary>
internal static class TeamsDeskServices
{
    /// <param name="settings">Null: agents work at the web desk only.</param>
    public static IServiceCollection AddTeamsDesk(this IServiceCollection services, TeamsDeskSettings? settings) => settings is null ? services : services
        .AddSingleton(settings)
        .AddSingleton(new Follower(TeamsDeskChannel.ChannelName, OfOwn: true, OfGuests: true, Hears: true) { IsStaffed = true, Approves = true })
        .AddSingleton<TeamsCards>()
        .AddSingleton<TeamsDeskCards>()
        .AddSingleton<SaidPromises>()
        .AddSingleton<ApprovalCards>()
        .AddSingleton<TeamsApprovals>()
        .AddSingleton<ApprovalTaps>()
        .AddHostedService<TeamsNotes>()
        .AddSingleton<IChannel, TeamsDeskChannel>()
        .AddSingleton<IActivityTaker, TeamsDeskActivities>();
}
