using System.Text.RegularExpressions;
using ServiceBot.Recovery;

namespace ServiceBot.Dialogs;

/// <summary>"说话不算数", "you broke your word": after a promise it is the promise that is complained of, and nobody's manners.</summary>
internal static partial class BrokenWord
{
    /// <summary>The promise that is meant: the latest that is open, else the latest that was broken, else the latest; null when none was made or the words say nothing of one.</summary>
    public static Promise? Meant(DialogContext context)
    {
        if (context.Reason != TurnReason.Message || context.CurrentPromises.Count == 0 || !context.Heard.Messages.Any(m => Words().IsMatch(m.Text.Replace('’', '\'')))) return null;
        Promise? meant = null;
        foreach (var promise in context.CurrentPromises)
            if (promise.Status != PromiseStatus.Dropped && (meant is null || Weight(promise) >= Weight(meant))) meant = promise;
        return meant;
    }

    private static int Weight(Promise promise) => promise.Status switch { PromiseStatus.Open => 2, PromiseStatus.Broken => 1, _ => 0 };

    [GeneratedRegex(
        "[说說讲講][话話][不没沒唔]算[数數话話]|[说說][过過]?的?[话話]?不算|言而[无無]信|食言|失[约約信]|不守信用?|不[讲講]信用|[没沒][有]?[信诚誠]用|[放]我?[鸽鴿]子|出[尔爾]反[尔爾]|[说說][一]套做一套|光[说說]不[练練做]|只[会會][说說]|空口[说說]?白[话話]|空[头頭]支票|画[大]?[饼餅]|畫[大]?餅|忽悠|敷衍|[骗騙哄]我|[骗騙]人的|跳票" +
        "|(答应|答應|承诺|承諾|保证|保證)([过過好]|了|我)?[^。！!？?]{0,14}(呢|没|沒|不|哪)|[说說]好[^。！!？?]{0,16}(呢|没|沒|不)|[说說]话要算|(承诺|承諾|诺言|諾言)[^。！!？?]{0,6}(没|沒|不|呢|空)" +
        @"|\b(broke|broken|break|breaking|went back on|go back on|didn't keep|did not keep|not keep(ing)?|don't keep|never keep|kept none of)\b[^.!?]{0,16}\b(word|promises?)\b|\b(your|you're) (word|promises?) (is|are|means?|mean|isn't|aren't)\b[^.!?]{0,12}\b(worth|nothing|worthless|empty|good)\b|\bempty promises?\b|\byou('d| had| have|'ve)? (promised|swore|guaranteed|gave (me )?your word)\b|\byou (said|told me) (you|i|it|that|there)\b[^.!?]{0,20}(\b(would|will)\b|'d\b|'ll\b)|\b(all )?talk (and )?no action\b|\b(lied|lying|lie) to me\b|\bunreliable\b|\bstood me up\b|\bkeep your (word|promises?)\b|\byou never (called|wrote|got back|answered|came back)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Words();
}
