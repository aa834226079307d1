using ServiceBot.Server.Channels.DirectLine;

namespace ServiceBot.Server.Tests.DirectLine;

/// <summary>The ticket in a socket's address: whose it is, and what does not pass for one.</summary>
public sealed class StreamTicketTests
{
    private static readonly SigningKey Key = new("0badcafe", [.. Enumerable.Range(0, 32).Select(n => (byte)n)], DateTimeOffset.UnixEpoch);
    private static readonly SigningKey Newer = new("00000001", [.. Enumerable.Range(7, 32).Select(n => (byte)n)], DateTimeOffset.UnixEpoch);
    private static readonly DateTimeOffset End = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_ticket_is_short_and_says_until_when_it_is_good()
    {
        var text = StreamTicket.Write(Key, "cv_1", End, origins: null);

        var ticket = StreamTicket.Read([Key, Newer], "cv_1", text).ShouldNotBeNull();

        text.Length.ShouldBe(43);
        ticket.Expires.ShouldBe(End.ToUnixTimeSeconds());
        ticket.IsFor("https://anywhere.example").ShouldBeTrue();
    }

    [Fact]
    public void No_two_tickets_have_one_id_and_ids_are_in_the_order_of_their_ends()
    {
        string[] ids = [.. Enumerable.Range(0, 100).Select(n => StreamTicket.Read([Key], "cv_1", StreamTicket.Write(Key, "cv_1", End.AddSeconds(n / 10), null))!.Id)];

        ids.Distinct().Count().ShouldBe(100);
        ids.Select(id => id[..8]).ShouldBe(ids.Select(id => id[..8]).Order(StringComparer.Ordinal));
        ids.ShouldAllBe(id => string.CompareOrdinal(id, StreamTicket.IdsFrom(End.ToUnixTimeSeconds())) > 0);
    }

    [Fact]
    public void It_opens_no_other_conversation_and_is_believed_by_no_other_key()
    {
        var text = StreamTicket.Write(Key, "cv_1", End, null);

        StreamTicket.Read([Key], "cv_2", text).ShouldBeNull();
        StreamTicket.Read([Key], "cv_1x", text).ShouldBeNull();
        StreamTicket.Read([Newer], "cv_1", text).ShouldBeNull();
        StreamTicket.Read([Newer with { Kid = Key.Kid }], "cv_1", text).ShouldBeNull();
    }

    [Fact]
    public void One_changed_character_anywhere_is_enough_to_refuse_it()
    {
        var text = StreamTicket.Write(Key, "cv_1", End, ["https://shop.example"]);

        for (var i = 0; i < text.Length - 1; i++)
        {
            var changed = text.ToCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            StreamTicket.Read([Key], "cv_1", changed).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64!")]
    [InlineData("C63K_g")]
    public void What_is_no_ticket_is_refused(string text) => StreamTicket.Read([Key], "cv_1", text).ShouldBeNull();

    [Fact]
    public void Something_very_long_is_refused() => StreamTicket.Read([Key], "cv_1", new string('A', 100_000)).ShouldBeNull();

    [Fact]
    public void Only_its_own_pages_may_use_it()
    {
        var ticket = StreamTicket.Read([Key], "cv_1", StreamTicket.Write(Key, "cv_1", End, ["https://shop.example", "https://m.shop.example"])).ShouldNotBeNull();

        ticket.IsFor("https://shop.example").ShouldBeTrue();
        ticket.IsFor("https://m.shop.example").ShouldBeTrue();
        ticket.IsFor("https://evil.example").ShouldBeFalse();
        ticket.IsFor("").ShouldBeTrue();
    }
}
