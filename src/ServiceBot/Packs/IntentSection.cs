namespace ServiceBot.Packs;

/// <summary>Reads complaints/*.yaml and enquiries/*.yaml with their examples; the file's name is the id.</summary>
internal sealed class IntentSection(PackFolder folder, Problems problems)
{
    public static readonly string[] Remedies = ["explanation", "apology", "coupon", "refund", "redelivery", "replacement", "priority", "points", "visit", "person", "tier", "invitation"];

    private static readonly string[] Dimensions = ["reliability", "responsiveness", "assurance", "empathy", "tangibles"];
    private static readonly string[] Roots = ["product", "service", "price", "communication", "process", "expectation"];

    private readonly ExampleSection examples = new(folder, problems);

    public IReadOnlyList<ComplaintKind> Complaints(PackReferences known)
    {
        var kinds = Files("complaints").Select(f => Complaint(f, known)).ToList();
        if (!folder.In("complaints").Any()) problems.Error("complaints/", 0, "the pack has no kind of complaint", "add one file for each, such as complaints/late-delivery.yaml");
        return kinds;
    }

    /// <param name="shared">Ids of those that are taken over from what packs share; a file of the pack's own under the same id wins.</param>
    public IReadOnlyList<Enquiry> Enquiries(IReadOnlyList<string> shared)
    {
        var own = Files("enquiries").Select(f => Enquiry(f, shared.Contains(f.Id))).ToList();
        var common = shared.Where(id => own.TrueForAll(e => e.Id != id)).Select(id => folder.Shared($"enquiries/{id}.yaml").First()).Where(f => f.Root is not null);
        return [.. own.Concat(common.Select(f => Enquiry(f, isShared: true))).OrderBy(e => e.Id, StringComparer.Ordinal)];
    }

    /// <summary>Sentences that none of the kinds is meant by.</summary>
    public IReadOnlyList<Example> Outside() => examples.OfNothing();

    /// <summary>Notes examples without a kind, thin kinds, and sentences that stand under two kinds.</summary>
    public void CheckExamples(IReadOnlyCollection<string> intents) => examples.Check(intents);

    private IEnumerable<PackFile> Files(string from) => folder.In(from).Where(f =>
    {
        PackIds.Check(f.Id, 0, f.Path, problems);
        if (f.Id == ExampleSection.Nothing) problems.Error(f.Path, 0, "'unknown' is what a message is called that fits nothing", "rename the file");
        if (from == "enquiries" && folder.File($"complaints/{f.Id}.yaml") is not null) problems.Error(f.Path, 0, $"'{f.Id}' is a complaint already (complaints/{f.Id}.yaml)", "rename one of the two");
        if (f.IsReadable && f.Root is null) problems.Error(f.Path, 0, "this file is empty", "fill it, or remove it");
        return f.Root is not null;
    });

    private ComplaintKind Complaint(PackFile file, PackReferences known)
    {
        var fields = new Fields(file.Root, file.Path, "a complaint kind", problems);
        var complaint = new ComplaintKind
        {
            Id = file.Id,
            Name = fields.Localized("name"),
            Failure = known.Decisions.Failure(fields.OneOf("failure", [.. known.Decisions.Failures.Select(f => f.Id)], known.Decisions.Failures.Count > 0 ? known.Decisions.Failures[0].Id : "late")) ?? new FailureKind(""),
            Needs = fields.ListOf("needs", ["subject", "photo", "expectation"]),
            Facts = fields.ListOf("facts", known.Facts),
            Causes = fields.ListOf("causes", known.Causes),
            Covers = fields.ListOf("covers", [.. folder.In("complaints").Select(f => f.Id)]),
            Standard = fields.OptionalOneOf("standard", known.Standards),
            Dimension = fields.OneOf("dimension", Dimensions, "reliability"),
            Root = fields.OneOf("root", Roots, "process"),
            Resource = fields.OneOf("resource", DecisionSection.Resources, "time"),
            Severity = fields.WholeNumber("severity", 0, 4, "1"),
            Remedies = fields.ListOf("remedies", Remedies),
            NextNeeds = NextNeedSection.Read(fields, file.Path, known, problems),
            Examples = examples.Of(file.Id),
        };
        if (fields.IsGroup && fields.Items("remedies").Count == 0) problems.Error(file.Path, fields.Line, "no remedies may be offered", "write 'remedies: [explanation, apology]' with those that may");
        fields.Done();
        return complaint;
    }

    private Enquiry Enquiry(PackFile file, bool isShared)
    {
        var fields = new Fields(file.Root, file.Path, "an enquiry", problems);
        var enquiry = new Enquiry(file.Id, fields.Localized("name"), fields.ListOf("needs", ["subject", "person", "article"]), examples.Of(file.Id, isShared));
        fields.Done();
        return enquiry;
    }
}

/// <summary>What other files of the pack may be referred to by name; null where those could not be read.</summary>
internal sealed record PackReferences(IReadOnlyCollection<string>? Facts, IReadOnlyCollection<string>? Causes, IReadOnlyCollection<string>? Standards, IReadOnlyCollection<string>? Texts, DecisionTable Decisions)
{
    /// <summary>Facts of the subject, with their types.</summary>
    public IReadOnlyList<FactType>? FactTypes { get; init; }

    /// <summary>The pack's own and those it shares.</summary>
    public IReadOnlyCollection<string>? Enquiries { get; init; }
}
