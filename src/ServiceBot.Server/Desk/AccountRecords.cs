using System.Text.Json.Serialization;

namespace ServiceBot.Server.Desk;

/// <param name="IsSignedIn">Whether an agent is signed in at this browser.</param>
internal sealed record AntiforgeryToken(string Token, bool IsSignedIn);

internal sealed record Credentials(string Name, string Password);

internal sealed record NewPassword(string Current, string Next);

/// <summary>The agent at this page.</summary>
/// <param name="Presence">online: may be given conversations now; away: by wish, or without a live connection.</param>
internal sealed record Me(string Id, string Name, RoleWord Role, PresenceWord Presence);

internal sealed record SetPresence(bool Away);

/// <summary>Why a sign-in or a new password was not taken.</summary>
/// <param name="Until">When the lock ends.</param>
internal sealed record AccountRefusal(AccountProblem Problem, DateTimeOffset? Until = null);

internal sealed record SessionEntry(DateTimeOffset CreatedAt, DateTimeOffset SeenAt, string Address, string Browser, bool IsThis);

internal sealed record SessionsEnded(int Count);

[JsonConverter(typeof(WordConverter<RoleWord>))]
internal enum RoleWord
{
    Agent,
    Supervisor,
    Admin,
}

[JsonConverter(typeof(WordConverter<PresenceWord>))]
internal enum PresenceWord
{
    Online,
    Away,
}

[JsonConverter(typeof(WordConverter<AccountProblem>))]
internal enum AccountProblem
{
    WrongNameOrPassword,
    Locked,
    Busy,
    TooShort,
    TooLong,
    SameAsName,
}
