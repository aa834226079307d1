using System.Text.Json.Serialization;
using ServiceBot.Recovery;

namespace ServiceBot.Server.Desk;

/// <summary>What the company's data showed while the agent had the conversation; the bot has said nothing of it.</summary>
/// <param name="Subjects">The customer's numbers that it is about.</param>
/// <param name="About">The standard, or the incident's cause.</param>
/// <param name="Due">Of a missed standard: when it should have been done. Of a time that was moved: the new one.</param>
/// <param name="IsNews">Of an incident: the customer has not been told of it.</param>
/// <param name="Coupon">Approved for everybody whom the incident affects.</param>
internal sealed record NewsView(NewsWord What, IReadOnlyList<string> Subjects, LocalizedText? About, DateTimeOffset? Due, bool IsNews, MoneyView? Coupon)
{
    public static NewsView Of(NewsForAgent news) => news.News switch
    {
        CompanyNews.StandardMissed missed => new(NewsWord.StandardMissed, [missed.SubjectId], news.About, missed.Due, IsNews: true, null),
        CompanyNews.TimeMoved moved => new(NewsWord.TimeMoved, [moved.SubjectId], news.About, moved.Due, IsNews: true, null),
        CompanyNews.IncidentTold told => new(NewsWord.Incident, told.Subjects, news.About, null, told.IsNews, told.Coupon is { } coupon ? MoneyView.Of(coupon) : null),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

[JsonConverter(typeof(WordConverter<NewsWord>))]
internal enum NewsWord
{
    StandardMissed,
    TimeMoved,
    Incident,
}
