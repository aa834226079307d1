namespace ServiceBot.Understanding;

/// <summary>
/// A minhash of a message's words and character pairs without its order numbers, 64 values of 4 bits: enough to say how alike two messages are, too little to read them.
/// </summary>
public readonly record struct MessageSignature(string Base64)
{
    public static MessageSignature Empty { get; } = new("");

    /// <summary>0..1, an estimate of the share of pieces that both have: about 0 for unrelated messages, 1 for the same. 0 when either is empty.</summary>
    public double SimilarityTo(MessageSignature other) => Signatures.Similarity(Base64, other.Base64);
}
