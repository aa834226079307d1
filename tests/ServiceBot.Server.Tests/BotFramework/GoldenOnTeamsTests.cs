using ServiceBot.Server.Chat;
using ServiceBot.Tests;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>The handbook's twelve scenarios on Teams, in three languages: every word, card and coin as the golden conversations have it, by `POST /api/messages` and a channel that is sent what the customer reads.</summary>
public sealed class GoldenOnTeamsTests(ChannelStage stage) : IClassFixture<ChannelStage>
{
    private static readonly string Packs = Path.Combine(Repository.Root, "dialogs", "packs");

    public static TheoryData<string> Scenarios
    {
        get
        {
            TheoryData<string> files = [];
            foreach (var story in (string[])["courier/01a-snowstorm", "courier/02a-rude-courier", "courier/03a-damaged-parcel", "heating/04a-eighteen-degrees", "courier/05a-agitated-customer", "courier/06a-late-guarantee",
                "hotel/07c-three-minutes-by-itself", "retail/08a-advertising", "courier/09a-second-failure", "courier/10a-serial-claims", "hotel/11a-water-cut", "courier/12a-loyal-customer"])
                foreach (var language in (string[])["zh-Hans", "zh-Hant", "en"])
                    files.Add($"{story.Replace("/", "/golden/", StringComparison.Ordinal)}.{language}.chat");
            return files;
        }
    }

    public static TheoryData<string> All => [.. Directory.EnumerateFiles(Packs, "*.chat", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Packs, file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task A_scenario_of_the_handbook_goes_on_Teams_as_it_goes_on_the_web(string file) => Holds(await stage.PlayAsync(Path.Combine(Packs, file), "msteams"));

    [Theory]
    [Trait("Category", "Long")]
    [MemberData(nameof(All))]
    public async Task Every_golden_conversation_goes_on_Teams_as_it_goes_on_the_web(string file) => Holds(await stage.PlayAsync(Path.Combine(Packs, file), "msteams"));

    public static TheoryData<string, string> Plain => new()
    {
        { "courier/golden/03b-damaged-parcel-stranger.zh-Hans.chat", "sms" }, { "courier/golden/03b-damaged-parcel-stranger.en.chat", "sms" },
        { "courier/golden/03a-damaged-parcel.zh-Hant.chat", "slack" }, { "retail/golden/03a-defective.en.chat", "slack" },
    };

    [Theory]
    [MemberData(nameof(Plain))]
    public async Task Where_there_are_no_adaptive_cards_text_or_hero_cards_say_the_same(string file, string channel) => Holds(await stage.PlayAsync(Path.Combine(Packs, file), channel));

    private static void Holds(ChatResult result)
    {
        var printed = new StringWriter();
        new ChatPrinter(TextWriter.Null, printed).Print(result);
        var wrong = string.Join('\n', result.Steps.OfType<ChatStep.Checked>().Where(step => !step.Outcome.Holds).Select(step => $"{result.Script.File}:{step.Line.Number}: expected {step.Line.Text}, but: {step.Outcome.Actual}"));

        result.Failed.ShouldBe(0, wrong);
        result.Passed.ShouldBeGreaterThan(0);
    }
}
