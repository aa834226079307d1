using System.Text.RegularExpressions;

namespace ServiceBot.Packs;

/// <summary>Reads pack.yaml: whose pack it is, what its customers' matters are about, and the site's money, zone and hours.</summary>
internal static partial class PackSection
{
    private const string Format = "1";

    private static readonly string[] FactTypes = ["text", "time", "money", "number", "phone", "choice"];

    /// <param name="sharedEnquiries">Ids of the questions that packs share.</param>
    public static PackHead Read(PackFile? file, IReadOnlyCollection<string> sharedEnquiries, Problems problems)
    {
        var fields = new Fields(file?.Root, "pack.yaml", "a pack", problems);
        fields.OneOf("format", [Format], Format);
        var head = new PackHead(
            PackIds.Check(fields.Text("id", "courier"), fields.Node("id")?.Line ?? 0, "pack.yaml", problems),
            fields.Localized("name"),
            ReadSubject(fields.Required("subject", "a group with kind, name, facts…"), problems),
            ReadSite(fields.Required("site", "a group with currency, time-zone, hours"), fields.Localized("company"), problems))
        {
            Measurements = ReadMeasurements(fields.Node("measurements"), problems),
            SharedEnquiries = fields.ListOf("shared-enquiries", sharedEnquiries),
        };
        fields.Done();
        return head;
    }

    private static SubjectType ReadSubject(YamlNode? node, Problems problems)
    {
        var fields = new Fields(node, "pack.yaml", "'subject'", problems);
        var facts = ReadFacts(fields.Required("facts", "a group with a line for each fact"), problems);
        foreach (var pattern in fields.Items("number-patterns").OfType<YamlText>()) CheckPattern(pattern, problems);
        var subject = new SubjectType(
            PackIds.Check(fields.Text("kind", "order"), fields.Node("kind")?.Line ?? 0, "pack.yaml", problems),
            fields.Localized("name"),
            fields.Texts("number-patterns"),
            fields.Texts("number-prefixes"),
            facts,
            fields.OptionalOneOf("proof-fact", [.. facts.Select(f => f.Name)]));
        foreach (var pattern in fields.Items("named-patterns").OfType<YamlText>()) CheckPattern(pattern, problems);
        subject = subject with { NamedPatterns = fields.Texts("named-patterns"), NumberWords = fields.Texts("number-words"), LabelFact = fields.OptionalOneOf("label-fact", [.. facts.Where(f => f.Type == "text").Select(f => f.Name)]) };
        if (fields.Node("states") is { } states) subject = subject with { States = ReadStates(states, facts, problems) };
        if (subject is { NamedPatterns.Count: > 0, NumberWords.Count: 0 })
            problems.Error("pack.yaml", fields.Node("named-patterns")!.Line, "no word says which numbers are meant", "write 'number-words: [room, 房]' with the words beside which such a number stands");
        if (fields.Node("number-name") is not null) subject = subject with { NumberName = fields.Localized("number-name") };
        fields.Done();
        return subject;
    }

    private static List<MeasurementType> ReadMeasurements(YamlNode? node, Problems problems)
    {
        var measurements = new List<MeasurementType>();
        if (node is null) return measurements;
        foreach (var entry in new Fields(node, "pack.yaml", "'measurements'", problems).Entries)
        {
            var fields = new Fields(entry.Value, "pack.yaml", $"the measurement '{entry.Key}'", problems);
            measurements.Add(new MeasurementType(
                PackIds.Check(entry.Key, entry.Line, "pack.yaml", problems),
                fields.Localized("name"),
                ReadFacts(fields.Required("facts", "a group with a line for each fact"), problems)));
            fields.Done();
        }
        return measurements;
    }

    private static SubjectStates ReadStates(YamlNode node, List<FactType> facts, Problems problems)
    {
        var fields = new Fields(node, "pack.yaml", "'states'", problems);
        var words = facts.FirstOrDefault(f => f.Name == "status")?.Choices ?? [];
        var states = new SubjectStates(fields.ListOf("done", words), fields.ListOf("underway", words), fields.ListOf("over", words));
        fields.Done();
        return states;
    }

    private static List<FactType> ReadFacts(YamlNode? node, Problems problems)
    {
        var facts = new List<FactType>();
        var all = new Fields(node, "pack.yaml", "'facts'", problems);
        foreach (var entry in all.Entries)
        {
            PackIds.Check(entry.Key, entry.Line, "pack.yaml", problems);
            var fields = new Fields(entry.Value, "pack.yaml", $"the fact '{entry.Key}'", problems);
            var fact = new FactType(entry.Key, fields.OneOf("type", FactTypes, "text"), fields.Texts("choices"), fields.Flag("personal"));
            fields.Done();
            if (fact.Type == "choice" && fact.Choices.Count == 0)
                problems.Error("pack.yaml", entry.Line, $"the fact '{entry.Key}' is a choice without choices", "write 'choices: [created, delivered, …]'");
            facts.Add(fact);
        }
        return facts;
    }

    // Outside of a set such as [A-D], and not 'escaped' for something else.
    [GeneratedRegex(@"\A(?:\[[^\]]*\]|\\[^ -]|[^\[\\ _-])*\\?(?<sign>[ _-])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Separator();

    private static void CheckPattern(YamlText pattern, Problems problems)
    {
        try
        {
            if (pattern.Value.StartsWith('^') || pattern.Value.EndsWith('$'))
                problems.Error("pack.yaml", pattern.Line, $"the number pattern '{pattern.Value}' is tied to the ends of the message", "leave out '^' and '$'");
            else if (PackRegex.Compile(pattern.Value).IsMatch(""))
                problems.Error("pack.yaml", pattern.Line, $"the number pattern '{pattern.Value}' fits an empty text", @"write what a number is made of, such as 'SF\d{12,13}'");
            else if (Separator().Match(pattern.Value) is { Success: true } separator)
                problems.Error("pack.yaml", pattern.Line, $"the number pattern '{pattern.Value}' has a '{separator.Groups["sign"].Value}' in it, but customers type numbers with and without", "leave it out: spaces and dashes of a message are skipped, and your system is asked for the number without them");
        }
        catch (NotSupportedException)
        {
            problems.Error("pack.yaml", pattern.Line, $"the number pattern '{pattern.Value}' looks around or back, or repeats too much", @"write it without (?=…), (?<=…) and \1, and with repetitions such as {12,13}");
        }
        catch (RegexMatchTimeoutException)
        {
            problems.Error("pack.yaml", pattern.Line, $"the number pattern '{pattern.Value}' takes more than {PackRegex.Limit.TotalSeconds:0} s", "write it with fewer and smaller repetitions");
        }
        catch (RegexParseException e)
        {
            problems.Error("pack.yaml", pattern.Line, $"the number pattern '{pattern.Value}' is not a regular expression (at character {e.Offset})", @"write it in single quotes, such as 'SF\d{12,13}'");
        }
    }

    private static SiteDefaults ReadSite(YamlNode? node, LocalizedText company, Problems problems)
    {
        var fields = new Fields(node, "pack.yaml", "'site'", problems);
        var currency = fields.Text("currency", "CNY");
        if (currency.Length > 0 && !Currency().IsMatch(currency))
            problems.Error("pack.yaml", fields.Node("currency")!.Line, $"'{currency}' is not a currency", "write its three capital letters, such as CNY");
        var zone = fields.Text("time-zone", "Asia/Shanghai");
        if (zone.Length > 0 && !(TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId))
        {
            problems.Error("pack.yaml", fields.Node("time-zone")!.Line, $"'{zone}' is not a time zone", "write an IANA name, such as Asia/Shanghai");
            zone = "";
        }
        var hours = ReadHours(fields.Required("hours", "a group with a line for each weekday"), problems);
        var (days, quiet) = (ReadDays(fields.Node("days"), problems), ReadQuiet(fields, problems));
        var ask = ReadAskSolved(fields, problems);
        fields.Done();
        return new SiteDefaults(currency, zone.Length > 0 ? zone : "UTC", hours, company) { Days = days, Quiet = quiet, AskSolvedAfter = ask };
    }

    private static List<SpecialDays> ReadDays(YamlNode? node, Problems problems)
    {
        var days = new List<SpecialDays>();
        if (node is null) return days;
        foreach (var entry in new Fields(node, "pack.yaml", "'days'", problems).Entries)
        {
            if (entry.Value is YamlText text && SpecialDays.Read(entry.Key, text.Value.Trim()) is { } read) days.Add(read);
            else problems.Error("pack.yaml", entry.Line, $"the day '{entry.Key}' cannot be read", "write '2026-10-01..2026-10-07: closed', '12-25: closed' for every year, or '2026-10-10: 09:00-18:00'");
        }
        return days;
    }

    private static IReadOnlyList<TimeSpan> ReadAskSolved(Fields fields, Problems problems)
    {
        var usual = new SiteDefaults("", "", new Dictionary<DayOfWeek, OpeningHours>(), new LocalizedText("", "", "")).AskSolvedAfter;
        if (fields.OptionalText("ask-solved-after") is not { } text) return usual;
        if (text == "none") return [];
        var spans = text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(Span).ToList();
        if (spans.TrueForAll(span => span is not null) && spans.Zip(spans.Skip(1)).All(pair => pair.First < pair.Second)) return [.. spans.Select(span => span!.Value)];
        problems.Error("pack.yaml", fields.Node("ask-solved-after")!.Line, $"'ask-solved-after' is '{text}'", "write growing times such as '24h, 7d', or none");
        return usual;
    }

    private static TimeSpan? Span(string text) =>
        int.TryParse(text.AsSpan(0, Math.Max(0, text.Length - 1)), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 1000
            ? text[^1] switch { 'h' => TimeSpan.FromHours(number), 'd' => TimeSpan.FromDays(number), _ => null }
            : null;

    private static QuietHours? ReadQuiet(Fields fields, Problems problems)
    {
        if (fields.OptionalText("quiet-hours") is not { } text) return QuietHours.Usual;
        if (text == "none") return null;
        if (QuietHours.Read(text) is { } quiet) return quiet;
        problems.Error("pack.yaml", fields.Node("quiet-hours")!.Line, $"'quiet-hours' is '{text}'", "write 21:00-08:00 or none");
        return QuietHours.Usual;
    }

    private static Dictionary<DayOfWeek, OpeningHours> ReadHours(YamlNode? node, Problems problems)
    {
        var fields = new Fields(node, "pack.yaml", "'hours'", problems);
        var hours = new Dictionary<DayOfWeek, OpeningHours>();
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            var name = day.ToString().ToLowerInvariant();
            if (fields.OptionalText(name) is not { } text || text == "closed") continue;
            if (WeekHours.Span(text) is { } span) hours[day] = span;
            else problems.Error("pack.yaml", fields.Node(name)!.Line, $"'{name}' is '{text}'", "write 09:00-18:00, 00:00-24:00 or closed");
        }
        fields.Done();
        return hours;
    }

    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex Currency();
}

internal sealed record PackHead(string Id, LocalizedText Name, SubjectType Subject, SiteDefaults Site)
{
    public IReadOnlyList<MeasurementType> Measurements { get; init; } = [];

    /// <summary>Questions that every trade is asked and this pack takes over as they are.</summary>
    public IReadOnlyList<string> SharedEnquiries { get; init; } = [];
}

/// <summary>Ids are said in `.chat` files, addresses and ledgers: lower-case letters, digits, hyphens.</summary>
internal static partial class PackIds
{
    public static string Check(string id, int line, string file, Problems problems)
    {
        if (id.Length > 0 && !Form().IsMatch(id))
            problems.Error(file, line, $"'{id}' cannot be an id", $"write small letters, digits and hyphens, beginning with a letter, such as '{Suggestion(id)}'");
        return id;
    }

    private static string Suggestion(string id) =>
        NotAllowed().Replace(id.ToLowerInvariant(), "-").Trim('-') is { Length: > 0 } s && char.IsAsciiLetter(s[0]) ? s : "late-delivery";

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Form();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotAllowed();
}
