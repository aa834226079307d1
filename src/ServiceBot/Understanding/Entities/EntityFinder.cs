using System.Buffers;
using System.Runtime.InteropServices;
using ServiceBot.Understanding.Entities.Numbers;
using ServiceBot.Understanding.Entities.Times;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Entities;

/// <summary>
/// All values in a message, in the order of the text, not overlapping. Order numbers first (their digits are nothing else), then e-mail and phone,
/// then whatever reading of the remaining words is longest at each place.
/// </summary>
internal sealed class EntityFinder(OrderNumbers orderNumbers, string currency)
{
    public void Find(ReadOnlySpan<char> text, Scratch scratch, UnderstandingContext context, List<Entity> found)
    {
        found.Clear();
        if (text.Length > NormalText.MaxLength) text = text[..NormalText.MaxLength];
        var normal = scratch.Text;
        if (normal.Counts.Digits > 0) orderNumbers.Find(text, context.Asked == Asked.OrderNumber, found);
        orderNumbers.FindSpelled(text, context.Asked == Asked.OrderNumber, found);
        EmailReader.Find(text, found);
        LinkReader.Find(text, found);
        if (normal.Counts.Digits > 0) PhoneReader.Find(text, context.Asked == Asked.Phone, found);
        if (found.Count > 1) KeepLongest(found);
        if (found.Count > 1) TakenBack.Remove(text, found);
        var taken = scratch.Taken;
        taken.Clear();
        foreach (var entity in found) taken.Add((normal.PositionOf(entity.Start), normal.PositionOf(entity.Start + entity.Length)));
        AddLinks(normal, taken);
        AddTitles(text, normal, taken);

        var words = scratch.Hits.Of(CueArea.Quantity);
        if (words.Count == 0 && normal.Counts.Digits == 0 && !HasNumeral(normal) && context.Asked != Asked.Choice) return;
        Tokenizer.Read(normal, Tables.All.Lexicon, words, taken, scratch.Tokens);
        FindQuantities(CollectionsMarshal.AsSpan(scratch.Tokens), normal, context, found);
        if (found.Count > 1) found.Sort(static (a, b) => a.Start.CompareTo(b.Start));
    }

    // A whole order number is one also within the address of its tracking page; of others the longer one stands.
    private static void KeepLongest(List<Entity> found)
    {
        found.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        for (var i = 1; i < found.Count;)
        {
            if (found[i].Start >= found[i - 1].Start + found[i - 1].Length)
            {
                i++;
                continue;
            }

            var isSecond = found[i] is Entity.OrderNumber { IsPartial: false } || (found[i - 1] is not Entity.OrderNumber { IsPartial: false } && found[i].Length > found[i - 1].Length);
            found.RemoveAt(isSecond ? i - 1 : i);
            i = Math.Max(1, i - 1);
        }
    }

    private void FindQuantities(ReadOnlySpan<Token> tokens, NormalText text, UnderstandingContext context, List<Entity> found)
    {
        var isChoice = context.Asked == Asked.Choice;
        var days = new Days(TimeZoneInfo.ConvertTime(context.Now, context.Zone).DateTime);
        for (var i = 0; i < tokens.Length;)
        {
            if (tokens[i] is { Kind: WordKind.At, A: 1 } && i + 1 >= tokens.Length) break;
            if (tokens[i].Kind is WordKind.Block or WordKind.Taken || (tokens[i].Kind == WordKind.Other && tokens[i].C == 0 && !MayBegin(tokens[i])))
            {
                i++;
                continue;
            }

            var end = Longest(tokens, i, days, isChoice, text, context.Zone, out var entity);
            // "at 3pm" is the time 3pm; "at 5" is none without its word.
            if (entity is Entity.Date && tokens[i].Kind == WordKind.At && tokens[i].End - tokens[i].Start == 2 && Longest(tokens, i + 1, days, isChoice, text, context.Zone, out var plain) == end && plain is Entity.Date) entity = plain;
            // "around tomorrow 10am"; "ask about tomorrow" is another thing.
            if (entity is null && tokens[i] is { Kind: WordKind.At, A: 1 } && Longest(tokens, i + 1, days, isChoice, text, context.Zone, out var near) is var far and > 0 && near is Entity.Date { } timed && timed.To - timed.From <= TimeSpan.FromMinutes(1))
            {
                entity = timed with { Start = text.Origin(tokens[i].Start), Length = timed.Start + timed.Length - text.Origin(tokens[i].Start) };
                end = far;
            }

            if (entity is Entity.Date about && IsAbout(tokens, i)) entity = about with { Start = text.Origin(tokens[i - 2].Start), Length = about.Start + about.Length - text.Origin(tokens[i - 2].Start) };
            if (entity is not null) found.Add(entity);
            i = end > i ? end : i + 1;
        }
    }

    private int Longest(ReadOnlySpan<Token> tokens, int i, in Days days, bool isChoice, NormalText text, TimeZoneInfo zone, out Entity? entity)
    {
        var best = -1;
        var kind = 0;
        void Try(int end, int of)
        {
            if (end > best) (best, kind) = (end, of);
        }

        Try(TemperatureReader.Read(text, tokens, i, out var degrees, out var unit), 1);
        Try(MoneyReader.Read(text, tokens, i, currency, out var money, out var code), 2);
        Try(PeriodReader.Read(tokens, i, days, out var period), 9);
        Try(RepeatReader.Read(tokens, i, out var every), 10);
        Try(DateReader.Read(tokens, i, days, isChoice, out var from, out var to), 3);
        Try(Quantity.Duration(tokens, i, out var duration, out _), 4);
        Try(Quantity.Compared(tokens, i, out var compared), 11);
        Try(OrdinalReader.Read(tokens, i, isChoice, out var position), 5);
        Try(PercentReader.Read(text, tokens, i, out var share), 7);
        Try(Quantity.Number(tokens, i, out var simple), 6);
        Try(NumberReader.Read(text, tokens, i, out var number), 8);
        entity = null;
        if (best <= i) return -1;

        var start = text.Origin(tokens[i].Start);
        var length = text.EndOrigin(tokens[best - 1].End) - start;
        entity = kind switch
        {
            1 => new Entity.Temperature(start, length, degrees, unit),
            2 => new Entity.Amount(start, length, money, code),
            3 => new Entity.Date(start, length, In(zone, from), In(zone, to)),
            4 => new Entity.Duration(start, length, duration),
            11 => new Entity.Duration(start, length, compared),
            5 => new Entity.Ordinal(start, length, position),
            9 => new Entity.Date(start, length, In(zone, period.Span.From), In(zone, period.Span.To)) { Limit = period.Limit, Edge = period.Edge is { } edge ? In(zone, edge) : null },
            10 => new Entity.Repeat(start, length, every),
            7 => new Entity.Percent(start, length, share),
            8 => NumberReader.Stands(text, tokens[i].Start, tokens[best - 1].End) ? new Entity.Number(start, length, number) : null,
            _ => IsNumber(tokens, i, best) ? new Entity.Number(start, length, simple) : null,
        };
        return best;
    }

    // 大约十点
    private static bool IsAbout(ReadOnlySpan<Token> tokens, int i) => i >= 2 && tokens[i - 2].Is('大') && (tokens[i - 1].Is('约') || tokens[i - 1].Is('概'));

    // A lone Chinese digit is a number only when it counts something: 两件, but not 三 in a name; "one" and 一个 are mostly articles.
    private static bool IsNumber(ReadOnlySpan<Token> tokens, int i, int end)
    {
        var first = tokens[i];
        var isWhole = tokens.Length == end - i;
        if (i > 0 && tokens[i - 1].Is('第')) return false;
        if (first.Kind is WordKind.Number && first.Value == 1 && end == i + 1) return isWhole;
        if (first.Kind is WordKind.Scale) return false;
        if (first.Kind == WordKind.Digits && end < tokens.Length && tokens[end].IsGlued && (tokens[end].Kind is WordKind.DegreeAttached or WordKind.Attached || (tokens[end].Kind == WordKind.Other && tokens[end].Value == 0))) return false;
        if (first is not { Kind: WordKind.Numeral, A: 1 }) return true;
        return isWhole || (first.Value != 1 && end < tokens.Length && tokens[end].Kind == WordKind.Other && (char)tokens[end].Value is '个' or '件' or '单' or '次' or '箱' or '包' or '盒' or '袋' or '份' or '样' or '条' or '台' or '本' or '双' or '只' or '封' or '票' or '位' or '人' or '家' or '户' or '套' or '张' or '遍' or '回' or '种' or '瓶' or '部');
    }

    // Signs and scales that a longer reading begins with: 第二个, 百分之五, .5, -5, 打对折.
    private static bool MayBegin(Token token) => token.Value != 0 && (char)token.Value is '第' or '>' or '<' or '=' or '百' or '千' or '万' or '对' or '.' or '负' or '½' or '¼' or '¾' or '佰' or '仟';

    private static DateTimeOffset In(TimeZoneInfo zone, DateTime local)
    {
        var plain = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return new DateTimeOffset(plain, zone.GetUtcOffset(plain));
    }

    private static bool HasNumeral(NormalText text) => text.Chars.ContainsAny(numerals);

    private static readonly SearchValues<char> numerals = SearchValues.Create("一二三四五六七八九十两百千万半第零壹贰叁肆伍陆柒捌玖拾佰仟½¼¾折%");

    // Digits of an address are no quantities.
    private static void AddLinks(NormalText text, List<(int Start, int End)> taken)
    {
        var chars = text.Chars;
        for (var at = chars.IndexOf("://"); at >= 0;)
        {
            var start = at;
            while (start > 0 && char.IsAsciiLetter(chars[start - 1])) start--;
            var end = at;
            while (end < chars.Length && chars[end] is > ' ' and < (char)0x80) end++;
            taken.Add((start, end));
            var next = chars[end..].IndexOf("://");
            at = next < 0 ? -1 : end + next;
        }

        if (taken.Count > 1) taken.Sort();
    }

    // 《明日之后》 is a game and no day.
    private static void AddTitles(ReadOnlySpan<char> text, NormalText normal, List<(int Start, int End)> taken)
    {
        var before = taken.Count;
        for (var at = text.IndexOf('《'); at >= 0;)
        {
            var length = text[at..].IndexOf('》');
            if (length < 0) break;
            taken.Add((normal.PositionOf(at), normal.PositionOf(at + length + 1)));
            var next = text[(at + length)..].IndexOf('《');
            at = next < 0 ? -1 : at + length + next;
        }

        if (taken.Count > before && taken.Count > 1) taken.Sort();
    }
}
