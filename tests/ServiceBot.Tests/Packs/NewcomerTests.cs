using System.Text;
using System.Text.RegularExpressions;
using ServiceBot.Dialogs;
using ServiceBot.Packs;
using ServiceBot.Server.Chat;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Packs;

/// <summary>A pack for another trade, written as a newcomer would who has the README and nothing else.</summary>
public sealed partial class NewcomerTests : IDisposable
{
    private static readonly string Packs = Path.Combine(Repository.Root, "dialogs", "packs");

    private readonly string folder = Directory.CreateTempSubdirectory("servicebot-newcomer-").FullName;

    public NewcomerTests()
    {
        var written = Blocks().Matches(File.ReadAllText(Path.Combine(Packs, "README.md")));
        foreach (Match block in written) Write(block.Groups["path"].Value, block.Groups["text"].Value);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_pack_of_the_readme_can_run()
    {
        var load = PackLoader.Load(folder, WordingKeys.All, TempPack.Now);

        load.ShouldBeOfType<PackLoad.Loaded>(string.Join('\n', load.Problems));
        // The page shows five sentences a kind and says that twenty are the least.
        load.Problems.Where(p => !p.ToString().Contains("examples in", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Its_conversation_goes_as_written()
    {
        var (output, error) = (new StringWriter(), new StringWriter());

        var status = await ChatCommand.RunAsync([Path.Combine(folder, "golden", "not-ready.en.chat")], asJson: false, new ChatPacks(folder), new Listening(), output, error, CancellationToken.None);

        status.ShouldBe(0, $"{output}{error}");
    }

    [Theory]
    [InlineData("zh-Hans", "没有预约的书，跑了一趟", "借阅号")]
    [InlineData("zh-Hant", "預約的書還沒備妥", "借閱編號")]
    [InlineData("en", "my reserved book is still not ready", "loan number")]
    public async Task Whoever_is_not_known_is_asked_in_the_words_of_the_trade(string locale, string complaint, string asked)
    {
        var chat = Path.Combine(folder, "stranger.chat");
        await File.WriteAllTextAsync(chat, $"# A stranger\n@pack library\n@locale {locale}\n@now 2026-11-20T15:00:00+08:00\n@customer id=c1 name=X verified=no\n\ncustomer: {complaint}\nbot: {asked}\n! asked order-number\n");
        var (output, error) = (new StringWriter(), new StringWriter());

        var status = await ChatCommand.RunAsync([chat], asJson: false, new ChatPacks(folder), new Listening(), output, error, CancellationToken.None);

        status.ShouldBe(0, $"{output}{error}");
    }

    [Theory]
    [InlineData("zh-Hans", "预约的书没到", "其他分馆有吗，我急用", "我请同事看别的分馆")]
    [InlineData("zh-Hant", "預約的書還沒備妥", "其他分館有嗎，我急著用", "我請同仁看其他分館")]
    [InlineData("en", "my reserved book isn't there", "is it at another branch? I need it sooner", "whether another branch has it")]
    public async Task An_offer_of_the_readme_is_taken_up_by_its_words(string locale, string complaint, string said, string answer)
    {
        var chat = Path.Combine(folder, "offer.chat");
        await File.WriteAllTextAsync(chat, $"# The offer\n@pack library\n@locale {locale}\n@now 2026-11-20T15:00:00+08:00\n@customer id=c1 name=Ada\n@fact loan L20260001 status=reserved promised=2026-11-19T12:00+08:00 phone=13800001234\n\ncustomer: {complaint}\ncustomer: {said}\nbot: {answer}\n");
        var (output, error) = (new StringWriter(), new StringWriter());

        var status = await ChatCommand.RunAsync([chat], asJson: false, new ChatPacks(folder), new Listening(), output, error, CancellationToken.None);

        status.ShouldBe(0, $"{output}{error}");
    }

    [Theory]
    [InlineData("en", "my fine is too high", "wrong-fine")]
    [InlineData("en", "why was I fined, the book went back in time", "wrong-fine")]
    [InlineData("en", "nobody told me the book isn't ready", "not-ready")]
    public async Task Few_sentences_hold_their_own_against_the_many_that_every_trade_shares(string locale, string said, string intent)
    {
        var chat = Path.Combine(folder, "unseen.chat");
        await File.WriteAllTextAsync(chat, $"# Unseen\n@pack library\n@locale {locale}\n@now 2026-11-20T15:00:00+08:00\n@customer id=c1 name=X\n\ncustomer: {said}\n! intent {intent}\n");
        var (output, error) = (new StringWriter(), new StringWriter());

        var status = await ChatCommand.RunAsync([chat], asJson: false, new ChatPacks(folder), new Listening(), output, error, CancellationToken.None);

        status.ShouldBe(0, $"{output}{error}");
    }

    private void Write(string path, string text)
    {
        // "Copy courier/policy.yaml, keep its numbers down to `brand`, and write your own below."
        if (path == "policy.yaml") text = Numbers().Match(File.ReadAllText(Path.Combine(Packs, "courier", "policy.yaml"))).Value + "\n" + text;
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text, new UTF8Encoding(false));
    }

    [GeneratedRegex(@"`(?<path>[a-z/A-Z.-]+\.(?:yaml|chat))`[^`\n]*\n\n```(?:yaml)?\n(?<text>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\A.*?^brand: [^\n]*$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Numbers();
}
