using System.Text.RegularExpressions;

namespace ServiceBot.Understanding.Entities;

/// <summary>"SF1… 不对，是 SF2…", "not SF1…, SF2…": of two order numbers the one that is taken back is none. Pure.</summary>
internal static partial class TakenBack
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <param name="found">In the order of the text.</param>
    public static void Remove(ReadOnlySpan<char> text, List<Entity> found)
    {
        for (var i = found.Count - 1; i >= 0; i--)
        {
            if (found[i] is not Entity.OrderNumber { IsPartial: false } number || !HasAnother(found, number)) continue;
            var end = number.Start + number.Length;
            if (After().IsMatch(text[end..]) || Before().IsMatch(text[..number.Start])) found.RemoveAt(i);
        }
    }

    private static bool HasAnother(List<Entity> found, Entity.OrderNumber number)
    {
        foreach (var other in found)
            if (other is Entity.OrderNumber { IsPartial: false, Value: var value } && value != number.Value) return true;
        return false;
    }

    // "R1… 发错了，R2…没到" tells of two: what was wrong is the number only where the right one follows at once.
    [GeneratedRegex(
        @"^[\s，,]{0,2}(不对|不對|不是|唔啱|唔系|唔係|(打|写|寫|搞|报|報|讲|講|说|說)?(错|錯)了?)[了咗啦喇]?[\s，,。.]{0,2}(应该|應該|其实|其實)?(是|系|係)" +
        @"|^[\s,.]{0,2}((is|was) (wrong|not right)|(isn|wasn)['’]?t (right|it)|sorry|no\b|scratch that|i mean)", Options)]
    private static partial Regex After();

    [GeneratedRegex(@"((?<!是)不是|唔系|唔係|而非|\bnot|\binstead of|\brather than)\s*$", Options)]
    private static partial Regex Before();
}
