using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Handoff;
using ServiceBot.Recovery;
using ServiceBot.Server.Desk;
using ServiceBot.Server.Tests.Desk;
using ServiceBot.Storage;
using ServiceBot.Turns;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>What is above an agent's or the bot's authority, decided by a supervisor's tap on a card in the agents' channel.</summary>
public sealed class TeamsApprovalTests
{
    private const string SunsId = "0b9e7f5c-0000-4000-8000-0000000000a1";
    private const string HesId = "0b9e7f5c-0000-4000-8000-0000000000a2";
    private const string PoorsId = "0b9e7f5c-0000-4000-8000-0000000000a3";

    [Fact]
    public async Task An_agents_coupon_above_their_authority_is_a_card_and_a_supervisors_one_tap_gives_it_and_settles_the_card()
    {
        await using var scene = await StartAsync();
        var (id, amount) = await AskedAsync(scene);
        var (card, message) = await CardAsync(scene);
        card.ShouldContain("Waiting for a supervisor: CNY 1050.00");
        card.ShouldContain("Ann Lee");
        card.ShouldContain("waited three weeks");
        card.ShouldContain("\"Lin\"");

        var answer = await TapAsync(scene, card, 0, message, SunsId, "photo seen");

        answer.GetProperty("type").GetString().ShouldBe("application/vnd.microsoft.card.adaptive");
        Title(answer).ShouldBe("Approved by Sun, CNY 1050.00");
        answer.GetProperty("value").TryGetProperty("actions", out _).ShouldBeFalse();
        (await scene.CardReadsAsync(message, "Approved by Sun")).ShouldContain("photo seen");
        (await new DeskScene(scene.Server.Services).GivenAsync(id)).ShouldBe([amount]);
    }

    [Fact]
    public async Task Who_may_not_decide_is_told_why_and_it_stays_open_for_who_may()
    {
        await using var scene = await StartAsync();
        var (id, _) = await AskedAsync(scene);
        var (card, message) = await CardAsync(scene);

        var stranger = Sentence(await TapAsync(scene, card, 0, message, TeamsDeskScene.StrangersId));
        var agent = Sentence(await TapAsync(scene, card, 0, message, TeamsDeskScene.LinsId, locale: "zh-TW"));
        var poor = Sentence(await TapAsync(scene, card, 0, message, PoorsId, locale: "zh-CN"));
        var forged = Sentence(await scene.ExecuteAsync("approve", message, Data("approve", "ap_none", 0), SunsId));

        stranger.ShouldContain($"servicebot user map NAME --teams {TeamsDeskScene.StrangersId}");
        agent.ShouldBe("Lin，只有主管可以決定，您的帳號是一般客服。請把這張卡片留給主管。");
        poor.ShouldBe("1050.00 元 也超出了您的权限（100.00 元），没有批准。请留给权限更高的同事。");
        forged.ShouldBe("This button is not known any more.");
        (await new DeskScene(scene.Server.Services).GivenAsync(id)).ShouldBeEmpty();
        (await scene.Server.Services.GetRequiredService<ApprovalActs>().OpenAsync(default)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Of_taps_in_Teams_and_at_the_web_desk_at_once_one_wins_and_the_others_are_told_who()
    {
        await using var scene = await StartAsync();
        var (id, amount) = await AskedAsync(scene);
        var (card, message) = await CardAsync(scene);
        var web = new AgentRef(new AgentId("ag_web"), "Web", 5000_00);
        var approval = (await scene.Server.Services.GetRequiredService<ApprovalActs>().OpenAsync(default)).Single().Id;

        var atDesk = scene.Server.Services.GetRequiredService<ApprovalActs>().DecideAsync(approval, web, true, null, default).AsTask();
        var inTeams = await Task.WhenAll(TapAsync(scene, card, 0, message, SunsId), TapAsync(scene, card, 0, message, HesId));

        var winners = inTeams.Count(a => a.GetProperty("type").GetString()!.EndsWith("card.adaptive", StringComparison.Ordinal)) + (await atDesk is DeskOutcome.Done ? 1 : 0);
        winners.ShouldBe(1);
        var winner = (await scene.Server.Services.GetRequiredService<ApprovalActs>().FindAsync(approval, default))!.DecidedName;
        inTeams.Where(a => a.GetProperty("type").GetString()!.EndsWith("activity.message", StringComparison.Ordinal)).ShouldAllBe(a => Sentence(a) == $"{winner} has decided this already: approved. Your tap changed nothing.");
        (await new DeskScene(scene.Server.Services).GivenAsync(id)).ShouldBe([amount]);
        await scene.CardReadsAsync(message, $"Approved by {winner}");
    }

    [Fact]
    public async Task When_nobody_decides_in_time_the_card_says_so_and_a_late_tap_gives_nothing()
    {
        await using var scene = await StartAsync();
        var (id, _) = await AskedAsync(scene);
        var (card, message) = await CardAsync(scene);

        var past = DateTimeOffset.UtcNow.AddMinutes(-1).ToUnixTimeMilliseconds();
        await scene.Server.Services.GetRequiredService<Database>().WriteAsync(async (session, cancel) =>
            await session.Statement("update approval set due = @past").Set("@past", past).ExecuteAsync(cancel)
            + await session.Statement("update clock set due_at = @past where kind = 'approval-over'").Set("@past", past).ExecuteAsync(cancel), default);

        (await scene.CardReadsAsync(message, "Nobody decided in time")).ShouldNotContain("Action.Execute");
        Sentence(await TapAsync(scene, card, 0, message, SunsId)).ShouldStartWith("The time to decide ran out at ");
        (await new DeskScene(scene.Server.Services).GivenAsync(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_bots_own_decision_shows_the_case_and_each_remedy_as_a_button_and_what_was_tapped_is_given()
    {
        await using var scene = await StartAsync("zh-Hans");
        var id = await BotAskedAsync(scene);
        var (card, message) = await CardAsync(scene);
        foreach (var part in new[] { "请主管批准：878.00 元", "SF6600000000300", "严重程度 4/4", "我方责任", "状态 已丢失", "客户说：“我的包裹丢了”", "机器人（超出它的权限）", "批准：退款 878.00 元", "批准：补寄", "不批准" }) card.ShouldContain(part);

        Sentence(await scene.ExecuteAsync("approve", message, Data("approve", "ap_cs_lost", 7), SunsId, "zh-CN")).ShouldBe("卡片上没有这一项补救，没有执行。");
        Title(await TapAsync(scene, card, 1, message, SunsId)).ShouldBe("Sun 已批准，878.00 元");

        (await scene.Line.RowsAsync("select kind from remedy_execution where @conversation <> ''", row => row.GetString(0))).ShouldBe(["replacement"]);
        await scene.CardReadsAsync(message, "Sun 已批准");
        (await scene.Server.Services.GetRequiredService<ServiceBot.Transcripts.Conversations>().FindAsync(id, default))!.Owner.ShouldBe(ServiceBot.Transcripts.Owner.Bot);
    }

    private static async Task<TeamsDeskScene> StartAsync(string language = "en")
    {
        var scene = await TeamsDeskScene.StartAsync("--Teams:Language", language);
        await TeamsDeskScene.AgentAsync(scene.Server, "Sun", SunsId, AgentRole.Supervisor);
        await TeamsDeskScene.AgentAsync(scene.Server, "He", HesId, AgentRole.Supervisor);
        await TeamsDeskScene.AgentAsync(scene.Server, "Poor", PoorsId, AgentRole.Supervisor, new Money(100_00, "CNY"));
        return scene;
    }

    /// <summary>Lin has a customer and asks for more than an agent may give.</summary>
    private static async Task<(ConversationId Id, long Amount)> AskedAsync(TeamsDeskScene scene)
    {
        var id = await new DeskScene(scene.Server.Services).WaitingAsync("Ann Lee", Locale.En, "Hello?");
        var lin = new AgentRef(scene.Lin.Id, scene.Lin.Name, 1000_00);
        (await scene.Desk.AcceptAsync(id, lin, default)).ShouldBeOfType<DeskOutcome.Done>();
        (await scene.Server.Services.GetRequiredService<ApprovalActs>().AskAsync(id, lin, new Money(1050_00, "CNY"), "waited three weeks", "k", default)).ShouldBeOfType<DeskOutcome.Done>();
        return (id, 1050_00);
    }

    /// <summary>As a turn leaves it when the policy prepared more than the bot may give.</summary>
    private static async Task<ConversationId> BotAskedAsync(TeamsDeskScene scene)
    {
        var desk = new DeskScene(scene.Server.Services);
        var id = await desk.WaitingAsync("王芳", Locale.ZhHans, "我的包裹丢了", "authority");
        RemedyBundle[] options = [new("1", [new Remedy.Refund(new Money(878_00, "CNY"), "value")]), new("2", [new Remedy.InKind(RemedyKind.Replacement)])];
        var now = DateTimeOffset.UtcNow;
        await desk.CaseAsync(id, new ComplaintCase
        {
            Id = new CaseId("cs_lost"), Kind = "late-delivery", SubjectId = "SF6600000000300", Root = "process", Dimension = "reliability", OpenedAt = now, PackVersion = "x", Severity = 4, Attribution = Attribution.Firm,
            Evidence = [new CaseEvidence("order status=lost", now), new CaseEvidence("customer: 我的包裹丢了", now)], Prepared = options,
        });
        await scene.Server.Services.GetRequiredService<Database>().WriteAsync(async (session, cancel) =>
        {
            var conversation = (await ServiceBot.Transcripts.ConversationRows.FindAsync(session, id, cancel))!;
            await ApprovalRows.AddAsync(session, new Approval("ap_cs_lost", id, conversation.Customer, new CaseId("cs_lost"), conversation.Site, new Money(878_00, "CNY"), "lost", BotApprovals.Bot, "", now, now.AddHours(2), new PromiseId(""), ApprovalStatus.Open, null, null, null) { Options = options }, cancel);
            foreach (var (channel, payload) in scene.Server.Services.GetRequiredService<OwnerFollowers>().OfApprovals(conversation))
                await OutboxRows.AddAsync(session, "ob_test", id, 1, new OutboxItem(channel, payload), conversation.OwnerEpoch, now.ToUnixTimeMilliseconds(), cancel);
            return true;
        }, default);
        scene.Server.Services.GetRequiredService<ServiceBot.Clustering.OutboxSignal>().Raise(id, "teams-desk");
        return id;
    }

    /// <returns>The card that was posted, and Teams' id of it.</returns>
    private static async Task<(string Card, string Message)> CardAsync(TeamsDeskScene scene)
    {
        string raw;
        do raw = (await scene.Teams.NextAsync()).Raw;
        while (!raw.Contains("\"approval\"", StringComparison.Ordinal));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var posted = await scene.Line.RowsAsync("select message_id from teams_approval where @conversation <> ''", row => row.GetString(0));
            if (posted.Count > 0) return (raw, posted[0]);
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Presses the button as Teams does: with the data that the card gave it.</summary>
    private static Task<JsonElement> TapAsync(TeamsDeskScene scene, string card, int button, string message, string who, string note = "", string locale = "en-US")
    {
        var action = JsonNode.Parse(card)!["attachments"]![0]!["content"]!["actions"]!.AsArray()[button]!;
        var data = action["data"]!.DeepClone().AsObject();
        data["approvalNote"] = note;
        return scene.ExecuteAsync((string)action["verb"]!, message, data, who, locale);
    }

    private static JsonObject Data(string verb, string approval, int option) => new() { ["desk"] = verb, ["approval"] = approval, ["option"] = option };

    private static string Title(JsonElement answer) => answer.GetProperty("value").GetProperty("fallbackText").GetString()!;

    private static string Sentence(JsonElement answer) => answer.GetProperty("value").GetString()!;
}
