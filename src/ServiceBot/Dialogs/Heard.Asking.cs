using System.Text.RegularExpressions;

namespace ServiceBot.Dialogs;

// What is asked of the bot itself: another language, to be told when there is news.
public sealed partial class Heard
{
    private const RegexOptions Asking = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>Letters beside the wish for a language within which nothing else is said; a third of it in Chinese.</summary>
    private const int FewBeside = 14;

    /// <summary>"Can you speak English?", "讲中文吧": and no person who does.</summary>
    public bool AsksLanguage => Language().IsMatch(Text) && !Person().IsMatch(Text);

    /// <summary>It says that and nothing else.</summary>
    public bool OnlyAsksLanguage
    {
        get
        {
            if (!AsksLanguage) return false;
            var rest = Language().Replace(Text, "").Count(char.IsLetterOrDigit);
            return rest <= (Text.Any(c => c > '\u2e80') ? FewBeside / 3 : FewBeside);
        }
    }

    /// <summary>"Will someone tell me when it moves?", "到了会通知我吗".</summary>
    public bool AsksToBeTold => ToBeTold().IsMatch(Text);

    [GeneratedRegex(@"\b(speak|talk|write|answer|reply|switch to|chat|say (it|that)|do you have|use)( (to me|back))?( in| with)? (english|chinese|mandarin|cantonese|simplified|traditional)\b|\b(in )?(english|chinese|mandarin)[, ]+(please|pls)\b|(说|說|讲|講|用|写|寫|打|换|換|改|转|轉)(回|成|个|個)?(英文|英语|英語|中文|普通话|普通話|国语|國語|广东话|廣東話|粤语|粵語|繁体字?|繁體字?|简体字?|簡體字?)", Asking)]
    private static partial Regex Language();

    [GeneratedRegex(@"\b(someone|somebody|anyone|anybody|person|human|agent|staff|colleague|who speaks)\b|人工|真人|客服|专员|專員|同事|有人|找人|個人|个人|职员|職員", Asking)]
    private static partial Regex Person();

    [GeneratedRegex(@"\b(tell|notify|inform|update|text|message|ping) (me|us) (when|once|as soon as|if|the moment)\b|\blet (me|us) know (when|once|as soon as|if|the moment)\b|(会|會|能|可以|到时|到時|有消息|有进展|有結果|有结果)[^，,。！!？?]{0,6}(通知|告诉|告訴|提醒|话|話)我(知)?", Asking)]
    private static partial Regex ToBeTold();
}
