using System.Globalization;
using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Server.Admin;

/// <summary>
/// A case for <c>servicebot policy try</c>: <c>complaint: late-delivery</c>, and what else is known of it. What is left out is unknown, none or no.
/// </summary>
internal static class PolicyCase
{
    public const string Example = """
        complaint: late-delivery
        cause: weather          # a kind of causes.yaml; left out: unknown
        late-hours: 26
        service-price: 18.00
        goods-price: 120.00
        photo: no
        confirmed: yes
        proven: yes
        tier: gold
        facts: {status: in-transit}
        history: {last-similar-days: 40, last-failure-days: 12, claims: 1, given: 20.00, last-given-days: 12}
        """;

    /// <returns>Null when a problem was noted.</returns>
    public static (ServiceFailure Failure, ComplaintKind Kind, PolicyMoment Moment)? Read(string text, string file, Pack pack, DateTimeOffset now, Problems problems)
    {
        var fields = new Fields(Yaml.Read(text, file, problems), file, "a case", problems);
        var complaint = fields.OneOf("complaint", [.. pack.Complaints.Select(c => c.Id)], pack.Complaints[0].Id);
        var cause = fields.OptionalOneOf("cause", [.. pack.Causes.Kinds.Keys, "unknown"]) ?? "unknown";
        var fault = fields.OptionalOneOf("fault", ["firm", "partner", "nature", "customer", "unknown"]);
        var late = TimeSpan.FromHours((double)(Number("late-hours") ?? 0));
        var (service, goods) = (Price("service-price"), Price("goods-price"));
        var (severity, budget) = (Number("severity"), Price("budget-left"));
        var (hasPhoto, isConfirmed, isProven) = (YesNo("photo") ?? false, YesNo("confirmed"), YesNo("proven") ?? true);
        var (meets, tier) = (YesNo("meets-standard"), fields.OptionalText("tier"));
        var facts = Facts(fields.Node("facts"));
        var history = History(fields.Node("history"));
        fields.Done();
        if (problems.HasErrors || pack.Complaint(complaint) is not { } kind) return null;

        var confirmed = isConfirmed ?? (kind.Failure.IsClocked ? late > TimeSpan.Zero : meets == false || kind.Failure.IsShownBy(new ServiceBot.Facts.Fact(pack.Subject.Kind, "case", null, facts, now)));
        var whose = fault ?? (pack.Causes.Kinds.TryGetValue(cause, out var known) ? known.Attribution : confirmed && kind.Failure.FaultWhenShown is { } shown ? shown : kind.Failure.Fault);
        var failure = new ServiceFailure
        {
            ComplaintKind = kind.Id,
            Failure = kind.Failure,
            SubjectId = "case",
            Cause = cause,
            CauseKind = cause,
            Attribution = Enum.Parse<Attribution>(whose, ignoreCase: true),
            Severity = severity is { } s ? (int)s : CaseSeverity.Of(kind, pack.Policy, late, confirmed),
            Late = late,
            Freight = service,
            Value = goods,
            Facts = facts,
            HasPhoto = hasPhoto,
            IsConfirmed = confirmed,
            MeetsStandard = meets,
            Tier = tier,
            IsProven = isProven,
            History = history,
        };
        return (failure, kind, new PolicyMoment(now, pack.Site.Currency, pack.Version, budget ?? Money.FromDecimal(pack.Policy.DayBudget, pack.Site.Currency)));

        decimal? Number(string name) => NumberOf(fields, name);

        decimal? NumberOf(Fields group, string name)
        {
            if (group.OptionalText(name) is not { } value) return null;
            if (decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return number;
            problems.Error(file, group.Node(name)!.Line, $"'{name}' is '{value}'", "write a number, such as 26 or 18.00");
            return null;
        }

        Money? Price(string name) => Number(name) is { } amount ? Money.FromDecimal(amount, pack.Site.Currency) : null;

        bool? YesNo(string name) => fields.OptionalOneOf(name, ["yes", "no"]) switch { "yes" => true, "no" => false, _ => null };

        Dictionary<string, string> Facts(YamlNode? node)
        {
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            if (node is null) return values;
            var group = new Fields(node, file, "'facts'", problems);
            foreach (var entry in group.Entries) values[entry.Key] = group.Text(entry.Key, "…");
            return values;
        }

        CustomerHistory History(YamlNode? node)
        {
            var empty = CustomerHistory.Empty(pack.Site.Currency);
            if (node is null) return empty;
            var group = new Fields(node, file, "'history'", problems);
            var read = new CustomerHistory(Ago(group, "last-similar-days"), Ago(group, "last-failure-days") ?? Ago(group, "last-similar-days"), (int)(NumberOf(group, "claims") ?? 0),
                Money.FromDecimal(NumberOf(group, "given") ?? 0, pack.Site.Currency)) { LastGiven = Ago(group, "last-given-days"), LastRecovered = Ago(group, "last-recovered-days") };
            group.Done();
            return read;
        }

        DateTimeOffset? Ago(Fields group, string name) => NumberOf(group, name) is { } days ? now.AddDays(-(double)days) : null;
    }
}
