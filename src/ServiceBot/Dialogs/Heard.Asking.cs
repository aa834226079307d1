using System.Text.RegularExpressions;

namespace ServiceBot.Dialogs;

// What is asked of the bot itself: another language, to be told when there is news.
public sealed partial class Heard
{
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

    /// <summary>"Where do I find that?", of the number that was asked for.</summary>
    public bool AsksWhereItStands => IsQuestion && WhereNumber().IsMatch(Text);

    /// <summary>"Still nobody", "还没到", "I've waited an hour": it should have been by now.</summary>
    public bool SaysNotYet => IsNotYet(Text);

    public static bool IsNotYet(string text) => NotYet().IsMatch(text);

    /// <summary>"What do you need it for?"</summary>
    public bool AsksWhy => Why().IsMatch(Text);

    /// <summary>"没人？那你先帮我查", "can you check meanwhile?": the bot is to do what it can.</summary>
    public bool AsksBotMeanwhile => Meanwhile().IsMatch(Text);

    /// <summary>"算了，我留言吧", "just call me back": one of the ways to a person, and nothing else.</summary>
    public bool LeavesMessage => Way().IsMatch(Text);

    [GeneratedRegex(
        @"^\W*((算了|那就?|行|好的?|嗯|还是|還是|我|想|要|请|請|帮我|幫我|麻烦|麻煩|让|讓|给|給|人|你们|你們|ok(ay)?|fine|well|then|actually|forget it" +
        @"|never mind|i['’]?ll|let me|i['’]?d like to|can i|could i|just|please)\W*)*(留(个|個|句)?(言|话|話)|(回|打)(个|個)?(电话?|電話?)(给|給)?我?" +
        @"|leave (you )?(a )?(message|note)|call me( back)?|phone me|ring me|(get|have|want) a call ?back)\W*((吧|啦|好了|可以|then|please|instead|later)\W*)*$", Spoken)]
    private static partial Regex Way();

    [GeneratedRegex(
        @"(你|您|妳|机器人|機器人|機械人)(就|来|來|也)?(先)?(住)?(帮|幫|替|给|給|同)(我|手)(先)?(查|看|问|問|处理|處理|说|說|睇|弄|办|辦|记|記|催|找)" +
        @"|先(帮|幫|替|给|給)我|(那|咁|就)(就)?(由)?(你|您)(先)?(来|來|说|說|看|查|睇|讲|講|处理|處理|办|辦)|(跟|和|同)(你|您)(说|說|讲|講)(也|都|就)" +
        @"|\b(in the )?mean ?(time|while)\b|\b(till|until) then\b|\bwhile (i|we)([’']?(m|re))? wait" +
        @"|\b(can|could|will|would) (you|u) (at least|just|then|maybe|still|please)?\s*(tell|check|look|see|help|find|have a look|sort|do)\b" +
        @"|\b(then )?(you|u) (tell|check|look|help|have a look|do it)\b|\bi['’]?ll (ask|tell|try) (you|u)\b|\blet['’]?s (try|see what you)", Spoken)]
    private static partial Regex Meanwhile();

    [GeneratedRegex(
        @"\b(speak|talk|write|answer|reply|switch to|chat|say (it|that)|do you have|use|(do|go on|continue|carry on|have)( (it|this|that))?( in)?)( (to me" +
        @"|back))?( in| with)? (english|chinese|mandarin|cantonese|simplified|traditional)\b|\b(in )?(english|chinese|mandarin)[, ]+(please|pls)\b" +
        @"|(说|說|讲|講|用|写|寫|打|换|換|改|转|轉)(回|成|个|個)?(英文|英语|英語|中文|普通话|普通話|国语|國語|广东话|廣東話|粤语|粵語|繁体字?|繁體字?|简体字?|簡體字?)", Spoken)]
    private static partial Regex Language();

    [GeneratedRegex(
        @"^.{0,8}(在?哪(里|裡|儿|兒)?|怎么|怎麼|边度|邊度)(找|看|查|有|能|可以|搵|睇)" +
        @"|^\W*(and |so |ok(ay)? |but )?(where|how) (do|can|would|should|could|will) i (find|see|get|look|know)( for| up)? (it|that|this|the (\w+ )?number|my (\w+ )?number)\b" +
        @"|\bwhere('s| is) (it|that|the number)\b", Spoken)]
    private static partial Regex WhereNumber();

    [GeneratedRegex(
        @"为什么|為什麼|为啥|為啥|为何|為何|凭什么|憑什麼|点解|點解|干嘛|幹嘛|要.{0,4}(干什么|幹什麼|做什么|做什麼|做乜)" +
        @"|\bwhy\b|\bwhat (do you need|for|is) (it|that|this)( for)?\b|\bwhat for\b", Spoken)]
    private static partial Regex Why();

    [GeneratedRegex(@"[没沒未冇]|还不|還不|等了|等咗|\b(still|not|yet|nobody|no one|waited|waiting|ago|late|never)\b|n['’]t\b", Spoken)]
    private static partial Regex NotYet();

    [GeneratedRegex(@"\b(someone|somebody|anyone|anybody|person|human|agent|staff|colleague|who speaks)\b|人工|真人|客服|专员|專員|同事|有人|找人|個人|个人|职员|職員", Spoken)]
    private static partial Regex Person();

    [GeneratedRegex(
        @"\b(tell|notify|inform|update|text|message|ping) (me|us) (when|once|as soon as|if|the moment)\b" +
        @"|\blet (me|us) know (when|once|as soon as|if|the moment)\b" +
        @"|怎么(告诉|通知|联系|联络)我|怎麼(告訴|通知|聯絡|聯繫)我|點(話|通知)(俾|畀)?我" +
        @"|\bhow (will|do|would) (i|we) (know|hear|find out)\b|\bhow (will|do|would) you (tell|reach|contact|let) (me|us)\b" +
        @"|\bwhen (do|will|can|would|should|shall|am) (i|we) (going to |gonna )?(hear|know|be told|get (an? )?(answer|reply|response|news|word|update)s?)\b" +
        @"|(什么时候|什麼時候|几时|幾時|啥时候|多久|几点|幾點)[^，,。！!？?]{0,4}(有|给|給|畀)[^，,。！!？?]{0,4}(消息|答复|答覆|回复|回覆|准信|准话|準信|说法|說法|结果|結果|音讯|音訊)" +
        @"|(好|到|通|来|來|热|熱|恢复|恢復|送|修|有消息|有结果|有結果)(了|好)?(再|就|之后|之後|以后|以後|的话|的話|麻烦|麻煩|请|請)?(告诉|告訴|通知|知会|知會|叫|喊|吱|话" +
        @"|話|(跟|同|和)我(说|說|讲|講))(我|知|一声|一聲|声|聲)" +
        @"|(会|會|能|可以|到时|到時|有消息|有进展|有結果|有结果)[^，,。！!？?]{0,6}(通知|告诉|告訴|提醒|话|話)我(知)?", Spoken)]
    private static partial Regex ToBeTold();
}
