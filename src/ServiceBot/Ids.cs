using System.Security.Cryptography;

namespace ServiceBot;

/// <summary>128 random bits behind a typed prefix (decisions.md 14): cv_ conversation, cs_ case, pr_ promise, cp_ coupon, ag_ agent, cu_ customer.</summary>
public readonly record struct ConversationId(string Value) { public override string ToString() => Value; }

public readonly record struct CaseId(string Value) { public override string ToString() => Value; }

public readonly record struct PromiseId(string Value) { public override string ToString() => Value; }

public readonly record struct CouponId(string Value) { public override string ToString() => Value; }

public readonly record struct AgentId(string Value) { public override string ToString() => Value; }

public readonly record struct CustomerId(string Value) { public override string ToString() => Value; }

/// <summary>Where ids and coupon codes come from; a test or a `.chat` file passes a seeded one.</summary>
public sealed class IdSource(Action<Span<byte>> fill)
{
    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static IdSource Random { get; } = new(RandomNumberGenerator.Fill);

    public ConversationId Conversation() => new(Next("cv_"));
    public CaseId Case() => new(Next("cs_"));
    public PromiseId Promise() => new(Next("pr_"));
    public CouponId Coupon() => new(Next("cp_"));
    public AgentId Agent() => new(Next("ag_"));
    public CustomerId Customer() => new(Next("cu_"));

    /// <summary>26 Crockford characters of 128 random bits behind the prefix.</summary>
    public string Next(string prefix)
    {
        Span<byte> bytes = stackalloc byte[26];
        fill(bytes);
        Span<char> chars = stackalloc char[26];
        for (var i = 0; i < 26; i++) chars[i] = Crockford[bytes[i] & 31];
        return string.Concat(prefix, chars);
    }

    /// <summary>A coupon's code: 12 Crockford characters, 60 random bits.</summary>
    public string CouponCode() => Next("")[..12];
}
