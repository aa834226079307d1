namespace ServiceBot.Facts;

/// <summary>The company's orders are gone through from time to time, so that what is late is known before anybody asks.</summary>
/// <param name="Kind">Of the subject, as in <c>Facts:order</c>.</param>
/// <param name="Where">Which ones; empty: all.</param>
public sealed record OrderWatch(string Kind, TimeSpan Every, IReadOnlyList<FactCondition> Where);
