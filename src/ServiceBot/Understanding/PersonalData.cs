using System.Text;
using System.Text.RegularExpressions;

namespace ServiceBot.Understanding;

/// <summary>Takes out of a message what says who wrote it, so that it may be read by who teaches the bot: numbers, addresses, names that are given as such.</summary>
public static partial class PersonalData
{
    /// <summary>What stands in its place.</summary>
    public const string Hidden = "…";

    public static string Mask(UnderstoodMessage message)
    {
        var text = new StringBuilder(message.Text);
        var before = int.MaxValue;
        foreach (var entity in message.Entities.Where(e => e is Entity.OrderNumber or Entity.Phone or Entity.Email).OrderByDescending(e => e.Start))
        {
            if (entity.Start + entity.Length > before || entity.Start + entity.Length > text.Length) continue;
            text.Remove(entity.Start, entity.Length).Insert(entity.Start, Hidden);
            before = entity.Start;
        }

        var masked = Names().Replace(Told().Replace(text.ToString(), Hidden), match => string.Concat(match.Groups["says"].Value, Hidden));
        return Parts().Replace(masked, Hidden);
    }

    // Links, mail, runs of four or more digits in any grouping, cards and documents, streets with a number.
    [GeneratedRegex(
        @"https?://\S+|\S+@\S+|[A-Za-z]{0,3}\d(?:[ \-]?\d){3,}[A-Za-z]?" +
        @"|[\u3400-\u9fff]{1,8}(?:路|街|巷|弄|道|村|小區|小区|社區|社区)\s*[\d〇一二三四五六七八九十]+[號号弄棟栋幢]?[\d\-—號号室樓楼之]*" +
        @"|\b\d+[A-Za-z]?\s+(?:[A-Z][a-z]+\s+){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Way)\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Told();

    // One number that was found in parts.
    [GeneratedRegex("…(?:[ -]*…)+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parts();

    [GeneratedRegex(
        @"(?<says>(?:我叫|我是|我姓|名字是|姓名[:：是]?|收件人[:：是]?|寄件人[:：是]?)\s*)[\u3400-\u9fff]{2,4}(?=$|[\s,，。.!！;；、的])" +
        @"|(?<says>\b(?:[Mm]y name is|I am|I'm|[Nn]ame:)\s+)[A-Z][a-z]+(?:\s+[A-Z][a-z]+){0,2}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Names();
}
