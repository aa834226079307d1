using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ServiceBot.Dialogs;

namespace ServiceBot.Tests.Dialogs;

public sealed class DialogStateJsonTests
{
    private const string One = "SF1234567890123";
    private static readonly DialogSet Dialogs = StandardDialogs.Create();

    [Fact]
    public async Task A_conversation_in_the_middle_survives_being_stored()
    {
        var talk = await new Talk(Locale.En) { Proof = Customers.Proof.None }.Says("late and rude", "late-delivery", "rude-courier");

        var state = DialogStateJson.Read(DialogStateJson.Write(talk.State).Span, Dialogs);

        state.Frames.Single().Dialog.Id.ShouldBe("complaint");
        state.Frames.Single().State.ShouldBe(talk.State.Frames.Single().State);
        state.Issues.Single().Intent.ShouldBe("rude-courier");
        state.Asked!.What.ShouldBe("order-number");
        state.HasLostThread.ShouldBeFalse();
    }

    [Fact]
    public void An_empty_state_is_two_bytes() => Encoding.UTF8.GetString(DialogStateJson.Write(DialogState.Empty).Span).ShouldBe("{}");

    [Theory]
    [InlineData("""{"f":[{"d":"horoscope","v":1,"s":{}}],"s":"SF1"}""")]
    [InlineData("""{"f":[{"d":"complaint","v":99,"s":{"c":"cs_1","k":"late-delivery"}}],"s":"SF1"}""")]
    [InlineData("""{"f":[{"d":"complaint","v":1,"s":{"k":"late-delivery"}}],"s":"SF1"}""")]
    [InlineData("""{"f":[{"d":"complaint"}],"s":"SF1"}""")]
    [InlineData("""{"f":7}""")]
    [InlineData("no json")]
    public void What_this_program_cannot_read_falls_back_to_the_root(string stored)
    {
        var state = DialogStateJson.Read(Encoding.UTF8.GetBytes(stored), Dialogs);

        state.HasLostThread.ShouldBeTrue();
        state.Frames.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lost_thread_is_said_and_the_message_is_answered_all_the_same()
    {
        var talk = new Talk(Locale.En).WithOrder(One);
        talk.Store("""{"f":[{"d":"complaint","v":99,"s":{}}]}""");

        await talk.Says("where is it?", "where-is-my-parcel");

        talk.Bot.ShouldContain("updated");
        talk.Bot.ShouldContain(One);
        talk.State.HasLostThread.ShouldBeFalse();
    }

    [Fact]
    public async Task The_longest_conversation_stays_within_its_share_of_the_kilobyte()
    {
        var talk = new Talk { Proof = Customers.Proof.HostPage };
        for (var i = 0; i < 8; i++) talk.WithOrder($"SF123456789012{i}", "out-for-delivery", Talk.Start.AddHours(-i));

        await talk.Says("还没到，外包装全湿了，快递员还骂人，另一个包裹也丢了，什么时候能送，你们几点开门", "late-delivery", "damaged-parcel", "rude-courier", "where-is-my-parcel");
        await talk.Says("转人工", "talk-to-a-person");

        talk.LargestState.ShouldBeLessThanOrEqualTo(720);
    }

    [Fact]
    public void Any_state_is_at_most_720_bytes_and_keeps_its_issues_and_choices()
    {
        var text = Gen.Elements("还没到还没到还没到还没到还没到还没到还没到还没到", "late", "", "\"\\\n\u0001😀😀😀😀😀😀😀😀😀😀😀😀😀");
        var issue = from t in text from n in Gen.Elements("SF1234567890123", null!, "SF9876543210987") select new PendingIssue("where-is-my-parcel", n, t);
        var choice = from t in text from v in Gen.Elements("order:SF1234567890123", "remedy:1:refund", "intent:where-is-my-parcel") select new Choice(t, v);
        var states = from issues in issue.ListOf(6)
                     from choices in choice.ListOf(6)
                     select new DialogState { Issues = [.. issues], Asked = new Question("choice", [.. choices], issues[0]), Subject = "SF1234567890123", Misses = 9, Fallbacks = 99, ProofMisses = 3, IsPersonOffered = true };

        Prop.ForAll(states.ToArbitrary(), state =>
        {
            var json = DialogStateJson.Write(state);
            var read = DialogStateJson.Read(json.Span, Dialogs);
            return json.Length <= 720 && read.Issues.Count == 6 && read.Asked!.Choices.Select(c => c.Value).SequenceEqual(state.Asked!.Choices.Select(c => c.Value));
        }).Check(Laws.Cases());
    }
}
