namespace ServiceBot.Benchmarks.Load;

/// <summary>What a customer says in one conversation: a complaint, proof, consent, two questions and thanks. Every line is answered.</summary>
internal sealed record Script(string Locale, IReadOnlyList<string> Lines)
{
    public static IReadOnlyList<Script> All { get; } =
    [
        new("zh-CN",
        [
            $"我的快递昨天就该到了，现在还没到，单号{LoadPack.Order}", LoadPack.PhoneEnd, "可以，谢谢", $"{LoadPack.Order}现在到哪里了？", "你们几点下班？", "好的，谢谢",
        ]),
        new("zh-TW",
        [
            $"我的包裹{LoadPack.Order}昨天就應該到了，怎麼到現在還沒收到", LoadPack.PhoneEnd, "可以，謝謝", $"{LoadPack.Order}現在到哪裡了？", "請問你們幾點下班？", "好的，謝謝",
        ]),
        new("en-GB",
        [
            $"My parcel {LoadPack.Order} was due yesterday and it still has not arrived", LoadPack.PhoneEnd, "yes, that is fine", $"Where is {LoadPack.Order} now?", "What are your opening hours?", "ok, thanks",
        ]),
    ];
}
