using ServiceBot.Facts;

namespace ServiceBot.Packs;

/// <summary>Reads incidents: <c>id: {kind, area, cause, from, until}</c>.</summary>
internal static class IncidentSection
{
    public static List<Incident> Read(PackFile? file, IReadOnlyCollection<string>? causes, Gazetteer gazetteer, Func<string, DateTimeOffset?> time, string timeForms, Problems problems)
    {
        var incidents = new List<Incident>();
        if (file?.Root is null) return incidents;
        foreach (var entry in new Fields(file.Root, file.Path, "a file of incidents", problems).Entries)
        {
            var fields = new Fields(entry.Value, file.Path, $"the incident '{entry.Key}'", problems);
            var area = fields.OptionalText("area");
            if (area is not null && gazetteer.Places.Count > 0 && !gazetteer.Knows(area))
                problems.Warn(file.Path, fields.Node("area")!.Line, $"the gazetteer has no place '{area}'", "write a place of gazetteer.yaml, or add it there; until then only places that contain this very text match");
            var incident = new Incident(entry.Key, fields.OneOf("kind", causes, "weather"), area, Cause(fields), Time("from"), Time("until"));
            fields.Done();
            if (incident.From > incident.Until) problems.Error(file.Path, entry.Line, $"the incident '{entry.Key}' ends before it begins", "write an 'until' after 'from'");
            incidents.Add(incident);

            DateTimeOffset? Time(string name)
            {
                if (fields.OptionalText(name) is not { } text) return null;
                var moment = time(text);
                if (moment is null) problems.Error(file.Path, fields.Node(name)!.Line, $"'{name}' is '{text}'", $"write {timeForms}");
                return moment;
            }
        }
        return incidents;
    }

    private static LocalizedText Cause(Fields fields) =>
        fields.Node("cause") is YamlText ? OwnWords.From(fields.Text("cause", "暴风雪")) : fields.Localized("cause");
}
