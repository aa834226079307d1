namespace ServiceBot.Packs;

/// <summary>Reads and checks a pack's folder. The pack's README says what stands where.</summary>
public static class PackLoader
{
    /// <param name="wording">Texts that code says, <c>WordingKeys.All</c>.</param>
    /// <param name="now">What the sample's moving times (<c>now-26h</c>) are counted from.</param>
    public static PackLoad Load(string directory, IReadOnlyList<WordingKey> wording, DateTimeOffset now) => Load(directory, SharedWording.Of(directory), wording, now);

    internal static PackLoad Load(string directory, IReadOnlyList<SharedFolder> shared, IReadOnlyList<WordingKey> wording, DateTimeOffset now)
    {
        var problems = new Problems();
        var folder = new PackFolder(directory, shared, problems);
        if (problems.HasErrors && folder.IsEmpty) return new PackLoad.Broken(problems.Sorted());

        var head = PackSection.Read(folder.Required("pack.yaml", problems), folder.SharedEnquiries, problems);
        var causes = StandardSection.ReadCauses(folder.Required("causes.yaml", problems), problems);
        var standards = StandardSection.Read(folder.Required("standards.yaml", problems), causes?.Keys.ToList(), head, problems);
        var known = new DecisionReferences(head.Subject.Facts.Count > 0 ? [.. head.Subject.Facts, .. head.Measurements.SelectMany(m => m.Facts)] : null, causes?.Keys.ToList(), [.. folder.In("complaints").Select(f => f.Id)]) { Currency = head.Site.Currency is { Length: 3 } currency ? currency : null };
        var policy = PolicySection.Read(folder.Required("policy.yaml", problems), known, problems);
        var gazetteer = GazetteerSection.Read(folder.File("gazetteer.yaml"), problems);
        var texts = new WordingSection(folder, problems);

        var intents = new IntentSection(folder, problems);
        var enquiries = intents.Enquiries(head.SharedEnquiries);
        var complaints = intents.Complaints(new PackReferences(FactNames(head), causes?.Keys.ToList(), standards?.Select(s => s.Id).ToList(), texts.Keys, policy.Decisions) { FactTypes = head.Subject.Facts.Count > 0 ? head.Subject.Facts : null, Enquiries = [.. enquiries.Select(e => e.Id)] });
        var outside = intents.Outside();
        intents.CheckExamples([.. complaints.Select(c => c.Id), .. enquiries.Select(e => e.Id)]);
        texts.Check(WordingFamilies.Spread(wording, head, complaints, enquiries, causes?.Keys ?? [], standards?.Select(s => s.Id) ?? []), [.. complaints.SelectMany(c => c.NextNeeds).Select(n => n.Text)]);

        var articles = ArticleSection.Read(folder, head.Site.Languages, problems);
        ClockSection.CheckKinds(standards ?? [], complaints, problems);

        var time = new PackTime(now, TimeZoneInfo.FindSystemTimeZoneById(head.Site.TimeZone));
        var incidents = IncidentSection.Read(folder.File("incidents.yaml"), causes?.Keys.ToList(), gazetteer, time.Fixed, PackTime.FixedForms, problems);
        var sample = new SampleSection(folder, head.Subject, head.Measurements, time, problems).Read(causes?.Keys.ToList(), gazetteer);

        if (problems.HasErrors) return new PackLoad.Broken(problems.Sorted());
        return new PackLoad.Loaded(new Pack
        {
            Id = head.Id,
            Version = folder.Version,
            Name = head.Name,
            Subject = head.Subject,
            Measurements = head.Measurements,
            Complaints = complaints,
            Enquiries = enquiries,
            Outside = outside,
            Standards = standards!,
            Causes = new CausePolicy(causes!),
            Policy = policy,
            Wording = texts.Build(head.Site, head.Subject),
            Gazetteer = gazetteer,
            Site = head.Site,
            Incidents = incidents,
            Articles = articles,
            Sample = sample,
        }, problems.Sorted());
    }

    private static List<string>? FactNames(PackHead head) => head.Subject.Facts.Count > 0 ? [.. head.Subject.Facts.Select(f => f.Name)] : null;
}
