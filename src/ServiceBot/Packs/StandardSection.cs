namespace ServiceBot.Packs;

/// <summary>Reads causes.yaml (who answers for which kind of cause) and standards.yaml (what was promised to everybody).</summary>
internal static class StandardSection
{
    /// <summary>What a missed standard may owe by itself; the policy knows these.</summary>
    private static readonly string[] Remedies = ["refund-freight", "refund-value", "refund-service", "refund-goods", .. IntentSection.Remedies, "none"];

    private static readonly string[] Kinds = ["booking", "response", "waiting", "service", "delivery"];
    private static readonly string[] Attributions = ["firm", "partner", "nature", "customer", "unknown"];

    /// <returns>Null when the file could not be read, so that what refers to it stays unchecked.</returns>
    public static IReadOnlyDictionary<string, CauseKind>? ReadCauses(PackFile? file, Problems problems)
    {
        if (file?.Root is null) return null;
        var causes = new Dictionary<string, CauseKind>(StringComparer.Ordinal);
        foreach (var entry in new Fields(file.Root, file.Path, "causes.yaml", problems).Entries)
        {
            PackIds.Check(entry.Key, entry.Line, file.Path, problems);
            if (entry.Key == "unknown")
                problems.Error(file.Path, entry.Line, "'unknown' is what the bot says by itself when it knows no cause", "leave this group out");
            var fields = new Fields(entry.Value, file.Path, $"the cause '{entry.Key}'", problems);
            causes[entry.Key] = new CauseKind(entry.Key, fields.OneOf("attribution", Attributions, "firm"), fields.Localized("name"));
            fields.Done();
        }
        return causes;
    }

    public static IReadOnlyList<ServiceStandard>? Read(PackFile? file, IReadOnlyCollection<string>? causes, PackHead head, Problems problems)
    {
        if (file?.Root is null) return null;
        var standards = new List<ServiceStandard>();
        foreach (var entry in new Fields(file.Root, file.Path, "standards.yaml", problems).Entries)
        {
            PackIds.Check(entry.Key, entry.Line, file.Path, problems);
            var fields = new Fields(entry.Value, file.Path, $"the standard '{entry.Key}'", problems);
            standards.Add(new ServiceStandard(entry.Key, fields.OneOf("kind", Kinds, "delivery"), fields.Localized("text"), fields.ListOf("exceptions", causes), fields.OneOf("remedy", Remedies, "none"))
            {
                Measured = MeasureSection.Read(fields.Node("measured"), entry.Key, file.Path, head.Measurements, problems),
                Clock = ClockSection.Read(fields.Node("clock"), entry.Key, file.Path, head.Subject, problems),
            });
            fields.Done();
        }
        return standards;
    }
}
