using System.Text.Json;

namespace ServiceBot.Protocol;

/// <summary>A large picture, a title, text and buttons.</summary>
public sealed record HeroCard
{
    public string? Title { get; init; }
    public string? Subtitle { get; init; }
    public string? Text { get; init; }
    public IReadOnlyList<CardImage>? Images { get; init; }
    public IReadOnlyList<CardAction>? Buttons { get; init; }
    public CardAction? Tap { get; init; }

    public Attachment ToAttachment() => new() { ContentType = ContentTypes.HeroCard, Content = ProtocolJson.ToElement(this) };
}

/// <summary>As <see cref="HeroCard"/>, with a small picture.</summary>
public sealed record ThumbnailCard
{
    public string? Title { get; init; }
    public string? Subtitle { get; init; }
    public string? Text { get; init; }
    public IReadOnlyList<CardImage>? Images { get; init; }
    public IReadOnlyList<CardAction>? Buttons { get; init; }
    public CardAction? Tap { get; init; }

    public Attachment ToAttachment() => new() { ContentType = ContentTypes.ThumbnailCard, Content = ProtocolJson.ToElement(this) };
}

/// <summary>What was bought or given. Prices are texts, written for the reader.</summary>
public sealed record ReceiptCard
{
    public string? Title { get; init; }
    public IReadOnlyList<ReceiptFact>? Facts { get; init; }
    public IReadOnlyList<ReceiptItem>? Items { get; init; }
    public CardAction? Tap { get; init; }
    public string? Tax { get; init; }
    public string? Vat { get; init; }
    public string? Total { get; init; }
    public IReadOnlyList<CardAction>? Buttons { get; init; }

    public Attachment ToAttachment() => new() { ContentType = ContentTypes.ReceiptCard, Content = ProtocolJson.ToElement(this) };
}

public sealed record ReceiptFact(string Key, string Value);

public sealed record ReceiptItem
{
    public string? Title { get; init; }
    public string? Subtitle { get; init; }
    public string? Text { get; init; }
    public CardImage? Image { get; init; }
    public string? Price { get; init; }
    public string? Quantity { get; init; }
    public CardAction? Tap { get; init; }
}

public sealed record SigninCard
{
    public string? Text { get; init; }

    /// <summary>One button of type <see cref="ActionTypes.Signin"/>; a data: URI in it is refused (A7412).</summary>
    public required IReadOnlyList<CardAction> Buttons { get; init; }

    public Attachment ToAttachment() => new() { ContentType = ContentTypes.SigninCard, Content = ProtocolJson.ToElement(this) };
}

/// <summary>An Adaptive Card (adaptivecards.io). Body and actions are its own JSON: the element set is open.</summary>
public sealed record AdaptiveCard
{
    public string Type { get; init; } = "AdaptiveCard";
    public required string Version { get; init; }
    public required IReadOnlyList<JsonElement> Body { get; init; }
    public IReadOnlyList<JsonElement>? Actions { get; init; }
    public string? FallbackText { get; init; }
    public string? Speak { get; init; }
    public string? Lang { get; init; }

    public Attachment ToAttachment() => new() { ContentType = ContentTypes.AdaptiveCard, Content = ProtocolJson.ToElement(this) };
}

public sealed record CardImage
{
    public required string Url { get; init; }
    public string? Alt { get; init; }
    public CardAction? Tap { get; init; }
}
