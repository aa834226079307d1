using ServiceBot.Understanding.Reading;

namespace ServiceBot.Tests.Understanding;

public sealed class LexiconTests
{
    private readonly NormalText text = new();
    private readonly Hits hits = new();

    [Fact]
    public void A_lexicon_that_grows_far_beyond_what_was_expected_finds_every_phrase_it_was_given()
    {
        var lexicon = new Lexicon(edges: 2);
        string[] phrases = [.. Enumerable.Range(0, 3000).Select(i => string.Concat("迟早慢快没来".OrderBy(c => (c * 31 + i * 7919) % 101).Take(2 + i % 5)) + (char)('\u4E10' + i))];
        for (var i = 0; i < phrases.Length; i++) lexicon.Add(phrases[i], new Cue(CueArea.Matter, i));
        for (var i = 0; i < phrases.Length; i++) Kinds(lexicon, phrases[i]).ShouldContain(i, phrases[i]);
    }

    [Fact]
    public void Phrases_that_begin_alike_are_kept_apart_in_whatever_order_they_come()
    {
        var lexicon = new Lexicon();
        string[] phrases = ["包裹还没到", "包裹", "包裹还没来", "还没来", "包裹还没", "包", "parcel late", "parcel"];
        for (var i = 0; i < phrases.Length; i++) lexicon.Add(phrases[i], new Cue(CueArea.Matter, i));
        Kinds(lexicon, "包裹还没来").ShouldBe([1, 2, 3, 4, 5], ignoreOrder: true);
        Kinds(lexicon, "parcel later").ShouldBe([7]);
        Kinds(lexicon, "parcels").ShouldBeEmpty();
    }

    [Fact]
    public void Every_form_of_a_pattern_is_found_and_no_other()
    {
        var lexicon = new Lexicon();
        lexicon.Add("(很|太)?(慢|晚)了?", new Cue(CueArea.Matter, 1));
        foreach (var said in (string[])["慢", "晚了", "很慢", "太晚了"]) Kinds(lexicon, said).ShouldContain(1, said);
        Kinds(lexicon, "很了").ShouldBeEmpty();
    }

    private int[] Kinds(Lexicon lexicon, string said)
    {
        text.Read(said);
        lexicon.Find(text, hits);
        return [.. hits.Of(CueArea.Matter).Select(hit => lexicon[hit.Cue].Kind)];
    }
}
