namespace ServiceBot.Packs;

/// <summary>What a customer is likely to need next, offered once and before it is asked (handbook S1: one step ahead).</summary>
/// <param name="Text">Wording key.</param>
/// <param name="After">The step it belongs to.</param>
public sealed record NextNeed(string Text, NeedStep After)
{
    /// <summary>One of these remedies was given; empty: whatever was.</summary>
    public IReadOnlyList<string> Remedies { get; init; } = [];

    /// <summary>What the facts of the subject have to say, all of it.</summary>
    public IReadOnlyList<FactTest> Facts { get; init; } = [];

    /// <summary>Enquiries that it answers: the more customers ask them at this step, the sooner it is offered. Empty: the pack's order alone decides.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>Help in danger is not held back from who is angry, courtesies are.</summary>
    public bool IsUrgent { get; init; }

    /// <param name="fact">The value of a fact by its name; null where it is not known.</param>
    /// <param name="given">What was given so far, in the words of packs.</param>
    public bool Fits(Func<string, string?> fact, IReadOnlyCollection<string> given)
    {
        if (Remedies.Count > 0 && !Remedies.Any(given.Contains)) return false;
        foreach (var test in Facts)
            if (!test.Holds(fact(test.Fact))) return false;
        return true;
    }
}

public enum NeedStep
{
    /// <summary>The customer has said that it is all right so.</summary>
    Close,
    /// <summary>The facts are told, whatever comes next.</summary>
    Answer,
    /// <summary>A remedy was given or is being arranged.</summary>
    Remedy,
}

/// <summary>Reads <c>next-needs</c>: keys, or <c>{say: next.keep-packaging, after: remedy, when: {remedy: replacement, facts: {status: delivered}}, answers: [how-to-return]}</c>.</summary>
internal static class NextNeedSection
{
    private static readonly string[] Steps = ["close", "answer", "remedy"];

    public static IReadOnlyList<NextNeed> Read(Fields complaint, string file, PackReferences known, Problems problems) =>
        [.. complaint.Items("next-needs").Select(n => Read(n, file, known, problems)).OfType<NextNeed>()];

    private static NextNeed? Read(YamlNode node, string file, PackReferences known, Problems problems)
    {
        if (node is YamlText { IsEmpty: false } key) return Known(key.Value.Trim(), node.Line) is { } text ? new NextNeed(text, NeedStep.Close) : null;
        var fields = new Fields(node, file, "a next need", problems);
        var said = fields.OneOf("say", known.Texts, "next.before-delivery");
        var after = Enum.TryParse<NeedStep>(fields.OptionalOneOf("after", Steps) ?? "close", ignoreCase: true, out var step) ? step : NeedStep.Close;
        var need = new NextNeed(said, after) { IsUrgent = fields.Flag("urgent"), Answers = fields.ListOf("answers", known.Enquiries) };
        if (fields.Node("when") is { } when) need = With(need, new Fields(when, file, "'when' of a next need", problems), file, known, problems);
        fields.Done();
        if (after == NeedStep.Close && need.Facts.FirstOrDefault(t => t.Fact != "status") is { } unknown)
            problems.Error(file, node.Line, $"when a matter is closed only 'status' is known of the facts, not '{unknown.Fact}'", "write 'after: answer' or 'after: remedy'");
        return said.Length > 0 ? need : null;

        string? Known(string text, int line)
        {
            if (known.Texts is null || known.Texts.Contains(text)) return text;
            problems.Error(file, line, $"'next-needs' cannot be '{text}'", Spelling.Instead(text, known.Texts));
            return null;
        }
    }

    private static NextNeed With(NextNeed need, Fields when, string file, PackReferences known, Problems problems)
    {
        var conditioned = need with
        {
            Remedies = when.ListOf("remedy", IntentSection.Remedies),
            Facts = when.Node("facts") is { } facts ? DecisionSection.FactTests(facts, file, known.FactTypes, problems) : [],
        };
        when.Done();
        return conditioned;
    }
}
