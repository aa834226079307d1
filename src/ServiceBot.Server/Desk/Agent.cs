namespace ServiceBot.Server.Desk;

/// <summary>Somebody who works at the desk.</summary>
/// <param name="Authority">Most money by one act; null is what the pack's policy gives the role.</param>
internal sealed record Agent(AgentId Id, string Name, AgentRole Role, Money? Authority);

/// <summary>Each may do what the one before it may.</summary>
internal enum AgentRole
{
    Agent,
    Supervisor,
    Admin,
}

internal static class AgentRoles
{
    /// <summary>agent, supervisor, admin: in the database, on the command line and on the wire.</summary>
    public static string Word(this AgentRole role) => role switch
    {
        AgentRole.Supervisor => "supervisor",
        AgentRole.Admin => "admin",
        _ => "agent",
    };

    public static AgentRole? FromWord(string word) => word switch
    {
        "agent" => AgentRole.Agent,
        "supervisor" => AgentRole.Supervisor,
        "admin" => AgentRole.Admin,
        _ => null,
    };
}

/// <summary>What agents are called: 1 to 40 letters, digits, spaces and . _ - of any script.</summary>
internal static class AgentName
{
    public static string? Problem(string name)
    {
        var trimmed = name.Trim();
        if (trimmed.Length is 0 or > 40) return "A name has 1 to 40 characters.";
        return trimmed.All(c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '_' or '-' || char.IsSurrogate(c))
            ? null
            : "A name holds letters, digits, spaces and . _ - only.";
    }

    /// <summary>Under which "Ｌｉｎ", "Lin" and " lin" are one person.</summary>
    public static string Key(string name) => name.Trim().Normalize(System.Text.NormalizationForm.FormKC).ToLowerInvariant();
}

/// <summary>What a password has to be: long (NIST SP 800-63B asks for length, not for kinds of characters), and not the name.</summary>
internal static class AgentPassword
{
    public const int Shortest = 10;

    // The hash reads every character, so a limit also bounds its time.
    public const int Longest = 200;

    public static string? Problem(string password, string name)
    {
        if (password.Length < Shortest) return $"A password has at least {Shortest} characters.";
        if (password.Length > Longest) return $"A password has at most {Longest} characters.";
        return AgentName.Key(password) == AgentName.Key(name) ? "The password must not be the name." : null;
    }

    /// <summary>80 random bits that can be read aloud: "7k3f-…".</summary>
    public static string Generate(IdSource ids) => string.Join('-', ids.Next("")[..16].ToLowerInvariant().Chunk(4).Select(part => new string(part)));
}
