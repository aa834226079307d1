using System.Globalization;

namespace ServiceBot.Server.Chat;

/// <summary>What stands after <c>agent NAME!</c>.</summary>
internal static class ChatActs
{
    public static (AgentAct? Act, string? Reason) Parse(string text)
    {
        if (!ChatWords.TrySplit(text, out var words)) return (null, "a double quote is not closed");
        return words switch
        {
            ["accept"] => (new AgentAct.Accept(), null),
            ["release"] => (new AgentAct.Release(), null),
            ["resolve"] => (new AgentAct.Resolve(), null),
            ["return"] => (new AgentAct.Return(""), null),
            ["return", var note] => (new AgentAct.Return(note), null),
            ["note", var note] => (new AgentAct.Note(note), null),
            ["transfer", var to] => (new AgentAct.Transfer(to), null),
            ["coupon", var amount] => Amount(amount) is { } money ? (new AgentAct.Coupon(money), null) : (null, $"'{amount}' is no amount; write 'coupon 20.00'"),
            ["promise", var what, .. var time] => ChatWords.TryDuration(string.Join(' ', time), out var within)
                ? (new AgentAct.Promise(what, within), null)
                : (null, "a promise has a time: write 'promise \"I call you back\" 24h'"),
            _ => (null, $"'{text}' is no act of an agent; they are accept, release, return \"note\", transfer NAME, resolve, coupon 20.00, promise \"text\" 24h, note \"text\""),
        };
    }

    public static decimal? Amount(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount >= 0 ? amount : null;
}
