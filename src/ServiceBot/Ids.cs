namespace ServiceBot;

/// <summary>A typed prefix, time and random bits (decisions.md 14): cv_ conversation, cs_ case, pr_ promise, cp_ coupon, ag_ agent, cu_ customer.</summary>
public readonly record struct ConversationId(string Value) { public override string ToString() => Value; }

public readonly record struct CaseId(string Value) { public override string ToString() => Value; }

public readonly record struct PromiseId(string Value) { public override string ToString() => Value; }

public readonly record struct CouponId(string Value) { public override string ToString() => Value; }

public readonly record struct AgentId(string Value) { public override string ToString() => Value; }

public readonly record struct CustomerId(string Value) { public override string ToString() => Value; }

/// <summary>Where ids and coupon codes come from; a test or a `.chat` file passes a seeded one.</summary>
/// <param name="clock">Puts ids of rows in the order of their making; without one they are random all through.</param>
public sealed class IdSource(Action<Span<byte>> fill, TimeProvider? clock = null)
{
    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int TimeCharacters = 7;
    private const int MillisecondsAUnit = 32;
    private static readonly long Since = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public static IdSource Random { get; } = new(DrawnBytes.Fill, TimeProvider.System);

    public ConversationId Conversation() => new(Row("cv_"));
    public CaseId Case() => new(Row("cs_"));
    public PromiseId Promise() => new(Row("pr_"));
    public CouponId Coupon() => new(Row("cp_"));
    public AgentId Agent() => new(Row("ag_"));
    public CustomerId Customer() => new(Row("cu_"));

    /// <summary>
    /// 26 Crockford characters: 35 bits of time (32 ms each, for 34 years) and 95 random ones. For what is a key of the database and no secret:
    /// what is talked of now lies together in every index, however much lies there already (docs/decisions/0003-ids-in-order.md).
    /// </summary>
    public string Row(string prefix)
    {
        if (clock is null) return Next(prefix);
        Span<char> chars = stackalloc char[26];
        Random26(chars);
        var units = (clock.GetUtcNow().ToUnixTimeMilliseconds() - Since) / MillisecondsAUnit;
        for (var i = TimeCharacters - 1; i >= 0; i--, units >>= 5) chars[i] = Crockford[(int)(units & 31)];
        return string.Concat(prefix, chars);
    }

    /// <summary>26 Crockford characters of 128 random bits behind the prefix: also for what nobody may guess.</summary>
    public string Next(string prefix)
    {
        Span<char> chars = stackalloc char[26];
        Random26(chars);
        return string.Concat(prefix, chars);
    }

    /// <summary>A coupon's code: 12 Crockford characters, 60 random bits.</summary>
    public string CouponCode()
    {
        Span<char> chars = stackalloc char[26];
        Random26(chars);
        return new string(chars[..12]);
    }

    private void Random26(Span<char> chars)
    {
        Span<byte> bytes = stackalloc byte[26];
        fill(bytes);
        for (var i = 0; i < 26; i++) chars[i] = Crockford[bytes[i] & 31];
    }
}
