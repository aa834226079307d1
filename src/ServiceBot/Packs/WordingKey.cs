namespace ServiceBot.Packs;

/// <summary>
/// A text that code says, declared where the code is so that a pack without it, or with a value the code does not give, is found before a customer finds it.
/// A name may stand for a family over the pack's own ids: <c>status.{fact.status}</c> is one key for each choice of the fact <c>status</c>;
/// <c>{complaint}</c>, <c>{enquiry}</c> (those that need nothing but a text), <c>{cause}</c>, <c>{look-up}</c> (those that need the subject), <c>{article}</c> (those that are answered by an article), <c>{standard}</c>, <c>{next}</c> (the next needs of the complaints), <c>{choice}</c> (<c>NAME.WORD</c> of each fact that is a choice) and <c>{remedy}</c> likewise. Among the values <c>{fact}</c> stands for every fact of the subject.
/// <c>{{company}}</c>, <c>{{hours}}</c>, <c>{{zone}}</c>, <c>{{subject}}</c> and <c>{{number-name}}</c> may stand in every text and are not declared.
/// </summary>
/// <param name="Values">Names of the values that the code passes, always or sometimes.</param>
public sealed record WordingKey(string Name, params string[] Values)
{
    /// <summary>Code asks <see cref="Wording.Has"/> first and says something else without it.</summary>
    public bool IsOptional { get; init; }
}
