using System.Text.RegularExpressions;
using ServiceBot.Packs;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

/// <summary>Handbook S2: soothing words only with a dated next step; recovery.md §3: plain ones for who is angry.</summary>
public sealed partial class SoothingTests
{
    private const string One = "SF1234567890123";

    public static TheoryData<Locale, EmotionClass, string> Feelings()
    {
        var all = new TheoryData<Locale, EmotionClass, string>();
        foreach (var locale in Locales.All)
            foreach (var feeling in new[] { EmotionClass.Angry, EmotionClass.Anxious, EmotionClass.Disappointed, EmotionClass.Sad })
                foreach (var kind in new[] { "late-delivery", "damaged-parcel", "lost-parcel", "rude-courier" })
                    all.Add(locale, feeling, kind);
        return all;
    }

    [Theory]
    [MemberData(nameof(Feelings))]
    public async Task What_soothes_is_never_said_without_a_dated_step(Locale locale, EmotionClass feeling, string kind)
    {
        var talk = await new Talk(locale).WithOrder(One).Writes(Said.Issue("……", kind).Feeling(feeling));

        var said = talk.Bot;
        (Dated().IsMatch(said) || !Soothes(talk, locale, said)).ShouldBeTrue(said);
    }

    [Fact]
    public async Task A_number_is_asked_for_without_naming_the_feeling()
    {
        var talk = await new Talk(Locale.En).Writes(Said.Issue("it's not here and I'm worried", "late-delivery").Feeling(EmotionClass.Anxious));

        Soothes(talk, Locale.En, talk.Bot).ShouldBeFalse();
    }

    [Theory]
    [InlineData(EmotionClass.Angry, "soothe.own")]
    [InlineData(EmotionClass.Anxious, "soothe.commit")]
    [InlineData(EmotionClass.Disappointed, "soothe.thank")]
    [InlineData(EmotionClass.Sad, "soothe.listen")]
    public async Task The_feeling_chooses_the_move(EmotionClass feeling, string move)
    {
        var talk = await new Talk(Locale.En).WithOrder(One).WithSnowstorm().Writes(Said.Issue("still not here", "late-delivery").Feeling(feeling));

        talk.Bot.ShouldContain(talk.Pack.Wording.Render(move, Locale.En, 0));
    }

    [Fact]
    public async Task A_calm_customer_is_not_soothed()
    {
        var talk = await new Talk(Locale.En).WithOrder(One).WithSnowstorm().Writes(Said.Issue("where is it", "late-delivery"));

        Soothes(talk, Locale.En, talk.Bot).ShouldBeFalse();
    }

    private static bool Soothes(Talk talk, Locale locale, string said) =>
        Moves(talk.Pack).Any(key => said.Contains(talk.Pack.Wording.Render(key, locale, 0, ("kind", "\uFFFF")).Split('\uFFFF')[0], StringComparison.Ordinal) || said.Contains(talk.Pack.Wording.Render(key, locale, 1, ("kind", "\uFFFF")).Split('\uFFFF')[0], StringComparison.Ordinal));

    private static IEnumerable<string> Moves(Pack pack) =>
        new[] { "soothe.listen", "soothe.repeat", "soothe.feeling", "soothe.thank", "soothe.own", "soothe.pause", "soothe.matters", "soothe.choices", "soothe.commit", "soothe.change", "complaint.feeling.angry", "complaint.feeling.anxious", "complaint.feeling.disappointed", "complaint.feeling.sad" }
            .Where(pack.Wording.Has);

    // A clock's time, a place in the queue, or when somebody is there.
    [GeneratedRegex(@"\d{1,2}:\d{2}|第 \d+ 位|number \d+|上班|back at")]
    private static partial Regex Dated();
}
