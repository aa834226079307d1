namespace ServiceBot.Server.Channels.BotFramework.Inbound;

/// <summary>Who sends an activity, as its token says; never what the activity says of itself (A2251).</summary>
internal abstract record Sender
{
    private Sender() { }

    /// <summary>As it is kept with a conversation; null where no token was asked for.</summary>
    public abstract string? CallerId { get; }

    /// <summary>A program on this machine, where no app id is configured.</summary>
    public sealed record ThisMachine : Sender
    {
        public override string? CallerId => null;
    }

    /// <summary>A channel of Azure.</summary>
    /// <param name="ServiceUrl">The token's claim; the activity has to say the same.</param>
    /// <param name="Endorsements">Channels that the signing key may speak for.</param>
    public sealed record Channel(string Cloud, string? ServiceUrl, IReadOnlyList<string> Endorsements) : Sender
    {
        public override string? CallerId => Cloud;
    }

    /// <summary>A bot that calls us as its skill, or the Emulator with our own app id.</summary>
    public sealed record App(string AppId) : Sender
    {
        private const string Prefix = "urn:botframework:aadappid:";

        public override string? CallerId => Prefix + AppId;

        /// <summary>The app id in a caller's id; null for a channel's.</summary>
        public static string? In(string? callerId) => callerId?.StartsWith(Prefix, StringComparison.Ordinal) == true ? callerId[Prefix.Length..] : null;
    }

    public sealed record Refused(Refusal Why) : Sender
    {
        public override string? CallerId => null;
    }
}
