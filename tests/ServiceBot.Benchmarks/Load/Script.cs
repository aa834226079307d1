namespace ServiceBot.Benchmarks.Load;

/// <summary>What a customer says in one conversation: a complaint, proof, consent, two questions and thanks. Every line is answered.</summary>
/// <param name="Lines">Of the parcel that it is about.</param>
internal sealed record Script(string Locale, Func<LoadOrder, IReadOnlyList<string>> Lines)
{
    public static IReadOnlyList<Script> All { get; } =
    [
        new("zh-CN", static order =>
        [
            $"我的快递昨天就该到了，现在还没到，单号{order.Number}", order.PhoneEnd, "可以，谢谢", $"{order.Number}现在到哪里了？", "你们几点下班？", "好的，谢谢",
        ]),
        new("zh-TW", static order =>
        [
            $"我的包裹{order.Number}昨天就應該到了，怎麼到現在還沒收到", order.PhoneEnd, "可以，謝謝", $"{order.Number}現在到哪裡了？", "請問你們幾點下班？", "好的，謝謝",
        ]),
        new("en-GB", static order =>
        [
            $"My parcel {order.Number} was due yesterday and it still has not arrived", order.PhoneEnd, "yes, that is fine", $"Where is {order.Number} now?", "What are your opening hours?", "ok, thanks",
        ]),
    ];
}
