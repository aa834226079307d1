namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>protocol.md §2: the seven checks and the endorsement. Whatever is refused reaches no turn.</summary>
public sealed class TokenTests(ChannelServer shared) : IClassFixture<ChannelServer>
{
    [Fact]
    public async Task Row_2_a_channel_s_own_token_is_taken_and_its_service_url_kept_as_verified()
    {
        var line = shared.Line();

        var answer = await line.SayAsync("Where is my parcel?");

        answer.Status.ShouldBe(200, answer.Body.ToString());
        var reference = await line.RowsAsync("select r.is_verified, r.caller from channel_reference r join conversation c on c.id = r.conversation_id where c.channel_conversation_id = @conversation", row => (row.GetInt64(0), row.GetString(1)));
        reference.ShouldHaveSingleItem().ShouldBe((1, "urn:botframework:azure"));
        (await line.TranscriptAsync(atLeast: 2))[1].ShouldStartWith("bot: ");
    }

    [Fact]
    public async Task Row_2_1_without_a_header_it_is_401()
    {
        var answer = await (shared.Line() with { Token = null }).SayAsync("hello");

        answer.Status.ShouldBe(401);
        answer.Code.ShouldBe("MissingToken");
        answer.Header("WWW-Authenticate").ShouldBe("Bearer");
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { "Row_2_2 no token at all", "hello", "MalformedToken" },
        { "Row_2_2 two parts", "e30.e30", "MalformedToken" },
        { "Row_2_2 four parts", new Tokens() + ".x", "MalformedToken" },
        { "Row_2_2 with padding (RFC 7515)", new Tokens() + "==", "MalformedToken" },
        { "Row_2_2 no JSON", "bm8.bm8.bm8", "MalformedToken" },
        { "Row_2_2 a header that must be understood", new Tokens { HeaderMore = new Dictionary<string, object> { ["crit"] = new[] { "exp" } } }, "MalformedToken" },
        { "Row_2_3 another issuer", new Tokens { Issuer = "https://api.evil.test" }, "WrongIssuer" },
        { "Row_2_3 no issuer", new Tokens { Issuer = null }, "WrongIssuer" },
        { "Row_2_3 the issuer of another cloud", new Tokens { Issuer = "https://api.botframework.azure.cn" }, "WrongIssuer" },
        { "Row_2_3 the issuer with a slash", new Tokens { Issuer = IdentityProvider.Issuer + "/" }, "WrongIssuer" },
        { "Row_2_4 for another app", new Tokens { Audience = "somebody-else" }, "WrongAudience" },
        { "Row_2_5 expired 5 min 2 s ago", new Tokens { Expires = DateTimeOffset.UtcNow.AddSeconds(-302) }, "TokenExpired" },
        // Rows are made when the tests are found, minutes before the last of them runs.
        { "Row_2_5 valid in 40 min", new Tokens { From = DateTimeOffset.UtcNow.AddMinutes(40), Expires = DateTimeOffset.UtcNow.AddHours(1) }, "TokenExpired" },
        { "Row_2_5 without an end", new Tokens { Expires = null }, "TokenExpired" },
        { "Row_2_6 signed by somebody else under a known key id", new Tokens { Key = new SigningPair("good") }, "InvalidSignature" },
        { "Row_2_6 a key nobody publishes", new Tokens { Key = new SigningPair("unknown") }, "UnknownKey" },
        { "Row_2_6 a directory's key for a channel's token", new Tokens { Key = IdentityProvider.Directory }, "UnknownKey" },
        { "Row_2_6 alg none", new Tokens { Algorithm = "none" }, "AlgorithmNotAllowed" },
        { "Row_2_6 alg none in capitals", new Tokens { Algorithm = "NONE" }, "AlgorithmNotAllowed" },
        { "Row_2_6 the public key as a secret", new Tokens { Algorithm = "HS256" }, "AlgorithmNotAllowed" },
        { "Row_2_6 PS256", new Tokens { Algorithm = "PS256" }, "AlgorithmNotAllowed" },
        { "Row_2_6 no key id", new Tokens { KeyId = "" }, "MalformedToken" },
    };

    [Theory, MemberData(nameof(Refused))]
    public async Task Row_2_whatever_fails_checks_1_to_6_is_401_and_reaches_no_turn(string why, string token, string code)
    {
        var line = shared.Line(token);

        var answer = await line.SayAsync("hello");

        answer.Status.ShouldBe(401, why);
        answer.Code.ShouldBe(code, why);
        answer.Message.ShouldNotBeEmpty();
        (await line.TranscriptAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    public async Task Row_2_6_the_three_algorithms_are_taken(string algorithm) =>
        (await shared.Line(new Tokens { Algorithm = algorithm }).SayAsync("hello")).Status.ShouldBe(200);

    [Fact]
    public async Task Row_2_5_the_clocks_may_differ_by_less_than_five_minutes()
    {
        (await shared.Line(new Tokens { Expires = DateTimeOffset.UtcNow.AddSeconds(-290) }).SayAsync("hello")).Status.ShouldBe(200);
        (await shared.Line(new Tokens { From = DateTimeOffset.UtcNow.AddSeconds(290) }).SayAsync("hello")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_character_changed_anywhere_in_a_token_spoils_it()
    {
        string token = new Tokens();
        foreach (var at in new[] { 5, token.IndexOf('.') + 8, token.Length - 20 })
        {
            var spoiled = token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];
            (await shared.Line(spoiled).SayAsync("hello")).Status.ShouldBe(401);
        }
    }

    [Theory]
    [InlineData(null, "ServiceUrlClaimMissing")]
    [InlineData("https://smba.trafficmanager.net/amer/", "ServiceUrlMismatch")]
    [InlineData("http://127.0.0.1:56150/_connector/", "ServiceUrlMismatch")]
    public async Task Row_2_7_a_token_for_another_service_is_403(string? claim, string code)
    {
        var line = shared.Line(new Tokens { ServiceUrl = claim });

        var answer = await line.SayAsync("hello");

        (answer.Status, answer.Code).ShouldBe((403, code));
        (await line.TranscriptAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Row_2_a_key_that_is_not_endorsed_for_the_channel_is_403()
    {
        var line = shared.Line() with { Channel = "telegram" };

        var answer = await line.SayAsync("hello");

        (answer.Status, answer.Code).ShouldBe((403, "ChannelNotEndorsed"));
        (await line.TranscriptAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Row_2_endorsed_channels_are_compared_letter_by_letter() =>
        (await (shared.Line() with { Channel = "MSTeams" }).SayAsync("hello")).Code.ShouldBe("ChannelNotEndorsed");

    [Fact]
    public async Task Row_2_the_claim_is_true_and_the_host_is_not_allowed()
    {
        var line = shared.Line(new Tokens { ServiceUrl = "https://service.evil.test/" }) with { ServiceUrl = "https://service.evil.test/" };

        var answer = await line.SayAsync("hello");

        (answer.Status, answer.Code).ShouldBe((403, "ServiceUrlNotAllowed"));
        answer.Message.ShouldContain("BotFramework:AllowedServiceHosts");
    }

    [Fact]
    public async Task Row_2_a_bot_on_the_list_of_callers_is_taken_and_its_conversation_is_its_own()
    {
        var line = shared.Line(Tokens.OfApp("parent-bot"));
        var channel = line with { Token = new Tokens() };

        (await line.SayAsync("hello")).Status.ShouldBe(200);
        var intruder = await channel.SayAsync("hello");

        (intruder.Status, intruder.Code).ShouldBe((403, "WrongConversation"));
        (await line.RowsAsync("select r.caller from channel_reference r join conversation c on c.id = r.conversation_id where c.channel_conversation_id = @conversation", row => row.GetString(0)))
            .ShouldBe(["urn:botframework:aadappid:parent-bot"]);
    }

    [Fact]
    public async Task Row_2_the_emulator_with_our_own_app_id_is_taken_where_it_is_allowed() =>
        (await shared.Line(Tokens.OfApp(Tokens.AppId)).SayAsync("hello")).Status.ShouldBe(200);

    [Fact]
    public async Task Row_2_version_1_tokens_name_the_caller_in_appid() =>
        (await shared.Line(Tokens.OfApp("x") with { More = new Dictionary<string, object> { ["ver"] = "1.0", ["appid"] = "parent-bot" } }).SayAsync("hello")).Status.ShouldBe(200);

    [Theory]
    [InlineData("ver", "2.0", "azp", "another-bot")]
    [InlineData("ver", "1.0", "azp", "parent-bot")]
    [InlineData("x", "2.0", "azp", "parent-bot")]
    public async Task Row_2_other_bots_are_403_cve_2021_1725(string versionClaim, string version, string callerClaim, string caller)
    {
        var line = shared.Line(Tokens.OfApp("x") with { More = new Dictionary<string, object> { [versionClaim] = version, [callerClaim] = caller } });

        var answer = await line.SayAsync("hello");

        (answer.Status, answer.Code).ShouldBe((403, "CallerNotAllowed"));
        (await line.TranscriptAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Row_2_the_body_does_not_choose_the_rules()
    {
        // AseChannel is what the SDK takes from the body (do not copy).
        var answer = await (shared.Line(Tokens.OfApp("another-bot")) with { Channel = "AseChannel" }).SayAsync("hello");

        answer.Status.ShouldBe(403);
    }

    [Fact]
    public async Task Row_1_5_a_replayed_activity_is_answered_again_and_said_once()
    {
        var line = shared.Line();
        var activity = line.Message("hello there");

        var first = await line.PostAsync(activity);
        var second = await line.PostAsync(activity);

        (first.Status, second.Status).ShouldBe((200, 200));
        (await line.TranscriptAsync(atLeast: 2)).Count(text => text == "customer: hello there").ShouldBe(1);
    }

    [Fact]
    public async Task Row_1_9_the_token_is_judged_before_the_body_is_read() =>
        (await shared.Line("nothing").PostRawAsync("{ not json")).Status.ShouldBe(401);
}
