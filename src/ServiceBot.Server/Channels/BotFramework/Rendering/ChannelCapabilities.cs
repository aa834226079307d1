using ServiceBot.Protocol;

namespace ServiceBot.Server.Channels.BotFramework.Rendering;

/// <summary>How a channel shows buttons that belong to a message.</summary>
internal enum ButtonForm
{
    /// <summary>A numbered list; the customer answers with a number or in words.</summary>
    Numbers,

    /// <summary>Suggested actions below the last message.</summary>
    Suggested,

    HeroCard,

    /// <summary>An Adaptive Card whose buttons submit.</summary>
    AdaptiveCard,
}

/// <summary>What a channel can show, by its id. Sources: the SDK's Channel class for numbers of buttons, each channel's own documentation for lengths.</summary>
internal sealed record ChannelCapabilities
{
    public required ButtonForm Buttons { get; init; }

    /// <summary>More than these become a numbered list.</summary>
    public int MostButtons { get; init; } = 100;

    public bool ShowsAdaptiveCards { get; init; }

    /// <summary>Characters that the cards of one message have together; the next ones go in a message of their own.</summary>
    public int MostCards { get; init; } = int.MaxValue;

    /// <summary>A card of a matter is shown as a hero card: title, words, buttons.</summary>
    public bool ShowsHeroCards { get; init; }

    /// <summary>A press brings a value back (messageBack); elsewhere it says the title as if it were typed.</summary>
    public bool PressHasValue { get; init; }

    /// <summary>Characters (UTF-16) of a message's text; longer ones are split.</summary>
    public required int MostText { get; init; }

    public bool ShowsTyping { get; init; }

    /// <summary>An unknown channel shows text at least.</summary>
    public static ChannelCapabilities Of(string channelId) => channelId switch
    {
        // 25 kB a card and 40 kB a message (protocol.md §4); a character may take six bytes in JSON.
        ChannelIds.Msteams => new() { Buttons = ButtonForm.AdaptiveCard, MostButtons = 24, ShowsAdaptiveCards = true, MostCards = 28_000, PressHasValue = true, MostText = 3_900, ShowsTyping = true },
        ChannelIds.Emulator => new() { Buttons = ButtonForm.Suggested, ShowsAdaptiveCards = true, PressHasValue = true, MostText = 50_000, ShowsTyping = true },
        ChannelIds.Webchat or ChannelIds.DirectLine or ChannelIds.AzureDirectLine => new() { Buttons = ButtonForm.Suggested, ShowsAdaptiveCards = true, PressHasValue = true, MostText = 50_000, ShowsTyping = true },
        // Another bot, for its own customers: it gets all, and renders it anew.
        Handoff.HubChannel.ChannelName => new() { Buttons = ButtonForm.Suggested, ShowsAdaptiveCards = true, PressHasValue = true, MostText = 50_000 },
        "telegram" => new() { Buttons = ButtonForm.Suggested, ShowsHeroCards = true, MostText = 4096, ShowsTyping = true },
        "facebook" => new() { Buttons = ButtonForm.Suggested, MostButtons = 10, MostText = 2000, ShowsTyping = true },
        "line" => new() { Buttons = ButtonForm.Suggested, MostButtons = 13, MostText = 5000 },
        "slack" => new() { Buttons = ButtonForm.HeroCard, ShowsHeroCards = true, MostButtons = 20, MostText = 4000, ShowsTyping = true },
        "email" => new() { Buttons = ButtonForm.Numbers, MostText = 100_000 },
        "sms" or "twilio-sms" => new() { Buttons = ButtonForm.Numbers, MostText = 1600 },
        _ => new() { Buttons = ButtonForm.Numbers, MostText = 2000 },
    };
}
