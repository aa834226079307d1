using System.Text.RegularExpressions;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

// What is aimed at in the middle of a matter: time, an end of it, another amount.
public sealed partial class Heard
{
    /// <summary>Who says more than this says something else besides.</summary>
    private const int LongestWait = 60;

    /// <summary>"Hang on, my phone is charging", "等下我找找": what was asked for is coming, only not yet.</summary>
    public bool AsksToWait => !IsQuestion && Messages.Any(m => m.Text.Length <= LongestWait && Waiting().IsMatch(m.Text));

    /// <summary>"那我不要了，取消", "cancel it and send it back": what was ordered is not wanted any more. Not the complaint, and no remedy.</summary>
    public bool GivesUp => !AsksWhen && Messages.Any(m => GivingUp().IsMatch(NotGivenUp().Replace(StepOff().Replace(m.Text, ""), "")));

    /// <summary>"Cancel the visit", "预约取消吧": a step of ours is not wanted any more.</summary>
    public bool CallsOffAStep => Messages.Any(static m => StepOff().IsMatch(NotGivenUp().Replace(m.Text, "")));

    /// <summary>"Is that all you've got?", "起码两百": the amount is called too small, or another is named.</summary>
    public bool CallsItTooLittle => Act is not (DialogAct.Yes or DialogAct.Thanks) && Messages.Any(m => TooLittle().IsMatch(m.Text));

    /// <summary>"Still going strong. Great job.", "还在吵": it goes on as before, whatever thanks stand beside it.</summary>
    public bool Persists => !IsQuestion && Messages.Any(static m => GoesOn().IsMatch(m.Text));

    /// <summary>"Are you even a person?", "你是机器人吧".</summary>
    public bool AsksWhoIsThere => Messages.Any(m => Whom().IsMatch(m.Text));

    /// <summary>"算了不跟机器说了", "I'm done talking to this bot": gives up on the bot, and not on the matter.</summary>
    public bool TurnsDownBot => NoBot().IsMatch(Text);

    /// <summary>"多久会到账": asks when the money comes, and not the parcel.</summary>
    public bool SpeaksOfMoneyToCome => Credited().IsMatch(Text);

    /// <summary>"那你们打算怎么办", "what are you going to do about it?": asks what is being done, and not how something is done by the customer.</summary>
    public bool AsksWhatIsDone => Messages.Any(m => WhatIsDone().IsMatch(m.Text));

    /// <summary>"要是坏了呢", "what if it's broken?": asks about what has not happened.</summary>
    public bool Supposes => IsQuestion && Messages.Any(m => IsSupposed(m.Text));

    /// <summary>The words begin with the supposition: in "the mug came broken, can you see if it is insured?" it stands behind what has happened.</summary>
    public static bool IsSupposed(string text) => Supposing().IsMatch(text);

    /// <summary>Wants something to be done, or done otherwise; who only tells wants nothing of the kind.</summary>
    public bool Wishes => IsQuestion || Act is DialogAct.No or DialogAct.NeverMind or DialogAct.SomethingElse || Messages.Any(m => m.Stated.Wants != Want.None || Wishing().IsMatch(m.Text));

    [GeneratedRegex(
        @"(你们?|您|妳|這邊|这边|公司|打算|准备|準備).{0,6}(怎么|怎麼|咋|如何|点样?|點樣?)(样|樣)?(个|個)?(处理|處理|解决|解決|办|辦|弄|补救|補救|赔|賠|交代|負責|负责|搞掂|搞定)" +
        @"|(给|給|要)(我|人家)?(个|個|一个|一個)(说法|說法|交代|交待)" +
        @"|^\W*(那|所以|然后|然後|咁|好吧)?(现在|現在|而家|接下来|接下來)?(该|該)?(怎么办|怎麼辦|咋办|咋整|点算|點算|怎么处理|怎麼處理|怎么解决|怎麼解決)(呢|啊|呀|吧|嘛)?\W*$" +
        @"|\bw(ha|u)t ?(are|r|will|can|do|is|['’]re|['’]ll) (you|u|ya|y['’]?all|your (company|team))( guys| people| lot)?( going to| gonna| gona| planning to| plan to| intend to| be)?( do| doing)\b" +
        @"|\bhow (are|r|will|do|can) (you|u)( guys| people)?( going to| gonna| gona| plan to| intend to)? (fix|sort|solve|handle|deal with|resolve|make (it|this|that) (up|right|good))\b" +
        @"|\b(what|so what|and what) (happens )?(now|next)\b|\bnow what\b", Spoken)]
    private static partial Regex WhatIsDone();

    [GeneratedRegex(
        @"^[^，,。.！!；;\n]{0,6}(要是|如果|万一|萬一|假如|倘若|若是)|^[^，,。.！!；;\n]{0,14}的[话話]" +
        @"|^\W*((and|but|so|ok(ay)?|well|then|also|hm+|what|happens|do (i|you|we) do|who pays|how about)\W+)*(if|in case|suppose|supposing)\b", Spoken)]
    private static partial Regex Supposing();

    [GeneratedRegex(
        @"[要想请請帮幫让讓叫]|麻烦|麻煩|希望|给我|給我|畀我|别|別|改|换|換|必须|必須|赶紧|趕緊|赶快|趕快|快点|快點|马上|馬上|最好|应该|應該|就行|即可" +
        @"|\b(please|pls|can|could|would|should|want|need|like|prefer|let|make|send|give|put|leave|change|get|bring|call|tell|have (it|him|her|them|someone|somebody)|must|better|instead)\b", Spoken)]
    private static partial Regex Wishing();

    [GeneratedRegex(
        @"(还|還|仍|仲)(在|是|系|係|喺度)?(一直|继续|繼續)?(吵|响|響|漏|滴|臭|闹|鬧|唱|嘈|咚|敲|钻|鑽|震|坏|壞|(没|沒|未|冇)(好|修|停|变|變|改))|(还|還|仍)是(老样子|老樣子|一样|一樣|那样|那樣)|(依旧|依舊|依然|仍然|照旧|照舊|照样|照樣)(在|是|没|沒)?" +
        @"|\bstill (going|on|there|happening|at it|the same|(not|no|un)\s?\w+|drip\w*|leak\w*|loud|noisy|broken|dead|dirty|blocked|cold|isn['’]?t|doesn['’]?t|hasn['’]?t)\b", Spoken)]
    private static partial Regex GoesOn();

    [GeneratedRegex(
        @"(你|您|妳|对面|對面|这边|這邊)(到底|究竟)?(是不是|是|係咪|系咪).{0,4}(机器人|機器人|机器|機器|真人|活人|人工智能|AI)" +
        @"|\b(are|r) (you|u) (even |really |actually |just )?(a |an )?(real )?(bot|robot|machine|human|person|real|ai)\b" +
        @"|\b(talking|speaking|chatting) (to|with) (a |an )?(real )?(bot|robot|machine|human|person|ai)\b", Spoken)]
    private static partial Regex Whom();

    [GeneratedRegex(
        @"(稍|等)(一)?(等|下|会|會|阵|陣|我)|待会|待會|一会儿|一會兒|过会|過會|晚点|晚點|回头(再)?(发|拍|传|给)|回頭(再)?(發|拍|傳|給)" +
        @"|(马上|馬上|这就|這就|正在|现在|現在)(就)?(去|来|來)?(找|拍|发|發|传|傳|翻)|(我)?(去|先)?(找找|找一下|翻翻|翻一下|问问|問問|问一下|問一下)(看|邻居|鄰居|家人|室友|管理|保安|门卫|隔壁)?|(充电|充電|没电|沒電)" +
        @"|(明天|听日|聽日|今晚|晚上|下班|回家|到家|返屋企|返到屋企|迟啲|遲啲|晚些)[^，,。！!]{0,6}(拍|影|发|發|传|傳|找|搵)" +
        @"|\b(tonight|tomorrow|later|at home|when i['’]?m (home|back))\b.{0,20}\b(send|take|find|look)\b" +
        @"|\b(send|take|find|look)\b.{0,24}\b(tonight|tomorrow|later|when i['’]?m (home|back)|when i get home)\b|\b(hang|hold)\s+on\b" +
        @"|\b(one|a|give me|gimme|just)\s+(a\s+|one\s+)?(sec|second|moment|minute|min|mo|bit)\b|\bgive me (\d+|a few|five|ten|a couple)\b" +
        @"|\b(in|after) a (bit|minute|moment|sec)\b|\bbrb\b|\bbear with me\b|\bcharging\b" +
        @"|\b(let me|i['’]?ll|gonna|going to)\s+(go\s+)?(and\s+)?(look|find|check|get|take|grab|search|send|ask)\b", Spoken)]
    private static partial Regex Waiting();

    [GeneratedRegex(
        @"取消(了|掉|吧)?\s*([，,。.!！~]|$)|取消(这|這|我的|那)?(个|個|单|單|件|张|張)?(订单|訂單|包裹|快递|快遞|寄件|配送|单|單|件|服务|服務)" +
        @"|(不|别|唔)(想|再)?要(这|這|那)?(个|個|件)?(包裹|快递|快遞|东西|東西|货|貨|件)" +
        @"|(快递|快遞|包裹|东西|東西|货|貨|件)(我)?(就|都|也)?(不|唔)(想)?要(了|啦|喇)|(退|寄|送|拉|发|發)回(去|给|給|寄|发|發|卖|賣|原)" +
        @"|(退|截|拦|攔)(件|货|貨|单|單)|拒收|停掉|报停|報停" +
        @"|\b(cancel|stop|call off)\s+(it|this|that|everything|my|the)\b|\bcall\s+(it|this|that|everything|(the|my|that)(\s\w+){1,2})\s+off\b|\b(send|ship|return|take)\s+(it|them|that|the\s+\w+)\s+back\b" +
        @"|\breturn(ed)?\s+(it\s+)?to\s+(the\s+)?sender\b" +
        @"|\b(do(n['’]?t| not)|no longer)\s+(want|need)\s+(it|this|that|the\s+\w+)\s*(any\s?more|now|at all|[,.!]|$)" +
        @"|\brefuse\s+(the\s+)?(delivery|parcel|package)\b", Spoken)]
    private static partial Regex GivingUp();

    // Nobody who asks for it not to be done wants it.
    [GeneratedRegex(
        @"(别|別|不要|不用|唔好|先不)(给我|幫我|帮我)?(取消|退|停)\w{0,4}" +
        @"|\b(do(n['’]?t| not)|never)\s+(cancel|stop|send|return)\b[^.,;!?]*", Spoken)]
    private static partial Regex NotGivenUp();

    // What is called off here is a step of ours, not what was ordered.
    [GeneratedRegex(
        @"取消(这|這|那)?(个|個|次)?(投诉|投訴|留言|回电|回電|预约|預約|上门|到府|转|轉|人工)\w{0,4}|(预约|預約|上门|到府)(就|也|都|给我|幫我|帮我)?取消" +
        @"|\b(cancel|stop|call off)\s+(the|my|that|this)\s+(visit|callback|call|complaint|appointment|message|transfer|chat)\b" +
        @"|\bcall\s+(the|my|that|this)\s+(visit|appointment)\s+off\b", Spoken)]
    private static partial Regex StepOff();

    [GeneratedRegex(
        @"打发|打發|(光|就|只|净|淨)(是|给|給|退|赔|賠|补|補)[^，,。！!]{1,6}(就行|就算|就完|就了事|算了|完事|就可以)" +
        @"|(起码|起碼|至少|最少|怎么也得|怎麼也得)(也)?(要|得|给|給|赔|賠)?.{0,4}[\d一二两兩三四五六七八九十百千几幾]|(太|也太|这么|這麼|咁)少|(不|唔)够" +
        @"|(不|唔)夠|一口价|一口價|(翻|双|雙|加|三|十)倍|翻一番|加(一)?(点|點)|再(加|多)|多(给|給|赔|賠|退|补|補)" +
        @"|[\d百十](块|塊|元|蚊)?.{0,3}(算什么|算什麼|算个|够干|夠幹|能干|能幹|有什么用|有什麼用|有咩用|顶什么|頂什麼)" +
        @"|(才|就|得)[\d一二两兩三四五六七八九十几幾.]+(块|塊|元|蚊)|\d(块|塊|元|蚊)(钱|錢)?(咋|而已|罢了|罷了)|[\d百十](块|塊|元|蚊)(钱|錢)?就(完|算了|算完|想|了事|没了|沒了)" +
        @"|(退|赔|賠|补|補|券|费|費|钱|錢)[^，,。！!？?]{0,4}(有|顶|頂)(什么|什麼|啥|咩|乜)(鬼)?用|\b(what (good|use) is|no (good|use) to me|what am i supposed to do with)\b|\b(not|n['’]t|hardly|nowhere near|barely)\s+(\w+\s+)?enough\b|\b(at least|what about|how about|make (it|that)|more like|i want|give me)\s+[¥$€£]?\d+" +
        @"|\b(plus|and|what about|how about)\s+(something|anything|extra|some(\s\w+)?|a\s(little|bit)(\s\w+)?)\s+for\s+(the|my|our|all)\b|\b(double|triple)\s+(it|that)\b|\b(peanuts|pathetic|insult(ing)?|a joke|is that all|final offer|best offer|go higher|do better than)\b", Spoken)]
    private static partial Regex TooLittle();

    [GeneratedRegex(
        @"([不别別懒懶]|没法|沒法)[想要愿願得用能会會再]{0,3}[跟和同與与对對]你?[这這]?[个個种種些]?[破烂爛笨死]?(机器|機器|机械|機械|AI)人?.{0,2}[说說聊讲講谈談吵扯废廢沟溝]" +
        @"|\b(not|don['’]?t (want|wish|like) to|won['’]?t|can['’]?t|stop|no more|done|finished|tired of|sick of|through)( be)?( talking| talk| speaking| speak" +
        @"| chatting| chat| dealing| deal| arguing| argue)( to| with) (a |an |this |the |some |your )?(\w+ )?(bots?|chatbots?|robots?|machines?|computers?|AI)\b", Spoken)]
    private static partial Regex NoBot();

    [GeneratedRegex(
        @"[到入][账帳]|(多久|几天|幾天|何时|何時|什么时候|什麼時候|几时|幾時)[^，,。！!？?]{0,3}(会|會|能|可以)?[进進入](来|來|账|帳|戶|户)" +
        @"|[退赔賠](款|钱|錢|的钱|的錢).{0,8}(到|下来|下來|回来|回來)|(钱|錢|款).{0,8}(退|到[账帳賬]|回来|回來|下来|下來)" +
        @"|\b(land|be|appear|show( up)?|arrive|get)( back)? (on|in|into|to) (my|the) (\w+ )?(card|account|bank|wallet)\b" +
        @"|\b(refund|money)\b.{0,24}\b(arrive|come|back|through|take|land|account)|when.{0,20}\b(refund|money)\b", Spoken)]
    private static partial Regex Credited();
}
