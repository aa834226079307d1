namespace ServiceBot.Packs;

/// <summary>Reads policy.yaml. Every number has to be there: a number nobody wrote would be one nobody decided.</summary>
internal static class PolicySection
{
    public static PolicyTable Read(PackFile? file, DecisionReferences known, Problems problems)
    {
        var policy = PolicyFields.Empty;
        if (file?.Root is null) return policy;
        var fields = new Fields(file.Root, file.Path, "the policy", problems);
        var isWhole = fields.IsGroup;
        foreach (var field in PolicyFields.All)
        {
            var edit = Written(fields, field) is var (line, value) ? Noted(field.Set(policy, value), file.Path, line, problems) : null;
            policy = edit ?? policy;
            isWhole &= edit is not null || field.IsOptional;
        }
        var couponNames = CouponSection.Names(fields.Node("coupon-names"), file.Path, problems);
        known = known with { CouponNames = [.. couponNames.Select(n => n.Name)] };
        var decisions = DecisionSection.Read(fields, file.Path, known, problems);
        var budgets = BudgetSection.Read(fields.Node("budgets"), file.Path, [.. decisions.Failures.Select(f => f.Id)], known, problems);
        if (budgets.SelectMany(b => b.When.Facts).Any(t => !decisions.Facts.Contains(t.Fact)))
            decisions = decisions with { Facts = [.. decisions.Facts.Concat(budgets.SelectMany(b => b.When.Facts).Select(t => t.Fact)).Distinct(StringComparer.Ordinal)] };
        policy = policy with { IsHighReliability = fields.OptionalOneOf("reliability", ["high"]) is not null, Decisions = decisions, Budgets = budgets, Currencies = CurrencySection.Read(fields.Node("currencies"), file.Path, problems), Prices = Prices(fields.Node("prices"), file.Path, known, problems) };
        policy = policy with { CouponNames = couponNames, CouponTerms = CouponSection.Terms(fields.Node("coupon-terms"), "the policy", file.Path, known, problems) ?? CouponConditions.None };
        fields.Done();
        if (isWhole) Weigh(policy, fields, file.Path, problems);
        return policy;
    }

    private static PriceFacts Prices(YamlNode? node, string file, DecisionReferences known, Problems problems)
    {
        if (node is null) return PriceFacts.OfParcels;
        var money = known.Facts?.Where(f => f.Type == "money").Select(f => f.Name).ToList();
        var fields = new Fields(node, file, "'prices'", problems);
        var prices = new PriceFacts(fields.OptionalOneOf("service", money), fields.OptionalOneOf("goods", money));
        fields.Done();
        return prices;
    }

    private static (int Line, string Value)? Written(Fields fields, PolicyField field) => field.Key == "loyal-tiers"
        ? (fields.Required(field.Key, field.Example)?.Line ?? fields.Line, string.Join(',', fields.Texts(field.Key)))
        : (field.IsOptional ? fields.Node(field.Key) : fields.Required(field.Key, field.Example)) is { } node ? (node.Line, fields.Text(field.Key, field.Example)) : null;

    private static PolicyTable? Noted(PolicyEdit edit, string file, int line, Problems problems)
    {
        if (edit is PolicyEdit.Refused(var what, var instead)) problems.Error(file, line, what, instead);
        return (edit as PolicyEdit.Accepted)?.Policy;
    }

    // recovery.md §0, E3 and E4: where the field experiments saw the effect end.
    private static void Weigh(PolicyTable policy, Fields fields, string file, Problems problems)
    {
        Expect(policy.Floor <= policy.Cap, "floor", "'floor' is above 'cap'", "write a floor that is not above the cap");
        Expect(policy.BotAuthority <= policy.AgentAuthority, "bot-authority", "the bot may give more than an agent", "write a bot-authority that is not above agent-authority");
        Expect(policy.AgentAuthority <= policy.SupervisorAuthority, "agent-authority", "an agent may give more than a supervisor", "write an agent-authority that is not above supervisor-authority");
        Expect(policy.Floor <= policy.BotAuthority, "floor", "the smallest amount is above what the bot may give", "write a floor that is not above bot-authority");
        Advise(policy.GestureRate is >= 0.1m and <= 0.3m, "gesture-rate", "a gesture works best between 10% and 30% of the loss", "write a share from 10% to 30%, or leave it so if you know better");
        Advise(policy.CapOfPrice <= 1.5m, "cap-of-price", "above 150% of the price a compensation loses its effect", "write 150% or less, or leave it so if you know better");

        void Expect(bool holds, string key, string what, string instead)
        {
            if (!holds) problems.Error(file, Line(key), what, instead);
        }

        void Advise(bool holds, string key, string what, string instead)
        {
            if (!holds) problems.Warn(file, Line(key), what, instead);
        }

        int Line(string key) => fields.Entries.First(e => e.Key == key).Line;
    }
}
