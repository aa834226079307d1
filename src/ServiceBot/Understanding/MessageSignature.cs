namespace ServiceBot.Understanding;

/// <summary>A 16-value minhash of a message's character n-grams: enough to say how alike two messages are, too little to read them.</summary>
public readonly record struct MessageSignature(string Base64)
{
    public static MessageSignature Empty { get; } = new("");
}
