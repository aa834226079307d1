using ServiceBot.Understanding.Entities;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding;

/// <summary>
/// Minhash with 4 bits a value (Li and König, "b-bit minwise hashing", 2010): for a signature of this length 64 short values tell more than 16 whole ones.
/// </summary>
internal static class Signatures
{
    private const int Values = 64;
    private const int Bytes = Values / 2;
    private static readonly uint[] factors = Factors();

    public static MessageSignature Of(NormalText text, Scratch scratch)
    {
        var pieces = scratch.Hashes;
        Pieces(text, scratch.Taken, pieces, withSubject: false);
        // "我的快递" alone: then the subject is what was said.
        if (pieces.Count == 0) Pieces(text, scratch.Taken, pieces, withSubject: true);
        if (pieces.Count == 0) return MessageSignature.Empty;
        Span<uint> least = stackalloc uint[Values];
        least.Fill(uint.MaxValue);
        foreach (var piece in pieces)
        {
            for (var i = 0; i < Values; i++)
            {
                var hash = piece * factors[i];
                hash ^= hash >> 15;
                if (hash < least[i]) least[i] = hash;
            }
        }

        Span<byte> packed = stackalloc byte[Bytes];
        for (var i = 0; i < Bytes; i++) packed[i] = (byte)(Short(least[2 * i]) | (Short(least[2 * i + 1]) << 4));
        return new MessageSignature(Convert.ToBase64String(packed));
    }

    public static double Similarity(string first, string second)
    {
        Span<byte> a = stackalloc byte[Bytes], b = stackalloc byte[Bytes];
        if (!Convert.TryFromBase64String(first ?? "", a, out var lengthA) || !Convert.TryFromBase64String(second ?? "", b, out var lengthB) || lengthA != Bytes || lengthB != Bytes) return 0;
        var equal = 0;
        for (var i = 0; i < Bytes; i++)
        {
            var difference = a[i] ^ b[i];
            if ((difference & 0x0F) == 0) equal++;
            if ((difference & 0xF0) == 0) equal++;
        }

        // One value in sixteen is equal by chance.
        const double chance = 1.0 / 16;
        return Math.Clamp(((double)equal / Values - chance) / (1 - chance), 0, 1);
    }

    // Han characters and pairs without particles, Latin words by their first letters without the commonest: what a paraphrase keeps.
    // Nor with what every message is about: the parcel, the order.
    private static void Pieces(NormalText text, List<(int Start, int End)> taken, List<uint> pieces, bool withSubject)
    {
        pieces.Clear();
        var span = 0;
        var before = '\0';
        for (var i = 0; i < text.Length;)
        {
            while (span < taken.Count && taken[span].End <= i) span++;
            if (span < taken.Count && taken[span].Start <= i)
            {
                i = taken[span].End;
                before = '\0';
                continue;
            }

            var c = text[i];
            if (HanTable.IsHan(c))
            {
                if (!withSubject && IsSubject(c, text.At(i + 1)))
                {
                    i += 2;
                    continue;
                }

                if (!IsParticle(c))
                {
                    // A character counts as much as two pairs: a paraphrase keeps it and changes its neighbours.
                    pieces.Add(Mix(c, 7));
                    pieces.Add(Mix(c, 8));
                    if (before != '\0') pieces.Add(Mix(before, c));
                }

                before = IsParticle(c) ? before : c;
                i++;
            }
            else if (char.IsAsciiLetterOrDigit(c))
            {
                i = Word(text, i, pieces, withSubject);
                before = '\0';
            }
            else
            {
                i++;
            }
        }
    }

    private static int Word(NormalText text, int start, List<uint> pieces, bool withSubject)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end])) end++;
        var word = text.Chars[start..end];
        if (word.Length < 3 || IsCommon(word) || (!withSubject && IsSubject(word))) return end;
        uint hash = 17;
        foreach (var c in word[..Math.Min(5, word.Length)]) hash = Mix(hash, c);
        pieces.Add(hash);
        return end;
    }

    private static bool IsParticle(char c) => c is '的' or '了' or '呢' or '啊' or '吧' or '吗' or '是' or '我' or '你' or '您' or '们' or '就' or '都' or '也' or '在' or '有' or '个' or '这' or '那' or '到' or '还' or '很' or '给' or '请';

    private static bool IsSubject(char first, char second) => (first, second) is ('快', '递') or ('包', '裹') or ('订', '单') or ('单', '号') or ('物', '流');

    private static bool IsSubject(ReadOnlySpan<char> word) => word is "parcel" or "parcels" or "package" or "packages" or "order" or "orders" or "delivery" or "shipment" or "number";

    private static bool IsCommon(ReadOnlySpan<char> word) => word is "the" or "and" or "you" or "your" or "was" or "were" or "has" or "have" or "had" or "are" or "this" or "that" or "for" or "but" or "with" or "not"
        or "its" or "ive" or "been" or "from" or "they" or "them" or "there" or "then" or "just" or "still" or "what" or "please" or "can" or "will" or "would" or "did" or "does" or "get" or "got" or "now" or "all"
        or "yet" or "hasnt" or "havent" or "didnt" or "said";

    private static uint Short(uint value) => (value >> 3) & 0x0F;

    private static uint Mix(uint hash, uint value)
    {
        hash = (hash ^ value) * 0x9E3779B1;
        return hash ^ (hash >> 13);
    }

    private static uint[] Factors()
    {
        var all = new uint[Values];
        uint state = 2463534242;
        for (var i = 0; i < Values; i++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            all[i] = state | 1;
        }

        return all;
    }
}
