namespace ServiceBot.Protocol;

public static class ContentTypes
{
    public const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";
    public const string HeroCard = "application/vnd.microsoft.card.hero";
    public const string ThumbnailCard = "application/vnd.microsoft.card.thumbnail";
    public const string ReceiptCard = "application/vnd.microsoft.card.receipt";
    public const string SigninCard = "application/vnd.microsoft.card.signin";

    /// <summary>The part of an upload that carries the activity itself (Direct Line).</summary>
    public const string Activity = "application/vnd.microsoft.activity";

    public const string Json = "application/json";
}
