using System.Globalization;
using ServiceBot.Packs;

namespace ServiceBot.Server.Channels.BotFramework.TeamsApp;

/// <summary>What people read of the app in Teams, in one language, within the manifest schema's lengths.</summary>
internal sealed record TeamsAppTexts(string ShortName, string FullName, string ShortDescription, string FullDescription, IReadOnlyList<TeamsCommand> Commands)
{
    private const int LongestShortName = 30;
    private const int LongestFullName = 100;

    public static TeamsAppTexts English(LocalizedText company) => new(
        Fitting(LongestShortName, $"{company.En} Support", company.En),
        Fitting(LongestFullName, $"{company.En} customer service bot", company.En),
        "Tell us what went wrong: you get the cause, what happens next, or a person.",
        "A bot that answers first for our customer service. It looks your order up, says what went wrong and what it does not know, says sorry, makes good what we owe you, and calls a person when you want one. Write in English or Chinese. It is a program, not a person, and it says so.",
        [
            new("I have a complaint", "Something went wrong with my order"),
            new("Where is my order?", "Status and expected time"),
            new("Talk to a person", "A colleague takes over"),
        ]);

    public static TeamsAppTexts Simplified(LocalizedText company) => new(
        Fitting(LongestShortName, $"{company.ZhHans}客服", company.ZhHans),
        Fitting(LongestFullName, $"{company.ZhHans}客服机器人", company.ZhHans),
        "哪里出了问题，直接告诉我们：查清原因、说明下一步，需要时转人工。",
        "我们客服的第一站是一个机器人：帮您查订单，讲清楚哪里出了问题、哪些还不清楚，该道歉就道歉，该补偿就补偿；您想找人工，随时可以转。中文、英文都可以。它是程序，不是真人，也会如实告诉您。",
        [
            new("我要投诉", "订单出了问题"),
            new("我的订单到哪了", "查进度和预计时间"),
            new("转人工", "由同事接着处理"),
        ]);

    public static TeamsAppTexts Traditional(LocalizedText company) => new(
        Fitting(LongestShortName, $"{company.ZhHant}客服", company.ZhHant),
        Fitting(LongestFullName, $"{company.ZhHant}客服機器人", company.ZhHant),
        "哪裡不順利，直接跟我們說：查明原因、說明後續，需要時轉接專人。",
        "我們的客服由機器人先為您服務：查詢訂單，說明哪裡出了問題、哪些還不清楚，該致歉就致歉，該補償就補償；想找專人，隨時可以轉接。中文、英文皆可。它是程式，不是真人，也會據實告訴您。",
        [
            new("我要客訴", "訂單出了問題"),
            new("我的訂單到哪裡了", "查詢進度與預計時間"),
            new("找專人", "由同事接手"),
        ]);

    /// <summary>The first that fits, else the last, cut between characters as readers see them.</summary>
    private static string Fitting(int most, params ReadOnlySpan<string> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (candidate.Length <= most) return candidate;
        }

        var cut = "";
        var elements = StringInfo.GetTextElementEnumerator(candidates[^1]);
        while (elements.MoveNext() && cut.Length + elements.GetTextElement().Length <= most) cut += elements.GetTextElement();
        return cut.TrimEnd();
    }
}

/// <param name="Title">What is sent when it is chosen, at most 32 characters.</param>
/// <param name="Description">At most 128.</param>
internal sealed record TeamsCommand(string Title, string Description);
