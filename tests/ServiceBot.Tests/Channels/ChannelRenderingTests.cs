using System.Text.Json;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Rendering;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Channels;

public sealed class ChannelRenderingTests
{
    [Fact]
    public void A_card_that_its_message_says_is_not_said_twice_where_no_cards_are_shown()
    {
        var face = new CardFace("Calling you back", "In progress", CardMood.Open, ("By", "18:00 on 22 Nov"));

        Text("sms", face.ToAttachment(isSaid: true)).ShouldBe("I will call you by 18:00 tomorrow.");
        Text("sms", face.ToAttachment(isSaid: false)).ShouldBe("I will call you by 18:00 tomorrow.\n\nCalling you back: In progress\nBy: 18:00 on 22 Nov");
        Text("msteams", face.ToAttachment(isSaid: false)).ShouldBe("I will call you by 18:00 tomorrow.");

        static string? Text(string channel, Attachment card) => ChannelRendering.Render(
            new Activity { Type = ActivityTypes.Message, Text = "I will call you by 18:00 tomorrow.", Attachments = [card] }, new RenderingContext(ChannelCapabilities.Of(channel), 1, "")).Single().Text;
    }

    [Fact]
    public void Plain_text_is_one_message_that_says_it_is_plain()
    {
        var message = Render("sms", Said("*Hello* <b>you</b>")).ShouldHaveSingleItem();

        message.Text.ShouldBe("*Hello* <b>you</b>");
        message.TextFormat.ShouldBe("plain");
        message.Attachments.ShouldNotBeNull().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sms")]
    [InlineData("email")]
    [InlineData("a-channel-of-tomorrow")]
    public void Where_there_are_no_buttons_the_choices_are_numbered(string channel)
    {
        var message = Render(channel, Said("Which one?", "The parcel of 3 May", "The parcel of 9 May")).ShouldHaveSingleItem();

        message.Text.ShouldBe("Which one?\n\n1. The parcel of 3 May\n2. The parcel of 9 May\nReply with a number to choose.");
        message.SuggestedActions.ShouldBeNull();
    }

    [Theory]
    [InlineData("Choose:\n1. A new one\n2. Your money back", "Choose:\n1. A new one\n2. Your money back\n3. A person\nReply with a number to choose.")]
    [InlineData("Choose:\n2. Your money back", "Choose:\n2. Your money back\n\n1. A new one\n2. Your money back\n3. A person\nReply with a number to choose.")]
    public void What_the_words_list_already_is_not_listed_twice(string text, string shown) =>
        Render("sms", Said(text, "A new one", "Your money back", "A person")).Single().Text.ShouldBe(shown);

    [Theory]
    [InlineData("slack")]
    [InlineData("telegram")]
    public void A_card_of_a_matter_is_a_hero_card_where_no_adaptive_ones_are_shown(string channel)
    {
        var face = new CardFace("Calling you back", "In progress", CardMood.Open, ("By", "18:00 on 22 Nov"));

        var message = ChannelRendering.Render(new Activity { Type = ActivityTypes.Message, Text = "I will call you.", Attachments = [face.ToAttachment(isSaid: true)] }, new RenderingContext(ChannelCapabilities.Of(channel), 1, "")).Single();

        message.Text.ShouldBe("I will call you.");
        var card = message.Attachments!.Single();
        card.ContentType.ShouldBe("application/vnd.microsoft.card.hero");
        (card.Content!.Value.GetProperty("title").GetString(), card.Content.Value.GetProperty("text").GetString()).ShouldBe(("Calling you back", "In progress\nBy: 18:00 on 22 Nov"));
    }

    [Fact]
    public void Teams_gets_the_question_and_its_buttons_on_a_card_and_a_summary_for_the_notification()
    {
        var message = Render("msteams", Said("Which one?\nPlease tap.", "A", "B")).ShouldHaveSingleItem();

        message.Text.ShouldBeNull();
        message.Summary.ShouldBe("Which one?\nPlease tap.");
        var card = message.Attachments!.Single();
        card.ContentType.ShouldBe("application/vnd.microsoft.card.adaptive");
        var body = card.Content!.Value.GetProperty("body").EnumerateArray().ToList();
        body.Take(2).Select(b => b.GetProperty("inlines")[0].GetProperty("text").GetString()).ShouldBe(["Which one?", "Please tap."]);
        var button = body[2].GetProperty("actions")[1];
        button.GetProperty("type").GetString().ShouldBe("Action.Submit");
        button.GetProperty("title").GetString().ShouldBe("B");
        button.GetProperty("data").GetProperty("choice").GetString().ShouldBe("v:B");
        button.GetProperty("data").GetProperty("turn").GetInt64().ShouldBe(7);
        button.GetProperty("data").GetProperty("msteams").GetProperty("displayText").GetString().ShouldBe("B");
    }

    [Fact]
    public void Markup_in_what_we_quote_stays_text_on_a_card()
    {
        var message = Render("msteams", Said("You wrote: **[click](https://evil.example)** <script>", "A")).Single();

        var body = message.Attachments!.Single().Content!.Value.GetProperty("body");
        body[0].GetProperty("type").GetString().ShouldBe("RichTextBlock");
        body[0].GetProperty("inlines")[0].GetProperty("text").GetString().ShouldBe("You wrote: **[click](https://evil.example)** <script>");
    }

    [Fact]
    public void Seven_buttons_on_a_card_stand_in_two_rows()
    {
        var message = Render("msteams", Said("Which?", "1", "2", "3", "4", "5", "6", "7")).Single();

        var rows = message.Attachments!.Single().Content!.Value.GetProperty("body").EnumerateArray().Where(b => b.GetProperty("type").GetString() == "ActionSet").ToList();
        rows.Select(row => row.GetProperty("actions").GetArrayLength()).ShouldBe([6, 1]);
    }

    [Theory]
    [InlineData("webchat")]
    [InlineData("emulator")]
    [InlineData("directline")]
    public void Web_chat_shows_suggested_actions_whose_press_brings_its_value_and_turn_back(string channel)
    {
        var message = Render(channel, Said("Which?", "A")).Single();

        message.Text.ShouldBe("Which?");
        var action = message.SuggestedActions!.Actions!.Single();
        action.Type.ShouldBe("messageBack");
        action.Value!.Value.GetProperty("choice").GetString().ShouldBe("v:A");
        action.Value!.Value.GetProperty("turn").GetInt64().ShouldBe(7);
    }

    [Theory]
    [InlineData("telegram")]
    [InlineData("facebook")]
    [InlineData("line")]
    public void Channels_that_know_only_titles_get_titles(string channel)
    {
        var action = Render(channel, Said("Which?", "A")).Single().SuggestedActions!.Actions!.Single();

        action.Type.ShouldBe("imBack");
        action.Value!.Value.GetString().ShouldBe("A");
    }

    [Fact]
    public void More_choices_than_the_channel_has_buttons_for_are_numbered()
    {
        var message = Render("facebook", Said("Which?", [.. Enumerable.Range(1, 11).Select(i => $"Parcel {i}")])).Single();

        message.SuggestedActions.ShouldBeNull();
        message.Text!.ShouldContain("11. Parcel 11");
    }

    [Fact]
    public void Slack_gets_a_hero_card_with_the_buttons()
    {
        var message = Render("slack", Said("Which?", "A")).Single();

        message.Text.ShouldBe("Which?");
        message.Attachments!.Single().ContentType.ShouldBe("application/vnd.microsoft.card.hero");
    }

    [Fact]
    public void A_long_text_goes_in_parts_and_the_buttons_stand_below_the_last()
    {
        var messages = Render("telegram", Said(string.Concat(Enumerable.Repeat("这是一句话。", 1000)), "A"));

        messages.Count.ShouldBe(2);
        messages[0].SuggestedActions.ShouldBeNull();
        messages[1].SuggestedActions.ShouldNotBeNull();
        messages.ShouldAllBe(m => m.Text!.Length <= 4096 && m.Text.EndsWith('。'));
    }

    [Theory]
    [InlineData("单")]
    [InlineData("😀")]
    [InlineData("\"")]
    public void On_teams_no_card_is_above_25_kb_and_no_message_above_40(string character)
    {
        var messages = Render("msteams", Said(string.Concat(Enumerable.Repeat(character, 60_000 / character.Length)), "A", "B"));

        foreach (var message in messages)
        {
            (ProtocolJson.Write(message).Length).ShouldBeLessThan(40_000);
            foreach (var card in message.Attachments ?? []) card.Content!.Value.GetRawText().Length.ShouldBeLessThan(25_000);
        }
    }

    [Fact]
    public void Several_large_cards_go_to_teams_in_messages_of_their_own_and_the_buttons_with_the_last()
    {
        var large = new Attachment { ContentType = ContentTypes.AdaptiveCard, Content = JsonElement.Parse($$"""{"type":"AdaptiveCard","fallbackText":"{{new string('x', 20_000)}}","body":[]}""") };
        var small = new Attachment { ContentType = ContentTypes.AdaptiveCard, Content = JsonElement.Parse("""{"type":"AdaptiveCard","body":[]}""") };

        var messages = Render("msteams", Said("Three cards:", "A", "B") with { Attachments = [large, large, small] });

        messages.Select(message => message.Attachments!.Count).ShouldBe([1, 3]);
        messages.ShouldAllBe(message => ProtocolJson.Write(message).Length < 40_000);
        messages.Select(message => message.Text).ShouldBe(["Three cards:", null]);
        Render("webchat", Said("Three cards:") with { Attachments = [large, large, small] }).Single().Attachments!.Count.ShouldBe(3);
    }

    [Fact]
    public void A_coupon_card_is_shown_or_told()
    {
        var coupon = new Attachment { ContentType = ContentTypes.AdaptiveCard, Content = JsonElement.Parse("""{"type":"AdaptiveCard","version":"1.3","fallbackText":"Code: 7F3K\nValue: 5.00 CNY","body":[]}""") };

        Render("webchat", Said("Here you are:") with { Attachments = [coupon] }).Single().Attachments!.Single().ShouldBe(coupon);
        var told = Render("sms", Said("Here you are:") with { Attachments = [coupon] }).Single();
        told.Text.ShouldBe("Here you are:\n\nCode: 7F3K\nValue: 5.00 CNY");
        told.Attachments!.ShouldBeEmpty();
    }

    [Fact]
    public void A_coupon_with_a_question_keeps_its_text_outside_the_card_on_teams()
    {
        var coupon = new Attachment { ContentType = ContentTypes.AdaptiveCard, Content = JsonElement.Parse("""{"type":"AdaptiveCard","version":"1.3","body":[]}""") };

        var message = Render("msteams", Said("Here you are. Anything else?", "Yes") with { Attachments = [coupon] }).Single();

        message.Text.ShouldBe("Here you are. Anything else?");
        message.Attachments!.Count.ShouldBe(2);
    }

    [Fact]
    public void What_is_no_address_to_anybody_else_is_left_out()
    {
        var file = new Attachment { ContentType = "image/png", ContentUrl = "/v3/directline/attachments/x", Name = "x.png" };

        Render("msteams", Said("See:") with { Attachments = [file] }).Single().Attachments!.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("msteams")]
    [InlineData("sms")]
    [InlineData("webchat")]
    public void Nothing_of_ours_alone_goes_out(string channel)
    {
        var message = Render(channel, Said("Hello") with { Id = "cv_1|0000007", Timestamp = DateTimeOffset.UnixEpoch, ChannelData = JsonElement.Parse("""{"webchat:sequence-id":7}""") }).Single();

        message.Id.ShouldBeNull();
        message.Timestamp.ShouldBeNull();
        message.ChannelData.ShouldBeNull();
    }

    [Fact]
    public void An_answered_question_shows_the_answer_on_its_card_and_no_button()
    {
        var settled = ChannelRendering.Settled(Said("Which one?", "A", "B"), "B", new RenderingContext(ChannelCapabilities.Of("msteams"), 7, ""))!;

        var card = settled.Attachments!.Single().Content!.Value;
        card.GetProperty("body").EnumerateArray().Select(b => b.GetProperty("inlines")[0].GetProperty("text").GetString()).ShouldBe(["Which one?", " ", "✓ B"]);
        card.GetRawText().ShouldNotContain("Action");
    }

    [Theory]
    [InlineData("webchat")]
    [InlineData("telegram")]
    [InlineData("sms")]
    public void Where_buttons_vanish_by_themselves_nothing_is_shown_anew(string channel) =>
        ChannelRendering.Settled(Said("Which one?", "A"), "A", new RenderingContext(ChannelCapabilities.Of(channel), 7, "")).ShouldBeNull();

    private static IReadOnlyList<Activity> Render(string channel, Activity said) =>
        ChannelRendering.Render(said, new RenderingContext(ChannelCapabilities.Of(channel), 7, "Reply with a number to choose."));

    private static Activity Said(string text, params string[] choices) => new()
    {
        Type = "message",
        Text = text,
        TextFormat = "plain",
        SuggestedActions = choices.Length == 0 ? null : new SuggestedActions { Actions = [.. choices.Select(c => CardAction.MessageBack(c, c, c, JsonElement.Parse($$"""{"choice":"v:{{c}}"}""")))] },
    };
}
