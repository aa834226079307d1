namespace ServiceBot.Server.Channels.BotFramework.Connector;

/// <summary>How a call of a channel's connector ended.</summary>
internal abstract record ConnectorResult
{
    private ConnectorResult() { }

    /// <param name="Id">The channel's id of the message or conversation; null where it gave none.</param>
    public sealed record Done(string? Id, ReadOnlyMemory<byte> Body) : ConnectorResult;

    /// <summary>It has not arrived, and may later.</summary>
    /// <param name="After">As the channel wishes.</param>
    public sealed record Later(string Why, TimeSpan? After) : ConnectorResult;

    /// <summary>It may have arrived.</summary>
    public sealed record Unknown(string Why, TimeSpan? After) : ConnectorResult;

    /// <summary>Nothing more reaches this customer until they write again: they blocked the bot, left, or removed the app.</summary>
    /// <param name="IsGone">What was asked for is not there, which may be the message that was answered.</param>
    public sealed record Blocked(string Why, bool IsGone = false) : ConnectorResult;

    /// <summary>It will never work.</summary>
    public sealed record Refused(string Why, int? Status = null) : ConnectorResult;
}
