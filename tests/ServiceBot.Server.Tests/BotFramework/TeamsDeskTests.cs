using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Handoff;
using ServiceBot.Server.Desk;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>Agents in Teams: one card a waiting customer, its thread as the desk, the same one winner as at the web desk.</summary>
public sealed class TeamsDeskTests
{
    [Fact]
    public async Task A_waiting_customer_is_a_card_that_says_who_what_how_patient_since_when_and_in_which_language()
    {
        await using var scene = await TeamsDeskScene.StartAsync("--Teams:Language", "zh-Hant");

        var (call, _) = await scene.WaitingAsync();

        call.Path.ShouldBe($"/v3/conversations/{Uri.EscapeDataString(TeamsDeskScene.Channel)}/activities");
        var card = call.Body.GetProperty("attachments")[0];
        card.GetProperty("contentType").GetString().ShouldBe("application/vnd.microsoft.card.adaptive");
        var said = string.Join('\n', card.GetProperty("content").GetProperty("body").EnumerateArray().Where(block => block.TryGetProperty("inlines", out _))
            .Select(block => string.Concat(block.GetProperty("inlines").EnumerateArray().Select(run => run.GetProperty("text").GetString()))));
        said.ShouldStartWith("有顧客在等真人客服\n顧客  User\n事由  ");
        said.ShouldContain("\n耐心  ");
        said.ShouldContain("\n開始等待  ");
        said.ShouldContain("\n語言  英文\n最後一句  My parcel is late");
        card.GetProperty("content").GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("title").GetString()).ShouldBe(["接手", "備註"]);
    }

    [Fact]
    public async Task Who_is_in_danger_is_urgent_in_the_notification_and_on_the_card()
    {
        await using var scene = await TeamsDeskScene.StartAsync("--Teams:Language", "en");

        var (call, _) = await scene.WaitingAsync("Somebody has fainted, your van is leaking gas");

        call.Body.GetProperty("attachments")[0].GetProperty("content").GetProperty("fallbackText").GetString().ShouldStartWith("Urgent: a customer is waiting");
    }

    [Fact]
    public async Task Accepted_on_the_card_both_sides_hear_each_other_in_the_thread_and_resolve_ends_it()
    {
        await using var scene = await TeamsDeskScene.StartAsync("--Teams:Language", "en");
        var (_, card) = await scene.WaitingAsync();

        var answer = await scene.ExecuteAsync("accept", card);
        await scene.CardReadsAsync(card, "Lin has it");
        await scene.CustomerReadsAsync("Lin has joined");
        await scene.WriteAsync("I have found your parcel.", card, id: "a1");
        await scene.WriteAsync("I have found your parcel.", card, id: "a1");
        await scene.CustomerReadsAsync("I have found your parcel.");
        await scene.Line.SayAsync("great, thank you");
        var heard = await scene.ThreadReadsAsync(card);
        var rootless = await scene.ExecuteAsync("resolve", card);
        await scene.ExecuteAsync("resolve", card, more: new { root = "process" });
        var closed = await scene.CardReadsAsync(card, "Resolved");
        var end = await scene.ThreadReadsAsync(card);
        await scene.WriteAsync("one more thing", card);
        var late = await scene.ThreadReadsAsync(card);

        (answer.GetProperty("type").GetString(), answer.GetProperty("value").GetRawText().Contains("Lin has it")).ShouldBe(("application/vnd.microsoft.card.adaptive", true));
        heard.ShouldBe("👤 User: great, thank you");
        rootless.GetProperty("value").GetString().ShouldBe("The cause is not known yet: choose its root first, then resolve.");
        closed.ShouldNotContain("Action.Execute");
        end.ShouldBe("This conversation is resolved.");
        late.ShouldBe("This conversation is resolved. Your message was not sent to the customer.");
        (await scene.ConversationAsync()).Status.ShouldBe(ConversationStatus.Resolved);
        (await scene.Line.TranscriptAsync()).Count(line => line.StartsWith("agent:", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_teams_would_not_take_is_cut_in_the_thread_and_whole_at_the_desk()
    {
        await using var scene = await TeamsDeskScene.StartAsync("--Teams:Language", "en");
        var (_, card) = await scene.WaitingAsync();
        var story = string.Concat(Enumerable.Repeat("一句很长的话。", 5_000));

        await scene.Line.SayAsync(story);
        var heard = await scene.ThreadReadsAsync(card);

        System.Text.Encoding.UTF8.GetByteCount(heard).ShouldBeLessThan(40_000);
        heard.ShouldStartWith("👤 User: 一句很长的话。");
        heard.ShouldEndWith("… (too long; the rest is at the web desk)");
        (await scene.Line.TranscriptAsync()).ShouldContain($"customer: {story}");
    }

    [Fact]
    public async Task What_the_customer_changes_takes_back_and_can_no_longer_be_told_stands_in_the_thread()
    {
        await using var scene = await TeamsDeskScene.StartAsync("--Teams:Language", "en");
        var (_, card) = await scene.WaitingAsync();

        await scene.Line.PostAsync(scene.Line.Activity("messageUpdate", "My parcel is broken", new { id = "m-1" }));
        await scene.Line.PostAsync(scene.Line.Activity("messageDelete", null, new { id = "m-1" }));
        await scene.Line.PostAsync(scene.Line.Activity("installationUpdate", null, new { action = "remove" }));

        (await scene.ThreadReadsAsync(card)).ShouldBe("✏️ The customer changed a message; it now says: My parcel is broken");
        (await scene.ThreadReadsAsync(card)).ShouldBe("🗑️ The customer deleted a message.");
        (await scene.ThreadReadsAsync(card)).ShouldBe("⚠️ The customer cannot be reached on their channel any more, so what is written here does not arrive. The reason: the app was uninstalled");
    }

    [Fact]
    public async Task A_promise_that_an_agent_recorded_in_Teams_rings_in_the_thread()
    {
        await using var scene = await TeamsDeskScene.StartAsync("--Teams:Language", "zh-Hant");
        var (_, card) = await scene.WaitingAsync();
        await scene.ExecuteAsync("accept", card);
        await scene.WriteAsync("我明天早上十點回電給您。", card, locale: "zh-TW");
        await scene.CustomerReadsAsync("回電給您");
        await scene.ExecuteAsync("promise", card, more: new { seq = (await scene.ConversationAsync()).Seq });

        // The time comes.
        await scene.Server.Services.GetRequiredService<Database>().WriteAsync((session, cancel) => session.Statement("update clock set due_at = 1 where kind = 'promise-due'").ExecuteAsync(cancel), default);

        (await scene.ThreadReadsAsync(card)).ShouldBe("⏰ 答應顧客的事到期了：我明天早上十點回電給您。");
    }

    [Fact]
    public async Task An_agent_is_told_that_a_file_does_not_reach_the_customer()
    {
        await using var scene = await TeamsDeskScene.StartAsync();
        var (_, card) = await scene.WaitingAsync();
        await scene.ExecuteAsync("accept", card);
        var html = new { contentType = "text/html", content = "<p>See the label</p>" };
        var picture = new { contentType = "image/png", contentUrl = "https://files.example/label.png" };

        await scene.WriteAsync("See the label", card, attachments: [html, picture]);
        var withText = await scene.ThreadReadsAsync(card);
        await scene.WriteAsync("", card, attachments: [picture]);
        var alone = await scene.ThreadReadsAsync(card);
        await scene.WriteAsync("", card, attachments: [html]);
        var nothing = await scene.ThreadReadsAsync(card);

        (withText, alone).ShouldBe(("The file was not sent to the customer: only text goes from here.", "The file was not sent to the customer: only text goes from here."));
        nothing.ShouldBe("That is empty; nothing was saved or sent.");
        await scene.CustomerReadsAsync("See the label");
    }

    [Fact]
    public async Task Below_an_old_card_an_agent_is_sent_to_the_new_one()
    {
        await using var scene = await TeamsDeskScene.StartAsync();
        var (_, old) = await scene.WaitingAsync();
        await scene.ExecuteAsync("accept", old);
        await scene.ExecuteAsync("return", old);
        (await scene.ThreadReadsAsync(old)).ShouldContain("机器人");
        var (_, card) = await scene.WaitingAsync("No, a person please");
        await scene.ExecuteAsync("accept", card);

        await scene.WriteAsync("Hello again", old);

        (await scene.ThreadReadsAsync(old)).ShouldBe("This card is over; its customer has a newer one. Reply in the thread below that. Your message was not sent to the customer.");
    }

    [Fact]
    public async Task Of_two_agents_who_accept_at_once_one_wins_and_the_other_is_told_who()
    {
        await using var scene = await TeamsDeskScene.StartAsync();
        var (_, card) = await scene.WaitingAsync();

        var answers = await Task.WhenAll(scene.ExecuteAsync("accept", card), scene.ExecuteAsync("accept", card, TeamsDeskScene.MeisId));

        var winner = (await scene.ConversationAsync()).OwnerName;
        answers.Count(a => a.GetProperty("type").GetString()!.EndsWith("card.adaptive", StringComparison.Ordinal)).ShouldBe(1);
        answers.Single(a => a.GetProperty("type").GetString()!.EndsWith("activity.message", StringComparison.Ordinal)).GetProperty("value").GetString().ShouldBe($"{winner} has this customer.");
    }

    [Fact]
    public async Task A_second_press_has_no_second_effect_by_either_kind_of_action()
    {
        await using var scene = await TeamsDeskScene.StartAsync();
        var (_, card) = await scene.WaitingAsync();

        await scene.SubmitAsync("accept", card);
        var epoch = (await scene.ConversationAsync()).OwnerEpoch;
        var again = await scene.ExecuteAsync("accept", card);
        await scene.SubmitAsync("accept", card);
        await scene.SubmitAsync("accept", card, TeamsDeskScene.MeisId);

        again.GetProperty("value").GetString().ShouldBe("You have this customer already, Lin.");
        (await scene.ConversationAsync()).OwnerEpoch.ShouldBe(epoch);
        new[] { await scene.ThreadReadsAsync(card), await scene.ThreadReadsAsync(card) }.ShouldBe(["You have this customer already, Lin.", "Lin has this customer."], ignoreOrder: true);
    }

    [Theory]
    [InlineData("en-US", "Your Teams account is not mapped")]
    [InlineData("zh-CN", "您的 Teams 账号还没有关联客服人员")]
    [InlineData("zh-TW", "您的 Teams 帳號尚未對應到客服人員")]
    public async Task An_unmapped_user_is_refused_with_a_sentence_in_their_language(string locale, string sentence)
    {
        await using var scene = await TeamsDeskScene.StartAsync();
        var (_, card) = await scene.WaitingAsync();

        var answer = await scene.ExecuteAsync("accept", card, TeamsDeskScene.StrangersId, locale);
        await scene.WriteAsync("hello", card, TeamsDeskScene.StrangersId, locale: locale);

        answer.GetProperty("value").GetString()!.ShouldStartWith(sentence);
        answer.GetProperty("value").GetString()!.ShouldContain(TeamsDeskScene.StrangersId);
        (await scene.ThreadReadsAsync(card)).ShouldStartWith(sentence);
        (await scene.ConversationAsync()).Owner.ShouldBe(Owner.Queue);
    }

    [Fact]
    public async Task Only_the_owner_speaks_to_the_customer_and_what_does_not_mention_the_bot_stays_among_colleagues()
    {
        await using var scene = await TeamsDeskScene.StartAsync();
        var (_, card) = await scene.WaitingAsync();
        await scene.WriteAsync("too early", card);
        var early = await scene.ThreadReadsAsync(card);
        await scene.ExecuteAsync("accept", card);

        await scene.WriteAsync("what a fuss", card, mentions: false);
        await scene.WriteAsync("from me too", card, TeamsDeskScene.MeisId);

        early.ShouldBe("Nobody has this customer yet; press Accept first. Your message was not sent to the customer.");
        (await scene.ThreadReadsAsync(card)).ShouldBe("Lin has this customer. Your message was not sent to the customer.");
        (await scene.Line.TranscriptAsync()).ShouldNotContain(line => line.StartsWith("agent:"));
    }

    [Fact]
    public async Task Who_accepts_at_the_web_desk_is_seen_on_the_card_and_what_is_answered_there_in_the_thread()
    {
        await using var scene = await TeamsDeskScene.StartAsync("--Teams:Language", "en");
        var (_, card) = await scene.WaitingAsync();
        var mei = new AgentRef(new AgentId("ag_mei_at_the_web_desk"), "Mei");

        await scene.Desk.AcceptAsync(await scene.IdAsync(), mei, default);
        await scene.CardReadsAsync(card, "Mei has it");
        await scene.Desk.SayAsync(await scene.IdAsync(), mei, "I am on it.", "k1", default);

        (await scene.ThreadReadsAsync(card)).ShouldBe("💬 Mei: I am on it.");
        (await scene.ExecuteAsync("accept", card)).GetProperty("value").GetString().ShouldBe("Mei has this customer.");
    }

    [Fact]
    public async Task Return_to_bot_lets_the_bot_answer_again_and_a_later_wait_is_a_new_card()
    {
        await using var scene = await TeamsDeskScene.StartAsync("--Teams:Language", "en");
        var (_, card) = await scene.WaitingAsync();
        await scene.ExecuteAsync("accept", card);
        var before = (await scene.Line.TranscriptAsync()).Count;

        await scene.ExecuteAsync("return", card);
        (await scene.Line.TranscriptAsync(atLeast: before + 1))[^1].ShouldStartWith("bot: ");
        (await scene.ThreadReadsAsync(card)).ShouldBe("This conversation is back with the bot.");
        var (_, another) = await scene.WaitingAsync("I want a person after all");

        another.ShouldNotBe(card);
    }

    [Fact]
    public async Task A_note_is_kept_once_and_only_colleagues_see_it()
    {
        await using var scene = await TeamsDeskScene.StartAsync();
        var (_, card) = await scene.WaitingAsync();

        var answer = await scene.ExecuteAsync("note", card, more: new { note = "asked for a refund before" });
        await scene.ExecuteAsync("note", card, more: new { note = "asked for a refund before" });
        var empty = await scene.ExecuteAsync("note", card, more: new { note = "  " });

        answer.GetProperty("value").GetString().ShouldBe("The note is saved.");
        empty.GetProperty("value").GetString().ShouldBe("That is empty; nothing was saved or sent.");
        (await scene.NotesAsync()).ShouldBe(["asked for a refund before"]);
        (await scene.Line.TranscriptAsync()).ShouldNotContain(line => line.Contains("refund before"));
    }

    [Theory]
    [InlineData("Teams:AgentChannel", "--Teams:AgentServiceUrl", "http://127.0.0.1:1/")]
    [InlineData("Teams:AgentChannel", "--Teams:AgentChannel", "General", "--Teams:AgentServiceUrl", "http://127.0.0.1:1/")]
    [InlineData("Teams:AgentServiceUrl", "--Teams:AgentChannel", TeamsDeskScene.Channel)]
    [InlineData("Teams:AgentServiceUrl", "--Teams:AgentChannel", TeamsDeskScene.Channel, "--Teams:AgentServiceUrl", "https://example.com/")]
    [InlineData("Teams:Language", "--Teams:AgentChannel", TeamsDeskScene.Channel, "--Teams:AgentServiceUrl", "http://127.0.0.1:1/", "--Teams:Language", "fr")]
    public async Task A_wrong_setting_stops_the_start_with_a_sentence_that_names_it(string named, params string[] settings)
    {
        using var data = new DataFolder();

        var wrong = await Should.ThrowAsync<SettingException>(() => RunningServer.StartAsync(data, settings: settings));

        wrong.Message.ShouldContain(named);
    }

    [Fact]
    public async Task Another_bot_cannot_speak_for_who_writes_in_the_agents_channel()
    {
        await using var provider = await IdentityProvider.StartAsync();
        var settings = provider.Settings("--BotFramework:AllowedCallers", "parent-bot", "--Teams:AgentChannel", TeamsDeskScene.Channel, "--Teams:AgentServiceUrl", "http://127.0.0.1:56150/_connector");
        await using var server = await RunningServer.StartAsync(settings: settings);
        using var data = server.Data;
        var line = BotLine.New(server, Tokens.OfApp("parent-bot")) with { Channel = "msteams", Conversation = $"{TeamsDeskScene.Channel};messageid=1" };

        (await line.SayAsync("accept")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task One_Teams_user_is_one_agent()
    {
        await using var scene = await TeamsDeskScene.StartAsync();
        var accounts = scene.Server.Services.GetRequiredService<AgentAccounts>();

        (await accounts.MapTeamsAsync(scene.Lin.Id, TeamsDeskScene.MeisId, default))!.Name.ShouldBe("Mei");
        (await accounts.FindByTeamsAsync(TeamsDeskScene.LinsId.ToUpperInvariant(), default))!.Name.ShouldBe("Lin");
        await accounts.MapTeamsAsync(scene.Lin.Id, null, default);
        (await accounts.FindByTeamsAsync(TeamsDeskScene.LinsId, default)).ShouldBeNull();
    }
}
