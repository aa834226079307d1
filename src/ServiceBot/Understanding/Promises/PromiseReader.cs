using System.Text.RegularExpressions;
using ServiceBot.Understanding.Entities;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Promises;

/// <summary>
/// Hears in what an agent writes that something is promised, and until when: "明天给您回复", "I'll call you at 5". Only offered to be recorded, so that
/// one too many costs a look, and one too few a customer who waits for nothing.
/// </summary>
public static partial class PromiseReader
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;

    // "I'll get back to you" without a time is a promise all the same.
    private static readonly TimeSpan Untimed = TimeSpan.FromHours(24);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(90);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly TimeSpan HalfDay = TimeSpan.FromHours(12);
    private static readonly TimeSpan MostOfDay = TimeSpan.FromHours(20);
    private static readonly TimeSpan EndOfWork = TimeSpan.FromHours(18);

    // Nobody is called at five in the morning who is not told so: five is the afternoon's, also when it is said at night.
    private const int Waking = 7;

    // Nobody promises in a longer one, and the patterns look ahead.
    private const int LongestSentence = 300;
    private const int LongestText = 4000;

    private static readonly EntityFinder Times = new(new OrderNumbers([], [], [], []), "CNY");

    /// <param name="at">When it was written.</param>
    /// <returns>When what is promised is due; null when nothing is promised.</returns>
    public static DateTimeOffset? Due(string text, DateTimeOffset at, TimeZoneInfo zone)
    {
        if (text.Length > LongestText) text = text[..LongestText];
        foreach (var part in Sentences().EnumerateMatches(text))
        {
            var sentence = text.Substring(part.Index, Math.Min(part.Length, LongestSentence));
            if (IsPromise(sentence)) return Time(sentence, at, zone) ?? at + Untimed;
        }

        return null;
    }

    private static bool IsPromise(string sentence)
    {
        if (Question().IsMatch(sentence)) return false;
        return (Chinese().IsMatch(sentence) && !NotChinese().IsMatch(sentence)) || (English().IsMatch(sentence) && !NotEnglish().IsMatch(sentence));
    }

    // The last moment named: "between 3 and 5", "tomorrow morning" is late at its end.
    private static DateTimeOffset? Time(string sentence, DateTimeOffset at, TimeZoneInfo zone)
    {
        DateTimeOffset? due = null;
        foreach (var entity in Entities(sentence, at, zone))
        {
            var time = entity switch
            {
                Entity.Duration duration => at + duration.Value,
                Entity.Date date => Moment(date, at, zone, sentence.AsSpan(date.Start, date.Length)),
                _ => (DateTimeOffset?)null,
            };
            if (time > at && time < at + Longest && (due is null || time > due)) due = time;
        }

        return due ?? BareHour(sentence, at, zone);
    }

    // "at 5" has no word that makes five an hour, except that somebody is called then: the next one on the clock.
    private static DateTimeOffset? BareHour(string sentence, DateTimeOffset at, TimeZoneInfo zone)
    {
        if (Hour().Match(sentence) is not { Success: true } match) return null;
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var time = local.Date.AddHours(int.Parse(match.Groups["h"].Value, System.Globalization.CultureInfo.InvariantCulture))
            .AddMinutes(match.Groups["m"].Success ? int.Parse(match.Groups["m"].Value, System.Globalization.CultureInfo.InvariantCulture) : 0);
        while (time <= local.DateTime || time.Hour < Waking) time += HalfDay;
        return new DateTimeOffset(time, zone.GetUtcOffset(time));
    }

    private static DateTimeOffset Moment(Entity.Date date, DateTimeOffset at, TimeZoneInfo zone, ReadOnlySpan<char> said)
    {
        var length = date.To - date.From;
        // A whole day ends with work; several end with the last.
        if (length >= MostOfDay) return length > TimeSpan.FromHours(26) ? date.To - TimeSpan.FromHours(24) + EndOfWork : date.From + EndOfWork;
        var time = length > TimeSpan.FromHours(1) ? date.To : date.From;
        // "下午五点" said at eight in the evening is tomorrow's.
        if (HalfNamed().IsMatch(said)) return time > at || DayNamed().IsMatch(said) ? time : time + Day;
        // "五点" said at three in the afternoon is not five in the morning, and said at eight in the evening it is not either.
        var isDayNamed = DayNamed().IsMatch(said);
        while ((time <= at && !isDayNamed) || TimeZoneInfo.ConvertTime(time, zone).Hour < Waking) time += HalfDay;
        return time;
    }

    private static IReadOnlyList<Entity> Entities(string sentence, DateTimeOffset at, TimeZoneInfo zone)
    {
        var scratch = Scratch.Own;
        scratch.Text.Read(sentence);
        Tables.All.Lexicon.Find(scratch.Text, scratch.Hits);
        Times.Find(sentence, scratch, new UnderstandingContext { Now = at, Zone = zone }, scratch.Entities);
        return [.. scratch.Entities];
    }

    // A full stop in "9.30 a.m." ends nothing.
    [GeneratedRegex(@"[^。！!？?；;\n]+?(?:\.(?=\s+[A-Z])|[。！!；;\n]|[？?]+|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Sentences();

    [GeneratedRegex(@"[？?]\s*$|[吗嗎么麼呢]\s*[。.]?\s*$|^\s*(can|could|would|will|shall|should|do|did|is|are|may|when|what|how|where|who)\s+(i|you|we|he|she|they|it)\b", Options)]
    private static partial Regex Question();

    [GeneratedRegex(@"[上下]午|早上|早晨|凌晨|清晨|中午|傍晚|晚|[ap]\.?m\b|morning|noon|evening|night", Options)]
    private static partial Regex HalfNamed();

    [GeneratedRegex(@"[今昨前][天日早晚]|[号號日月]|[周週]|星期|礼拜|禮拜|today|tonight|this|yesterday|day\b|\d[/-]\d", Options)]
    private static partial Regex DayNamed();

    [GeneratedRegex(@"\b(at|by|before|around|until|till)\s+(?<h>1?[0-9]|2[0-3])([:.](?<m>[0-5][0-9]))?(?![0-9]|\s*(%|hours?|minutes?|mins?|days?|am|pm|a\.m|p\.m))", Options)]
    private static partial Regex Hour();

    // A time or a will, and what is done for the customer.
    [GeneratedRegex(
        @"(?=.*(明[天早晚儿日]|后天|後天|大后天|今[天晚早]|下[周週个個]|[周週]|星期|礼拜|禮拜|[点點]|[时時小]|分[钟鐘]|之?前|以前|之?[内內]|[早中下晚]上?|上午" +
        @"|中午|傍晚|月底|[马馬]上|稍[后後晚]|晚[点點些]|一会|一會|待会|待會|等下|尽快|盡快|儘快|第一时间|第一時間|随后|隨後|[会會将將]|保证|保證|一定|答[应應]" +
        @"|承[诺諾]|这就|這就)).*(回[复覆電电]|答[复覆]|回[话話]|打(电话|電話)?[给給]|[给給](您|你)|致电|致電|[联聯][系繫络絡](您|你)|通知(您|你)|告[诉訴](您" +
        @"|你)|跟(您|你)|(为|為|帮|幫|替)(您|你)(处理|處理|办|辦|查|安排|解决|解決|退|换|換|补|補|跟进|跟進|确认|確認)|(有|派)(人|同事|同仁|专人|專人|师傅|師傅)" +
        @"|上门|到府|(处理|處理|办|辦|解决|解決|修|查|弄|搞|安排)(好|完|妥|清楚|明白))", Options)]
    private static partial Regex Chinese();

    // Done already, denied, asked of the customer, made to depend on them, or said of what the customer does.
    [GeneratedRegex(
        @"不[会會能]|没法|沒法|无法|無法|没办法|沒辦法|已[经經]|刚才|剛才|刚刚|剛剛|[给給打][您你].{0,8}(过|過|了)[。！!\s]*$|了[。！!\s]*$" +
        @"|^\s*(请|請|麻烦|麻煩|烦请|煩請)?(您|你)(可以|能|先|再|也)?(打|回|联|聯|告|发|發|给我|給我|把)" +
        @"|(请|請|麻烦|麻煩)(您|你)?.{0,10}(告[诉訴]|提供|发|發|回[复覆]|给我|給我)|[给給](我|我们|我們)(?!会|會)|如果|假如|要是|(您|你)(之前|昨天|上次|刚)", Options)]
    private static partial Regex NotChinese();

    [GeneratedRegex(
        @"\b(i|we|he|she|they|it|(my|our|a|the|another) (colleagues?|team|manager|supervisor|technician|engineer|courier|driver)|someone|somebody" +
        @"|(?-i:[A-Z][a-z]+))\s*('ll|’ll|\s(will|shall|am going to|are going to|is going to|promise (you )?to|promise i'll|guarantee to)|'m going to|’m going to" +
        @"|'re going to|’re going to)\b[^.]{0,40}?\b" + Deeds + @"|\bi promise\b|you have my word|\byou('ll|’ll| will) (hear (back )?from|have (an|the|my|our|your) (answer|reply|refund|result|replacement|parcel)|get (an|the|my|our|your|a) (answer|reply|call|refund|result|e-?mail|message|replacement)|receive (an|the|my|our|your|a)|be (called|contacted|refunded|informed|notified))|^\s*(will|shall)\s+[^.]{0,30}?\b" + Deeds + @"|\blet me\b[^.]{0,30}?\b(call you|get back|come back to you)\b|\b(expect|you can expect)\b[^.]{0,20}\b(call|reply|answer|e-?mail|message)\b[^.]{0,20}\b(by|before|at|on|in|within|today|tonight|tomorrow)\b", Options)]
    private static partial Regex English();

    private const string Deeds = @"(call|phone|ring|text|e-?mail|mail|write|message|get back|come back|be back|reply|respond|answer|let you know|update|inform|notify|tell you|send|refund|ship|deliver|arrange|fix|sort|solve|resolve|check|look into|find out|follow up|contact|reach|be in touch|get in touch|confirm|visit|come (by|over|round|to)|replace|repair|process|give you|have (it|this|that|an answer)|be (there|with you|done|sorted|fixed|solved|delivered|sent|refunded))\b";

    [GeneratedRegex(
        @"\b(will|shall|'ll|’ll)\s+(not|never)\b|\bwon['’]t\b|\bcan(not|['’]t)\b|\bif (you|i|we|it|they)\b|\bunless\b|\byou('ll|’ll| will) (need|have) to\b" +
        @"|\b(please|kindly) (call|write|reply|send|tell|let)\b|\bwould\b", Options)]
    private static partial Regex NotEnglish();
}
