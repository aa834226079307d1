using System.Text.RegularExpressions;

namespace ServiceBot.Guards;

/// <summary>Finds in a person's words the two questions that make a customer tell everything twice: for the number, and for the story. In three languages; pure.</summary>
public static partial class QuestionFinder
{
    public static bool AsksForNumber(string text) => Number.IsMatch(text.Replace('’', '\''));

    public static bool AsksForStory(string text) => Story.IsMatch(text.Replace('’', '\''));

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;

    private const string Numbers = "(单号|單號|订单号码?|訂單號碼?|订单编号|訂單編號|运单号码?|運單號碼?|快递单号|取件码|取件碼|房号|房號|户号|戶號|编号|編號)";

    [GeneratedRegex($@"{Numbers}[^，,。！!；;]{{0,6}}(多少|是什么|是什麼|是哪个|是哪個|几号|幾號|[吗嗎呢]?[？?]|发[我给]|發[我給]|给我|給我|报一下|報一下)|(提供|发|發|告诉|告訴|告知|报|報|说|說|给|給)(一下|下|我|我们|我們|您的|你的|给我|給我)*[^，,。！!；;]{{0,6}}{Numbers}|\b(what('s| is| was)|may i have|can i have|could i have|can you (give|send|tell)|could you (give|send|tell|provide)|please (give|send|tell|provide|share|confirm)|provide|i('ll)? need)\b[^.!;]{{0,30}}\b((order|tracking|booking|reservation|room|account|parcel|shipment|contract) (number|no|id)|number of (the|your) (order|parcel|booking))\b", Options)]
    private static partial Regex Number { get; }

    [GeneratedRegex(
        @"(什么|什麼|哪些|啥)(问题|問題|事情|事)[^，,。！!；;]{0,4}[？?呢吗嗎]|(怎么|怎麼|咋)(回事|了)[呢]?[？?]|(发生|發生|遇到)了?(什么|什麼|啥)" +
        @"|(请|請|麻烦|麻煩)[^，,。！!；;]{0,8}(描述|说明|說明|讲|講|说|說)(一下|一遍|一次|下)|(再|重新)[^，,。！!；;]{0,4}(说|說|讲|講|描述)(一遍|一次|一下)" +
        @"|\b(what('s| is| was| seems to be| exactly is)|tell me) (the|your|wrong|exactly)\b[^.!;]{0,20}\b(problem|issue|matter|complaint)\b" +
        @"|\bwhat (exactly )?(has )?happened\b[^.!;?]*\?" +
        @"|\b(please |can you |could you )(describe|explain|tell me|repeat)\b[^.!;]{0,30}\b(problem|issue|happened|matter|again|story|situation)\b" +
        @"|\bhow (can|may) i help( you)?( today)?\s*\?|\bwhat can i (do|help)\b", Options)]
    private static partial Regex Story { get; }
}
