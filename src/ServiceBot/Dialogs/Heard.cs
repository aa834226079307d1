using System.Text;
using System.Text.RegularExpressions;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>All unread messages of a turn as one: "你好" / "我的快递" / "还没到" is one complaint.</summary>
public sealed partial class Heard
{
    /// <summary>From this probability on a guess is worth a button.</summary>
    private const double WorthAsking = 0.12;

    /// <summary>Below it a text may as well be a slip of the keyboard.</summary>
    private const double SurelyOther = 0.5;

    private const RegexOptions Spoken = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // Asked several times in a turn, of texts that stay what they are.
    private bool? isQuestion;
    private List<string>? numbers;

    internal Heard(DialogContext context)
    {
        Messages = context.Messages;
        Act = Overall(Messages);
        if (Act == DialogAct.None && Messages is [var only] && IsThanks(only)) Act = DialogAct.Thanks;
        Emotion = Messages.Count > 0 ? Messages[0].Emotion : Emotion.Neutral;
        foreach (var message in Messages)
        {
            Flags |= message.Emotion.Flags;
            if (message.Emotion.Intensity > Emotion.Intensity) Emotion = message.Emotion;
        }
        IsOtherLanguage = (context.Together ?? Last) is { Language.Locale: Locale.Other, Intents.Count: 0, Entities.Count: 0, Act: DialogAct.None } m && m.Language.Confidence >= SurelyOther;
        // One text of all messages knows more than each alone; but what one message says surely is not given up for a doubtful whole.
        Parts = context.Together is { } together && (together.Certainty == Certainty.Sure || Messages.All(m => m.Certainty != Certainty.Sure)) ? [together] : Messages;
        Candidates = Parts.Any(p => p.Certainty == Certainty.Unsure)
            ? [.. Parts.SelectMany(p => p.Candidates).Where(c => c.Probability >= WorthAsking).OrderByDescending(c => c.Probability).DistinctBy(c => c.Intent)]
            : [];
        // An angry or shouting customer is spoken to shortly and plainly (recovery.md §3.6), and stays so while the anger is not over.
        IsHeated = Emotion.Class == EmotionClass.Angry || (Flags & (EmotionFlags.Abuse | EmotionFlags.Shouting)) != 0 || context.Tolerance.Counts.AngerLevel > 0;
    }

    public IReadOnlyList<UnderstoodMessage> Messages { get; }

    /// <summary>What issues are read from.</summary>
    internal IReadOnlyList<UnderstoodMessage> Parts { get; }

    public DialogAct Act { get; }
    public Emotion Emotion { get; }
    public EmotionFlags Flags { get; }
    public bool IsHeated { get; }
    public bool IsOtherLanguage { get; }

    /// <summary>"要不要钱", "来不来": asks, and says no to nothing.</summary>
    public bool AsksWhether => WhetherOrNot().IsMatch(Text);

    /// <summary>Says no in some way, or "both": nothing may be chosen for the customer from it.</summary>
    public bool IsRefusal => Act is DialogAct.No or DialogAct.NeverMind or DialogAct.SomethingElse || Messages.Any(m => Negation().IsMatch(WhetherOrNot().Replace(m.Text, "")));

    /// <summary>For "A, B or C?", best first; empty unless the meaning is unsure.</summary>
    public IReadOnlyList<IntentScore> Candidates { get; }

    public UnderstoodMessage? Last => Messages.Count > 0 ? Messages[^1] : null;

    /// <summary>The messages' texts, a line each.</summary>
    public string Text => Messages.Count == 1 ? Messages[0].Text : string.Join('\n', Messages.Select(m => m.Text));

    /// <summary>The texts with the pack's numbers left out: what other digits are there?</summary>
    public string TextWithoutNumbers => string.Join('\n', Messages.Select(WithoutNumbers));

    public IEnumerable<T> All<T>() where T : Entity => Messages.SelectMany(m => m.All<T>());

    /// <summary>Whole numbers of the pack's subject, each once.</summary>
    public IReadOnlyList<string> Numbers => numbers ??= WholeNumbers();

    public string? FirstNumber => Numbers is [var first, ..] ? first : null;

    /// <summary>A number that was begun and is too short.</summary>
    public string? PartialNumber => All<Entity.OrderNumber>().FirstOrDefault(n => n.IsPartial)?.Value;

    /// <summary>Asks for, or about, what a case already holds: its money or its reason.</summary>
    public static bool Recalls(DialogAct act) => act is DialogAct.AsksMoney or DialogAct.WantsMoney or DialogAct.AsksReason;

    /// <summary>Asks how things stand: "any news?", "现在呢", "有消息吗".</summary>
    public bool AsksNews => Messages.Any(m => News().IsMatch(m.Text));

    /// <summary>"多少钱都买不回来": words of a question that ask nothing.</summary>
    public bool IsExclamation => !IsQuestion && Messages.Any(m => Universal().IsMatch(m.Text));

    /// <summary>Asks something, whatever it is.</summary>
    public bool IsQuestion => isQuestion ??= Messages.Any(m => Asks(m.Text));

    internal static bool Asks(string text) => Interrogative().IsMatch(Universal().Replace(text, ""));

    /// <summary>"不是摔坏，是没收到", "it isn't broken, it's late": the matter was taken for another.</summary>
    public bool Corrects => Messages.Any(m => Correction().IsMatch(m.Text));

    /// <summary>Asks when something will be.</summary>
    public bool AsksWhen => IsQuestion && Messages.Any(m => Time().IsMatch(m.Text));

    /// <summary>What is left of "how long will that take?" without the asking of it: nothing that names anything.</summary>
    public string TextWithoutTime => AsksWhen ? AskedTime().Replace(Text, " ") : Text;

    /// <summary>Tells of a day or an hour to come, and of none that is over: "the birthday is tomorrow".</summary>
    public bool LiesAhead(DateTimeOffset now) => !IsQuestion && All<Entity.Date>().Any() && All<Entity.Date>().All(d => d.From > now);

    /// <summary>"Will it be back tonight?", "今晚能好不": names a time and asks whether it will be by then.</summary>
    public bool AsksByThen => IsQuestion && All<Entity.Date>().Any();

    [GeneratedRegex(
        @"(不是|唔系|唔係|并不是|並不是)[^，,。.！!？?]{1,12}[，,、\s]+(而|其实|其實)?(是|系|係)(?!不)" +
        @"|(说|說|讲|講|搞|弄|点|點|选|選|打|写|寫|记|記|发|發)(错|錯)(了|咗|啦)" +
        @"|\b(isn['’]?t|wasn['’]?t|not)\s[^,.!?]{1,30}[,.;]\s*(but|it['’]?s|it\s(is|was|has|hasn)|i\smean)|\bi\smeant\b|\bwrong\s(one|button)\b", Spoken)]
    private static partial Regex Correction();

    [GeneratedRegex(
        @"什么时候|什麼時候|啥时候|幾時|几时|何时|何時|多久|几点|幾點|几天|幾天|哪天|哪一天|几号|幾號|几耐|幾耐|几多点|幾多點|何日" +
        @"|\bwhen\b|\bhow\s(long|soon|much\slonger)\b|\bwhat\s(time|date|day)\b", Spoken)]
    private static partial Regex Time();

    [GeneratedRegex(@"(要|得|需要|大概)?(多久|几天|幾天|多长时间|多長時間)(能|可以|才|会|會)?(好|行|到)?|\bhow\slong\s(will|does|would|do|is)(\s(it|that|this|the))?|\b(to\s)?take(s|n)?\b|\blast(s)?\b", Spoken)]
    private static partial Regex AskedTime();

    // "是不是", "去不去": a group that is referred to regardless of case would not be compiled (GeneratedPatternsTests), and these letters have none.
    [GeneratedRegex(
        @"[?？]|为什么|為什麼|(?<![没沒])啥(?![也都的])|咋" +
        @"|(?<![都也还還])(?:能|会|會|可以|行|来得及|來得及|要|有|得|收)[^，,。.！!？?；;都也还還一]{0,8}[不没沒]\s*(?:$|[，,])|怎么|怎麼|什么|什麼|多久|几时" +
        @"|幾時|(?:[吗嗎咩咧勒]|(?<![着著这這]|[还還仲](?!有)[^，,。]{0,6})呢)\s*$|(?<=[\u4e00-\u9fff]{2})(?<![都也还還就绝絕决決才要从從并並毫])不\s*[了啊呀]?\s*$|干嘛|幹嘛|干吗|做什么|做什麼|做乜|凭什么" +
        @"|憑什麼|点解|點解|几耐|幾耐|点样|點樣|点算|點算|点计|點計|点搞|點搞|即系|即係|乜嘢|系咪|係咪|有冇|谁|誰|边个|邊個|边度|邊度|哪|几点|幾點|几多点|幾多點|几天|幾天|几钱|幾錢|多少|怎样" +
        @"|怎樣|如何|有没有|有沒有|是不是|能不能|会不会|會不會|可不可以|可唔可以|行不行|好不好|要不要|[是对對]吧" +
        @"|(?:会|會)[^，,。.！!？?；;]{0,8}(?:好|到|來|来|完|修|送|退|换|換|熱|热)[了嘅的]?吧\W*$" +
        @"|(?-i:(?<same>(?![时時动動])[\u4e00-\u9fff])[不唔]\k<same>)" +
        @"|\b(?:why|what|when|how|where|who|which)\b" +
        @"|(?:^|[.,;!?:]\s*|\b(?:and|so|but|ok|okay|well|then|also|btw|hey|hi|please|or)\s+)(?:(?:can|could|will|would|is|are|am|was|were|does|did|may|shall" +
        @"|should|has)(?:n['’]?t)?\s+(?:i|you|we|it|they|he|she|there|this|that|these|those|the|my|your|our|his|her|their|any\w*|some\w*)|(?:do|have" +
        @"|must)(?:n['’]?t)?\s+(?:i|you|we|they)|(?:are|do)\s+[a-z]+s)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Interrogative();

    // "多少钱都买不回来", "什么也没说": nothing is asked.
    [GeneratedRegex(@"(多少|什么|什麼|啥|谁|誰|怎么|怎麼|哪[里裡儿兒个個]?|几|幾)[^，,。.？?！!]{0,4}[都也]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Universal();

    [GeneratedRegex(
        @"\b(news|updates?|progress|now|anything\s(new|else\syou\sknow))\b" +
        @"|新情况|新情況|有变化|有變化|\bwhat('?s| is) (happening|going on)|消息|查[着著到出][了啦咗]?[没沒吗嗎未]|有(眉目|头绪|頭緒)|进展|進展|[有出]结果|[有出]結果|[现現]在呢|而家呢|怎么样了|怎麼樣了|点样呀" +
        @"|點樣呀|到哪了|到邊", Spoken)]
    private static partial Regex News();

    // "收到了，东西没问题，谢谢你啊": thanks with what there is to be thankful for, and nothing that is still wrong.
    private bool IsThanks(UnderstoodMessage message) =>
        message.Text.Length <= LongestThanks && Thanks().IsMatch(message.Text) && message.Intents.All(static i => i.Intent == IssueFinder.SmallTalk) && !IsQuestion && !StillWrong().IsMatch(NothingWrong().Replace(message.Text, ""));

    private const int LongestThanks = 60;

    [GeneratedRegex(
        @"谢谢|謝謝|多谢|多謝|感谢|感謝|唔该|唔該|谢啦|謝啦|谢了|謝了" +
        @"|\b(thanks|thank you|thx|cheers|much appreciated)\b", Spoken)]
    private static partial Regex Thanks();

    [GeneratedRegex(
        @"[不没沒未冇唔但]|可是|还|還|再|请|請|要|帮|幫" +
        @"|\b(not|no|but|still|please|could|can|would|need|want)\b|n['’]t\b", Spoken)]
    private static partial Regex StillWrong();

    [GeneratedRegex(
        @"[没沒冇](有)?(什么|什麼|啥)?(问题|問題|事|毛病|坏|壞|破|损|損)|不错|不錯|不用|不必" +
        @"|\bno (problems?|issues?|damage|complaints?)\b|\bnot (broken|damaged)\b", Spoken)]
    private static partial Regex NothingWrong();

    // "能不能", "有没有": asks, and denies nothing.
    [GeneratedRegex(@"(?<same>[\u4e00-\u9fff])[不没沒唔]\k<same>|[有冇][没沒冇]有?|可[不唔]可以", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex WhetherOrNot();

    /// <summary>"don't", and "dont" as it is typed on a phone.</summary>
    internal const string Nt = @"n['’]t\b|\b(?:do|does|did|wo|ca|is|was|are|were|has|have|had|could|would|should|need)nt\b";

    [GeneratedRegex(@"[不没沒甭勿無]|(?<![特区區分性级級])[别別](?![的间間])|都|两个|兩個|俩|倆|\b(?:no|not|none|neither|nor|never|both|without)\b|" + Nt, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Negation();

    private List<string> WholeNumbers()
    {
        List<string>? whole = null;
        for (var m = 0; m < Messages.Count; m++)
        {
            var entities = Messages[m].Entities;
            for (var i = 0; i < entities.Count; i++)
                if (entities[i] is Entity.OrderNumber { IsPartial: false, Value: var number } && whole?.Contains(number) != true) (whole ??= new(1)).Add(number);
        }

        return whole ?? [];
    }

    private static string WithoutNumbers(UnderstoodMessage message)
    {
        var text = new StringBuilder(message.Text);
        foreach (var number in message.All<Entity.OrderNumber>().Where(n => !n.IsPartial).OrderByDescending(n => n.Start))
            text.Remove(number.Start, number.Length).Insert(number.Start, '\n');
        return text.ToString();
    }

    // The latest counts; a greeting or "are you there?" yields to what was said before it.
    private static DialogAct Overall(IReadOnlyList<UnderstoodMessage> messages)
    {
        var (weighty, last) = (DialogAct.None, DialogAct.None);
        foreach (var message in messages)
        {
            if (message.Act == DialogAct.None) continue;
            last = message.Act;
            if (last is not (DialogAct.Greeting or DialogAct.Nudge or DialogAct.Thanks)) weighty = last;
        }
        return weighty != DialogAct.None ? weighty : last;
    }
}
