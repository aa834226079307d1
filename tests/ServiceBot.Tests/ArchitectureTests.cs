namespace ServiceBot.Tests;

/// <summary>ARCHITECTURE.md says which slice of src/ServiceBot may use which; the sources say which does.</summary>
public sealed class ArchitectureTests
{
    private static readonly SliceTable Table = SliceTable.Read(File.ReadAllText(Path.Combine(Repository.Root, "ARCHITECTURE.md")));
    private static readonly SliceSources Sources = SliceSources.Read(Path.Combine(Repository.Root, "src", "ServiceBot"));

    [Fact]
    public void Every_folder_is_a_slice_of_the_table() => Sources.Slices.ShouldBeSubsetOf(Table.Slices);

    [Fact]
    public void A_folder_is_a_namespace() => Sources.InWrongNamespace().ShouldBeEmpty();

    [Fact]
    public void A_slice_uses_only_what_the_table_allows() => Sources.NotAllowedBy(Table).ShouldBeEmpty();

    [Theory]
    [InlineData("using ServiceBot.Turns; namespace ServiceBot.Packs;", "Packs uses Turns")]
    [InlineData("using static ServiceBot.Turns.Turn; namespace ServiceBot.Packs;", "Packs uses Turns")]
    [InlineData("using T = ServiceBot.Turns.Turn; namespace ServiceBot.Packs;", "Packs uses Turns")]
    [InlineData("namespace ServiceBot.Packs; class P { ServiceBot.Turns.Turn? t; }", "Packs uses Turns")]
    [InlineData("namespace ServiceBot.Packs; class P { global::ServiceBot.Turns.Turn? t; }", "Packs uses Turns")]
    [InlineData("namespace ServiceBot.Packs; class P { Turns.Turn? t; }", "Packs uses Turns")]
    [InlineData("using ServiceBot.Recovery; namespace ServiceBot.Dialogs; class D { Ledger? l; }", "Dialogs uses Recovery.Ledger")]
    [InlineData("namespace ServiceBot.Packs; class P { Facts.HttpFacts? f; }", "Packs uses Facts.HttpFacts")]
    public void A_use_that_the_table_forbids_is_found(string source, string found) =>
        Some.With("Dialogs/Seen.cs", source).NotAllowedBy(Rules).ShouldHaveSingleItem().ShouldContain(found);

    [Theory]
    [InlineData("using ServiceBot.Recovery; namespace ServiceBot.Dialogs; class D { Remedy? r; Dueness d; }")]
    [InlineData("namespace ServiceBot.Packs; class P { Facts.Fact? f; }")]
    [InlineData("namespace ServiceBot.Packs; /* ServiceBot.Turns.Turn */ class P { string s = \"ServiceBot.Turns.Turn\"; } // Turns.Turn")]
    [InlineData("namespace ServiceBot.Packs; class P { int F(dynamic Turns) => this.Turns.Turn + Turns.Count; dynamic Turns; }")]
    [InlineData("using ServiceBot.Packs; using ServiceBot.Facts; namespace ServiceBot.Turns; class T { HttpFacts? f; }")]
    public void A_use_that_the_table_allows_is_not(string source) => Some.With("Dialogs/Seen.cs", source).NotAllowedBy(Rules).ShouldBeEmpty();

    private static readonly SliceTable Rules = SliceTable.Read("""
        | slice | may use |
        |---|---|
        | Turns | all |
        | Dialogs | Packs, Recovery (records) |
        | Recovery | Packs |
        | Facts | Packs |
        | Packs | Facts (Fact) |
        """);

    private static readonly SliceSources Some = new(new Dictionary<string, string>
    {
        ["Turns/Turn.cs"] = "namespace ServiceBot.Turns; public sealed class Turn;",
        ["Recovery/Remedy.cs"] = "namespace ServiceBot.Recovery; public abstract record Remedy; public enum Dueness { Now }",
        ["Recovery/Ledger.cs"] = "namespace ServiceBot.Recovery; internal sealed class Ledger;",
        ["Facts/Fact.cs"] = "namespace ServiceBot.Facts; public sealed record Fact(string Id);",
        ["Facts/HttpFacts.cs"] = "namespace ServiceBot.Facts; public sealed class HttpFacts;",
    });
}
