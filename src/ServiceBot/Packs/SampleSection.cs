using System.Globalization;
using System.Text.RegularExpressions;
using ServiceBot.Facts;

namespace ServiceBot.Packs;

/// <summary>Reads sample/: customers, their subjects (<c>orders.yaml</c> for the kind "order") and incidents of a company that does not exist.</summary>
internal sealed class SampleSection(PackFolder folder, SubjectType subject, IReadOnlyList<MeasurementType> measurements, PackTime time, Problems problems)
{
    private const string MovingForms = "now, now-26h, today 18:00, today+1d 09:30 or " + PackTime.FixedForms;

    // A pattern that does not compile was noted where it stands.
    private readonly List<Regex> patterns = problems.HasErrors ? [] : [.. subject.NumberPatterns.Concat(subject.NamedPatterns).Select(PackRegex.Compile)];

    /// <returns>Null when the folder is not there: it may be deleted.</returns>
    public SampleData? Read(IReadOnlyCollection<string>? causes, Gazetteer gazetteer)
    {
        if (!folder.In("sample").Any()) return null;
        var subjects = File(subject.Kind);
        string[] known = ["sample/customers.yaml", subjects, "sample/incidents.yaml", .. measurements.Select(m => File(m.Kind))];
        foreach (var file in folder.In("sample").Where(f => subject.Kind.Length > 0 && !known.Contains(f.Path, StringComparer.Ordinal)))
            problems.Warn(file.Path, 0, "this file is not read", Spelling.Nearest(file.Path, known) is { } near ? $"rename it to {near}" : "remove it");
        var customers = Customers(folder.File(known[0]));
        var owners = customers.ConvertAll(c => c.Id);
        var facts = Facts(folder.File(subjects), subject.Kind, subject.Facts, patterns, owners);
        foreach (var measured in measurements) facts.AddRange(Facts(folder.File(File(measured.Kind)), measured.Kind, measured.Facts, [], owners));
        var incidents = IncidentSection.Read(folder.File(known[2]), causes, gazetteer, time.FixedOrMoving, MovingForms, problems);
        return new SampleData(customers, facts, incidents);
    }

    private static string File(string kind) => $"sample/{kind}s.yaml";

    private List<SampleCustomer> Customers(PackFile? file)
    {
        var customers = new List<SampleCustomer>();
        if (file?.Root is null) return customers;
        foreach (var entry in new Fields(file.Root, file.Path, "a file of customers", problems).Entries)
        {
            var fields = new Fields(entry.Value, file.Path, $"the customer '{entry.Key}'", problems);
            var since = fields.OptionalText("since");
            DateOnly? day = DateOnly.TryParseExact(since, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var d) ? d : null;
            if (since is not null && day is null) problems.Error(file.Path, fields.Node("since")!.Line, $"'since' is '{since}'", "write a day such as 2021-03-01");
            var orders = fields.Node("orders") is null ? 0 : fields.WholeNumber("orders", 0, 1_000_000, "12");
            customers.Add(new SampleCustomer(entry.Key, fields.Text("name", "王芳"), fields.OptionalText("tier"), day, orders,
                Optional("referrals", 1_000_000), Optional("contact-months", 12)));

            int Optional(string name, int most) => fields.Node(name) is null ? 0 : fields.WholeNumber(name, 0, most, "0");

            fields.Done();
        }
        return customers;
    }

    private List<Fact> Facts(PackFile? file, string kind, IReadOnlyList<FactType> types, List<Regex> numbers, IReadOnlyCollection<string> customers)
    {
        var facts = new List<Fact>();
        if (file?.Root is null) return facts;
        foreach (var entry in new Fields(file.Root, file.Path, $"a file of {kind}s", problems).Entries)
        {
            if (numbers.Count > 0 && !numbers.Exists(p => p.Match(entry.Key) is { Success: true } m && m.Length == entry.Key.Length))
                problems.Error(file.Path, entry.Line, $"'{entry.Key}' is no number by the number-patterns of pack.yaml", "write a number as customers see it, in capitals and without spaces and dashes, or add its pattern");
            var fields = new Fields(entry.Value, file.Path, $"'{entry.Key}'", problems);
            var owner = fields.OptionalOneOf("customer", customers);
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var fact in types)
                if (fact.Name == "number") values["number"] = entry.Key;
                else if (fields.OptionalText(fact.Name) is { } text) values[fact.Name] = Value(fact, text, fields, file.Path);
            fields.Done();
            facts.Add(new Fact(kind, entry.Key, owner, values, time.Now));
        }
        return facts;
    }

    private string Value(FactType fact, string text, Fields fields, string file)
    {
        var line = fields.Node(fact.Name)!.Line;
        switch (fact.Type)
        {
            case "time":
                if (time.FixedOrMoving(text) is { } moment) return moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
                problems.Error(file, line, $"'{fact.Name}' is '{text}'", $"write {MovingForms}");
                break;
            case "money" or "number":
                if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
                    problems.Error(file, line, $"'{fact.Name}' is '{text}'", "write a number such as 18.00");
                break;
            case "choice":
                if (fact.Choices.Count > 0 && !fact.Choices.Contains(text, StringComparer.Ordinal)) problems.Error(file, line, $"'{fact.Name}' cannot be '{text}'", Spelling.Instead(text, fact.Choices));
                break;
            case "phone":
                if (text.Count(char.IsAsciiDigit) < 4) problems.Error(file, line, $"'{fact.Name}' is '{text}'", "write a telephone number with at least four digits");
                break;
        }
        return text;
    }
}
