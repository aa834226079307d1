namespace ServiceBot.Packs;

/// <summary>Reads when a standard falls due: <c>clock: {due: promised, done: delivered}</c> or <c>clock: {from: arrived, within: 3m, done: checked-in}</c>.</summary>
internal static class ClockSection
{
    public static StandardClock? Read(YamlNode? node, string standard, string file, SubjectType subject, Problems problems)
    {
        if (node is null) return null;
        var fields = new Fields(node, file, $"'clock' of the standard '{standard}'", problems);
        var times = subject.Facts.Where(f => f.Type == "time").Select(f => f.Name).ToList();
        var statuses = subject.Facts.FirstOrDefault(f => f.Name == "status")?.Choices;
        var (due, from, span) = (fields.OptionalOneOf("due", times), fields.OptionalOneOf("from", times), fields.OptionalText("within"));
        var clock = new StandardClock(due, from, span is null ? TimeSpan.Zero : PackSpan.Read(span) ?? TimeSpan.Zero, fields.OneOf("done", times, times.LastOrDefault() ?? "delivered"), fields.ListOf("while", statuses));
        fields.Done();
        if (span is not null && PackSpan.Read(span) is null)
            problems.Error(file, fields.Node("within")!.Line, $"'within' is '{span}'", PackSpan.Form);
        else if ((due is null) == (from is null) || (from is null) != (span is null))
            problems.Error(file, node.Line, $"the clock of the standard '{standard}' does not say when it is due", "write 'due: promised', or 'from: arrived' with 'within: 3m'");
        return clock;
    }

    /// <summary>What a miss owes is decided by the complaint kind that names the standard.</summary>
    public static void CheckKinds(IReadOnlyList<ServiceStandard> standards, IReadOnlyList<ComplaintKind> complaints, Problems problems)
    {
        foreach (var standard in standards)
            if (standard.Clock is not null && complaints.Count > 0 && complaints.All(c => c.Standard != standard.Id))
                problems.Warn("standards.yaml", 0, $"no kind of complaint names the standard '{standard.Id}': when its clock runs out, nothing can be said or given", $"write 'standard: {standard.Id}' in one of complaints/");
    }
}
