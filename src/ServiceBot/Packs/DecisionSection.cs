using System.Globalization;

namespace ServiceBot.Packs;

/// <summary>What rules may refer to by name; null where it could not be read or is not known, and is then not checked.</summary>
internal sealed record DecisionReferences(IReadOnlyList<FactType>? Facts, IReadOnlyCollection<string>? Causes, IReadOnlyCollection<string>? Complaints)
{
    /// <summary>What coupons may be said to be good for.</summary>
    public IReadOnlyCollection<string>? CouponNames { get; init; }

    /// <summary>The site's, if no other is set for it.</summary>
    public string? Currency { get; init; }

    public static DecisionReferences None { get; } = new(null, null, null);
}

/// <summary>Reads <c>failures</c> and <c>rules</c> of policy.yaml. Where a group is left out, the built-in one holds.</summary>
internal static class DecisionSection
{
    private static readonly string[] Matters = ["arrival", "goods", "conduct", "service"];
    private static readonly string[] Faults = ["firm", "partner", "nature", "customer", "unknown"];
    private static readonly string[] Grants = ["nothing", "help", "explanation", "finding", "standard", "goodwill", "gesture", "refund", "restore", "attention", "in-kind", "person"];
    private static readonly string[] Bases = ["paid", "service", "goods", "both"];

    public static readonly string[] Resources = ["time", "money", "product", "respect", "wait"];

    public static DecisionTable Read(Fields policy, string file, DecisionReferences known, Problems problems)
    {
        if (policy.Node("failures") is null & policy.Node("rules") is null) return DecisionTable.BuiltIn;
        var failures = policy.Node("failures") is { } f ? Failures(f, file, known, problems) : DecisionTable.BuiltIn.Failures;
        var ids = failures.Select(k => k.Id).ToList();
        var rows = policy.Node("rules") is { } r ? Rows(r, file, ids, known, problems) : BuiltInRows(ids);
        return new DecisionTable
        {
            Failures = failures,
            Rows = rows,
            Facts = [.. failures.SelectMany(k => k.ShownBy).Concat(rows.SelectMany(row => row.When.Facts)).Select(t => t.Fact).Distinct(StringComparer.Ordinal)],
        };
    }

    // A pack that names failures of its own keeps the rows that still mean something to it; the last ones fit everything.
    private static List<DecisionRow> BuiltInRows(List<string> failures) =>
        [.. DecisionTable.BuiltIn.Rows.Where(r => r.When.Failures.Count == 0 || r.When.Failures.Any(failures.Contains))];

    private static List<FailureKind> Failures(YamlNode node, string file, DecisionReferences known, Problems problems)
    {
        var failures = new List<FailureKind>();
        foreach (var entry in new Fields(node, file, "'failures'", problems).Entries)
        {
            PackIds.Check(entry.Key, entry.Line, file, problems);
            var fields = new Fields(entry.Value, file, $"the failure '{entry.Key}'", problems);
            var shown = fields.Node("shown-by");
            var isClocked = shown is YamlText { Value: "promised" };
            if (shown is YamlText { Value: not "promised" } other)
                problems.Error(file, other.Line, $"'shown-by' cannot be '{other.Value}'", "write 'shown-by: promised' for a time that passes, 'shown-by: {status: lost}' for what a fact says, or leave it out where the customer's word counts");
            var shownBy = shown is YamlMap ? FactTests(shown, file, known.Facts, problems) : [];
            if (shownBy.Find(t => t.Number?.Than.Name is not null) is { } named)
                problems.Error(file, shown!.Line, $"what shows a failure cannot depend on '{named.Number!.Than.Name}'", $"write the number itself, such as '{named.Fact}: under 18'");
            failures.Add(new FailureKind(entry.Key)
            {
                Matter = Enum.TryParse<FailureMatter>(fields.OptionalOneOf("matter", Matters), ignoreCase: true, out var matter) ? matter : FailureMatter.Service,
                IsClocked = isClocked,
                ShownBy = shownBy,
                Fault = fields.OptionalOneOf("fault", Faults) is { Length: > 0 } fault ? fault : "unknown",
                FaultWhenShown = fields.OptionalOneOf("fault-when-shown", Faults),
            });
            fields.Done();
        }
        if (failures.Count == 0 && node is YamlMap) problems.Error(file, node.Line, "'failures' names none", "write one for each thing that can fail, such as 'late: {shown-by: promised}', or leave the group out");
        return failures;
    }

    private static List<DecisionRow> Rows(YamlNode node, string file, IReadOnlyCollection<string> failures, DecisionReferences known, Problems problems)
    {
        var before = problems.Count;
        var rows = new List<(DecisionRow Row, int Line)>();
        foreach (var entry in new Fields(node, file, "'rules'", problems).Entries)
        {
            PackIds.Check(entry.Key, entry.Line, file, problems);
            var fields = new Fields(entry.Value, file, $"the rule '{entry.Key}'", problems);
            rows.Add((new DecisionRow(entry.Key, Conditions(fields.Node("when"), file, failures, known, problems), Grant(fields, $"the rule '{entry.Key}'", file, known, problems)), entry.Line));
            fields.Done();
        }
        // What a misspelt row would have asked for is not known.
        if (problems.Count == before) DecisionWeighing.Check([.. rows], failures, file, node.Line, problems);
        return [.. rows.Select(r => r.Row)];
    }

    public static DecisionConditions Conditions(YamlNode? node, string file, IReadOnlyCollection<string> failures, DecisionReferences known, Problems problems)
    {
        if (node is null) return new DecisionConditions();
        var fields = new Fields(node, file, "'when'", problems);
        var conditions = new DecisionConditions
        {
            Failures = fields.ListOf("failure", failures),
            Complaints = fields.ListOf("complaint", known.Complaints),
            Attributions = fields.ListOf("fault", Faults),
            Causes = fields.ListOf("cause", known.Causes is null ? null : [.. known.Causes, "unknown"]),
            Resources = fields.ListOf("resource", Resources),
            IsExcused = Flag("excused"),
            HasStandard = Flag("standard"),
            Measured = fields.OptionalOneOf("measured", ["kept", "missed", "unread"]) is { Length: > 0 } measured ? measured : null,
            IsConfirmed = Flag("confirmed"),
            IsRecurring = Flag("again"),
            LateHours = Test("late-hours"),
            Severity = Test("severity"),
            Facts = fields.Node("facts") is { } facts ? FactTests(facts, file, known.Facts, problems) : [],
        };
        fields.Done();
        return conditions;

        bool? Flag(string name) => fields.OptionalOneOf(name, ["yes", "no"]) switch { "yes" => true, "no" => false, _ => null };

        NumberTest? Test(string name) => fields.Node(name) is { } n ? Number(n, name, file, problems) : null;
    }

    private static DecisionGrant Grant(Fields fields, string rule, string file, DecisionReferences known, Problems problems)
    {
        var give = fields.OneOf("give", Grants, "gesture");
        var kind = Enum.TryParse<GrantKind>(give.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var g) ? g : GrantKind.Explanation;
        var remedies = fields.ListOf("remedies", IntentSection.Remedies);
        if (kind == GrantKind.InKind && remedies.Count == 0) problems.Error(file, fields.Line, "'give: in-kind' does not say what", "write 'remedies: [visit]' with those that may be chosen");
        if (kind is GrantKind.InKind or GrantKind.Help or GrantKind.Finding && remedies.FirstOrDefault(static r => r is "refund" or "coupon") is { } money)
            problems.Error(file, fields.Line, $"'{money}' is money and cannot be one of 'remedies' under 'give: {give}'", money == "coupon" ? "write the amount beside it, 'coupon: 20.00'" : "write 'give: restore' with 'rate' and 'of' where in kind or money back may be chosen, or 'give: refund'");
        // One text for everybody, or one for each language of the desk.
        var because = fields.Node("because") is YamlMap ? fields.Localized("because") : null;
        var rung = fields.Node("rung") is null ? (int?)null : fields.WholeNumber("rung", 0, 5, "2");
        var coupon = Amount("coupon");
        var terms = CouponSection.Terms(fields.Node("coupon-terms"), rule, file, known, problems);
        if (terms is not null && coupon is null && kind is not (GrantKind.Goodwill or GrantKind.Gesture)) problems.Error(file, fields.Line, $"{rule} gives no coupon", "write 'coupon: 5.00' beside 'coupon-terms', or leave these out");
        return new DecisionGrant(kind)
        {
            Rate = Share("rate") ?? Default(kind, GrantKind.Goodwill, "goodwill-rate") ?? Default(kind, GrantKind.Gesture, "gesture-rate")
                ?? Default(kind, GrantKind.Restore, "restore-rate") ?? Default(kind, GrantKind.Refund, "restore-rate"),
            SevereRate = Share("severe-rate"),
            Of = Enum.TryParse<PriceBase>(fields.OptionalOneOf("of", Bases), ignoreCase: true, out var of) ? of : PriceBase.Paid,
            Coupon = coupon,
            CouponTerms = terms,
            Evidence = fields.OptionalOneOf("evidence", ["photo", "needed", "no"]) is { Length: > 0 } evidence and not "no" ? evidence : null,
            Find = fields.OptionalOneOf("find", ["yes", "no", "unknown"]) is { Length: > 0 } find ? find : kind == GrantKind.Finding ? "yes" : "no",
            Remedies = remedies,
            Rung = rung,
            Because = because?.En ?? fields.OptionalText("because"),
            BecauseText = because,
        };

        Figure? Share(string name) => fields.OptionalText(name) is { } text ? Figure(text, name, fields, file, isShare: true, problems) : null;

        Figure? Amount(string name) => fields.OptionalText(name) is { } text ? Figure(text, name, fields, file, isShare: false, problems) : null;
    }

    private static Figure? Default(GrantKind kind, GrantKind wanted, string name) => kind == wanted ? new Figure(name, 0) : null;

    private static Figure? Figure(string text, string name, Fields fields, string file, bool isShare, Problems problems)
    {
        if (PolicyFields.Numeric(text) is { } field && field.Example.EndsWith('%') == isShare) return new Figure(text, 0);
        if (isShare && text.EndsWith('%') && Decimal(text[..^1].TrimEnd()) is { } percent && percent is >= 0 and <= 150) return new Figure(null, percent / 100m);
        if (Decimal(text) is { } number && number >= 0 && number <= (isShare ? 1.5m : 10_000_000m) && (isShare || decimal.Round(number, 2) == number)) return new Figure(null, number);
        problems.Error(file, fields.Node(name)?.Line ?? fields.Line, $"'{name}' is '{text}'", isShare
            ? "write a share from 0% to 150%, or the name of one of the policy's, such as gesture-rate"
            : "write an amount in the site's currency, such as 5.00, or the name of one of the policy's, such as sincerity");
        return null;
    }

    /// <param name="declared">Facts of the pack; null where they could not be read.</param>
    public static List<FactTest> FactTests(YamlNode node, string file, IReadOnlyList<FactType>? declared, Problems problems)
    {
        var tests = new List<FactTest>();
        var fields = new Fields(node, file, "the facts of a rule", problems);
        foreach (var entry in fields.Entries)
        {
            var type = declared?.FirstOrDefault(t => t.Name == entry.Key);
            if (declared is not null && type is null)
            {
                problems.Error(file, entry.Line, $"there is no fact '{entry.Key}'", Spelling.Instead(entry.Key, declared.Select(t => t.Name)));
                continue;
            }
            var isNumber = type?.Type is "number" or "money" || (entry.Value is YamlText { Value: var v } && IsComparison(v));
            if (isNumber) tests.Add(new FactTest(entry.Key, [], Number(entry.Value, entry.Key, file, problems)));
            else tests.Add(new FactTest(entry.Key, fields.ListOf(entry.Key, type?.Type == "choice" ? type.Choices : null), null));
        }
        return tests;
    }

    private static readonly (string Word, Comparison Comparison)[] Comparisons =
    [
        ("at least ", Comparison.AtLeast), ("at most ", Comparison.AtMost), ("over ", Comparison.Over), ("under ", Comparison.Under),
        (">=", Comparison.AtLeast), ("<=", Comparison.AtMost), (">", Comparison.Over), ("<", Comparison.Under),
    ];

    private static bool IsComparison(string value) => Comparisons.Any(c => value.StartsWith(c.Word, StringComparison.Ordinal));

    private static NumberTest? Number(YamlNode node, string name, string file, Problems problems)
    {
        if (node is YamlText { Value: var value })
        {
            var text = value.Trim();
            var (word, comparison) = Comparisons.FirstOrDefault(c => text.StartsWith(c.Word, StringComparison.Ordinal));
            var than = (word is null ? text : text[word.Length..]).Trim();
            if (Decimal(than) is { } number) return new NumberTest(word is null ? Comparison.Is : comparison, new Figure(null, number));
            if (PolicyFields.Numeric(than) is not null) return new NumberTest(word is null ? Comparison.Is : comparison, new Figure(than, 0));
        }
        problems.Error(file, node.Line, $"'{name}' is '{(node as YamlText)?.Value ?? "…"}'", "write 'over 12', 'under 18', 'at least 3', 'at most 0' or a number; instead of the number the name of one of the policy's may stand, such as goodwill-after-hours");
        return null;
    }

    private static decimal? Decimal(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
