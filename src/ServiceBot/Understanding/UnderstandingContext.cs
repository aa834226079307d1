namespace ServiceBot.Understanding;

/// <summary>What the conversation knows when a message arrives.</summary>
public sealed record UnderstandingContext
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>The site's: "昨天" and "3点" are read in it.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The conversation's language so far; decides between scripts when a message could be either. Null at its beginning.</summary>
    public Locale? Locale { get; init; }

    /// <summary>What the customer has told of the open matters: danger is often told in two messages ("it's 13 degrees here", "our baby is two weeks old").</summary>
    public string Told { get; init; } = "";

    /// <summary>What the bot has just asked for, one of <see cref="Understanding.Asked"/>; null for nothing.</summary>
    public string? Asked { get; init; }
}

/// <summary>What a bot's turn may ask for, as `! asked` in a `.chat` file and <c>TurnOutput.Asked</c>.</summary>
public static class Asked
{
    public const string OrderNumber = "order-number";
    public const string Photo = "photo";
    public const string Phone = "phone";
    public const string Choice = "choice";
}
