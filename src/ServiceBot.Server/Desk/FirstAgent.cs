namespace ServiceBot.Server.Desk;

/// <summary>The first agent, made when there is none: somebody has to be able to sign in.</summary>
internal sealed class FirstAgent(AgentAccounts accounts, IdSource ids, IConfiguration configuration)
{
    public const string Name = "admin";
    public const string PasswordSetting = "Desk:AdminPassword";

    /// <returns>The generated password, to be shown once; null when there are agents already or the setting gives one.</returns>
    /// <exception cref="SettingException">The password of the setting is too short or too long.</exception>
    public async ValueTask<string?> EnsureAsync(CancellationToken cancellation)
    {
        if ((await accounts.ListAsync(cancellation)).Count > 0) return null;
        var configured = configuration[PasswordSetting];
        var password = configured is { Length: > 0 } ? configured : AgentPassword.Generate(ids);
        return await accounts.AddAsync(Name, AgentRole.Admin, authority: null, password, cancellation) switch
        {
            AgentAdded.Refused refused => throw new SettingException($"{PasswordSetting}: {refused.Why}"),
            // Two nodes started at once, and the other was first: its password holds.
            AgentAdded.NameTaken => null,
            _ => configured is { Length: > 0 } ? null : password,
        };
    }
}
