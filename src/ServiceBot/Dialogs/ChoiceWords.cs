using System.Text.RegularExpressions;

namespace ServiceBot.Dialogs;

/// <summary>What is chosen, or turned down, in so many words: "后者", "B", "选2", "not the refund, a new one please".</summary>
public static partial class ChoiceWords
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int LongestMark = 24;

    /// <summary>The former and the latter, a letter, a circled number, "option two"; among choices that have a place.</summary>
    public static string? ByMark(IReadOnlyList<Choice> choices, string text)
    {
        text = text.Trim();
        if (text.Length > LongestMark) return null;
        var own = Placed(choices);
        if (own.Count == 0 || Marks().Match(text) is not { Success: true } mark) return null;
        return mark switch
        {
            _ when mark.Groups["former"].Success => own[0].Value,
            _ when mark.Groups["latter"].Success => own[^1].Value,
            _ when mark.Groups["letter"].Success => ChoiceMatch.At(own, char.ToUpperInvariant(mark.Groups["letter"].ValueSpan[0]) - 'A' + 1),
            // Numbers are those of the list as it was shown, ways out and all.
            _ when mark.Groups["circle"].Success => ChoiceMatch.At(choices, mark.Groups["circle"].ValueSpan[0] - '①' + 1),
            _ => ChoiceMatch.At(choices, Number(mark.Groups["number"].Value)),
        };
    }

    /// <summary>"不要退款，换一个新的": a refusal that names one of the others all the same. A question, or "both", chooses nothing.</summary>
    public static string? Insistent(IReadOnlyList<Choice> choices, DialogContext context)
    {
        var own = Placed(choices);
        if (own.Count == 0 || context.Heard.IsQuestion || Both().IsMatch(context.Heard.Text)) return null;
        return own.Where(c => Named(c, context, isRefused: false) && !Named(c, context, isRefused: true)).Take(2).ToList() is [var only] ? only.Value : null;
    }

    /// <summary>"…I want a different room", before anything was offered: the only one of these remedies that is wished for in so many words; null where none is, or several are. What was tried before ("I was given another room and it's filthy") is no wish.</summary>
    public static string? Wished(IReadOnlyList<string> remedies, string text, DialogContext context)
    {
        string? wished = null;
        foreach (var remedy in remedies)
        {
            if (!IsWished(remedy, text, context)) continue;
            if (wished is not null) return null;
            wished = remedy;
        }
        return wished;
    }

    private static bool IsWished(string remedy, string text, DialogContext context)
    {
        var words = ChoiceMatch.OtherWords(remedy, context);
        if (!SaidWords.AnyIn(text, words)) return false;
        foreach (var clause in Clauses().Split(text))
            if (Wishes().Match(clause) is { Success: true } wish && !AsksAbout(clause) && !Not().IsMatch(NoObjection().Replace(clause, "")) && SaidWords.AnyIn(clause[wish.Index..], words)) return true;
        return false;
    }

    /// <summary>What the pack's <c>choice.words</c> of this name say is named and turned down.</summary>
    public static bool TurnsDown(string name, DialogContext context) =>
        Named(name, context.Heard.Text, context, isRefused: true) && !Named(name, context.Heard.Text, context, isRefused: false);

    /// <summary>One of the words is said and not denied before it: "there's a baby, we can't hold out till tonight" has a baby, "no children here" none.</summary>
    public static bool Affirms(IReadOnlyList<string> words, string text)
    {
        if (!SaidWords.AnyIn(text, words)) return false;
        foreach (var clause in Clauses().Split(text))
            if (SaidWords.AnyIn(Not().Match(clause) is { Success: true } denied ? clause[..denied.Index] : clause, words)) return true;
        return false;
    }

    /// <summary>"都不要", "neither".</summary>
    public static bool RefusesAll(string text) => All().IsMatch(text);

    /// <summary>"How long would a refund take?", "换房要搬行李吗" ask about one and take none; "may I have the refund?", "换一个可以吗" take it.</summary>
    public static bool AsksAbout(string text) => About().IsMatch(text) || (Closed().IsMatch(text) && !Requests().IsMatch(text));

    /// <summary>What is left to choose with: "换房吧，要搬行李吗" takes the room, "换房的话要搬行李吗" nothing.</summary>
    public static string LessAsked(string text)
    {
        if (!AsksAbout(text)) return text;
        return Supposes().IsMatch(text) ? "" : string.Concat(Asked().Split(text).Where(static part => !AsksAbout(part)));
    }

    /// <summary>The parts of a message that ask, "and" between two of them parting them too.</summary>
    public static IReadOnlyList<string> Questions(string text) => [.. Clauses().Split(text).SelectMany(static c => Ands().Split(c)).Where(static c => c.Length > 1 && Heard.Asks(c))];

    public static IEnumerable<string> Sentences(string text) => Clauses().Split(text).Where(static c => c.Length > 1);

    private static List<Choice> Placed(IReadOnlyList<Choice> choices) => [.. choices.Where(static c => c.Value.Contains(':', StringComparison.Ordinal))];

    /// <summary>One of these remedies is asked for by a word of its own.</summary>
    public static bool NamesRemedy(IReadOnlyList<string> remedies, DialogContext context) => context.Heard is { IsQuestion: false, IsRefusal: false } heard
        && remedies.Any(r => SaidWords.AnyIn(heard.Text, ChoiceMatch.OtherWords(r, context)));

    /// <summary>Names the money back as what is wanted.</summary>
    public static bool WantsRefund(string text, DialogContext context) => SaidWords.AnyIn(text, ChoiceMatch.OtherWords("refund", context));

    /// <summary>The text has one of the choice's own words, and not in order to turn it down.</summary>
    public static bool Names(Choice choice, string text, DialogContext context) => Named(ChoiceMatch.NameOf(choice), text, context, isRefused: false);

    private static bool Named(Choice choice, DialogContext context, bool isRefused) => Named(ChoiceMatch.NameOf(choice), context.Heard.Text, context, isRefused);

    private static bool Named(string name, string text, DialogContext context, bool isRefused)
    {
        var words = ChoiceMatch.OtherWords(name, context);
        // Most messages name nothing, and are not taken apart for it.
        if (!SaidWords.AnyIn(text, words)) return false;
        foreach (var clause in Clauses().Split(text))
            if (!(isRefused && Awaited().IsMatch(clause)) && Says(clause, isRefused, words)) return true;
        return false;
    }

    /// <summary>One of the words stands in a clause without a "not"; or, where it is denied, in one with it.</summary>
    public static bool Says(string text, IReadOnlyList<string> words, bool isDenied = false)
    {
        foreach (var clause in Clauses().Split(text))
            if (Says(clause, isDenied, words)) return true;
        return false;
    }

    private static bool Says(string clause, bool isDenied, IReadOnlyList<string> words) => Not().IsMatch(NoObjection().Replace(clause, "")) == isDenied && SaidWords.AnyIn(clause, words);

    private static int Number(string word) => word.ToLowerInvariant() switch
    {
        "1" or "１" or "一" or "one" => 1,
        "2" or "２" or "二" or "两" or "兩" or "two" => 2,
        "3" or "３" or "三" or "three" => 3,
        "4" or "４" or "四" or "four" => 4,
        _ => 0,
    };

    [GeneratedRegex(
        @"(?<former>前者|前面那?[个個种種]|上面那?[个個]|\bformer\b)|(?<latter>后者|後者|后面那?[个個种種]|後面那?[个個種]|下面那?[个個]|\blatter\b)" +
        @"|^\W*((我)?[选選]|option|choice|answer|方案|选项|選項)?\s*(?<letter>[A-Da-d])\W*$" +
        @"|(?<circle>[①②③④])" +
        @"|([选選要]|方案|选项|選項|[编編][号號]|\boption|\bchoice|\bnumber|\bno\.|#)\s*(?<number>[1-4１-４一二两兩三四]|one|two|three|four)(?![\d元块塊天个個件])", Options)]
    private static partial Regex Marks();

    [GeneratedRegex(@"[，,。；;.!！?？\n]|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])|\bbut\b|\binstead\b(?! of)|而是|但是|但|\bjust\b|(?<=[不唔][想]?[要用换換修][^，,。！!]{0,6}[了啦喇])|(?<=[吧啦呗唄嘛])(?=[\u4e00-\u9fff])", Options)]
    private static partial Regex Clauses();

    [GeneratedRegex(@"\b(and|also)\b|另外|还有(?!多|没|房|货|人)|還有(?!多|沒|房|貨|人)|以及|同埋|顺便|順便", Options)]
    private static partial Regex Ands();

    [GeneratedRegex(@"[不没沒甭勿无無]|[别別](?![的间間])|\b(no|not|none|neither|nor|never|without|rather than|instead of)\b|" + Heard.Nt, Options)]
    private static partial Regex Not();

    // "Still no refund for the pan", "退款也还没给我": it has not come, and is not turned down.
    [GeneratedRegex(@"[还還都也仲][没沒未冇]|[没沒未冇](有)?(收到|[到入][账帳]|给我|給我|退|返|畀|見到|见到|看到)|\b(still|yet|never got|never came|never received|hasn|haven|waiting for)\b", Options)]
    private static partial Regex Awaited();

    [GeneratedRegex(
        @"(不想|懒得|懶得|不愿|不願|唔想)再?(折腾|折騰|麻烦|麻煩|等|跑|拖|搞|烦|煩)|[还還](不|唔)(赶紧|趕緊|赶快|趕快|快|马上|馬上|来|來)" +
        @"|[没沒](问题|問題|关系|關係|意见|意見|事)|不错|不錯|不客气|不客氣|[别別]([再跟给給我]{0,3})(废话|廢話|啰嗦|囉嗦|磨叽|磨蹭|拖|扯|说|說|讲|講)" +
        @"|\bno,? (problem|worries|objections?|seriously|really|honestly)\b|\bwhy not\b", Options)]
    private static partial Regex NoObjection();

    [GeneratedRegex(
        @"我(只|就|就是)?(要|想|需要)(?!是|知道|问|問)|(请|請|麻烦|麻煩|帮我|幫我|给我|給我|替我|同我|幫手|叫人|派人|让人|讓人|找人|搵人|安排)|(可以|能|可唔可以|可不可以|能不能)(帮|幫|给|給|换|換|退|补|補|重|派|来|來)|^(那|就|直接|还是|還是|不如)*(退|换|換|重|派|补|補|轉|转)[^了过過咗]{1,8}(吧|啦|好了|算了)$" +
        @"|\b(i|we)(['’]d| would)? (just |only |really )?(want|need|like|prefer)\b|\b(please|pls|can (i|we|you)|could (i|we|you)|may (i|we)|give (me|us)|get (me|us)|just)\b", Options)]
    private static partial Regex Wishes();

    [GeneratedRegex(@"都要|[两兩][个個种種]?都|全要|\bboth\b|\ball of\b", Options)]
    private static partial Regex Both();

    [GeneratedRegex(
        @"[谁誰]|\bwho(se|m)?\b|(的话|的話)[^。！!]*[？?多几幾什怎]|如果[^。！!]*[？?]" +
        @"|(要|得|需要)?(多久|几天|幾天|多长时间|多長時間|什么时候|什麼時候|啥时候|何时|何時)" +
        @"|(钱|錢|费|費|费用|費用|运费|運費)[吗嗎么麼嘛咩]|要不要(钱|錢|付|出)|(谁|誰|邊個)(出|付)|(收费|收費|免费|免費)[吗嗎的]*[?？]" +
        @"|\b(how (long|soon|much|does|would|do)|when (will|would|do|does)|what (happens|if)|which is|cost (me|us)|cost (anything|extra|something)|do i (have to )?pay|(it|that|this) free)\b", Options)]
    private static partial Regex About();

    [GeneratedRegex(@"的话|的話|如果|要是|\bif\b", Options)]
    private static partial Regex Supposes();

    // Between sentences; a comma parts them in Chinese.
    [GeneratedRegex(@"(?<=[，。；;！!？?\n])|(?<=\.\s)", Options)]
    private static partial Regex Asked();

    // To be answered by yes or no.
    [GeneratedRegex(@"[吗嗎咩]\W*$|(要|用)[不唔](要|用)|\b(do(es)?|did|will|would|is|are)(n['’]?t)? (i|we|it|that|this|there|they|my|our|the \w+|a \w+)\b[^.!]*\?", Options)]
    private static partial Regex Closed();

    [GeneratedRegex(@"可以|可唔可以|能|行[吗嗎不么麼嘛]|得[吗嗎咩]|好[吗嗎]|成[吗嗎]|帮我|幫我|给我|給我|畀我|\b(can|could|may|please|ok(ay)?|possible|all right|alright|like|prefer|you)\b", Options)]
    private static partial Regex Requests();

    [GeneratedRegex(@"都不|全不|都[没沒]|[一哪][个個种種样樣项項]?都不|[一哪][个個种種样樣项項]?也不|\bneither\b|\bnone\b|\bnot? any\b|\bnothing of\b|\bno to (both|all)\b", Options)]
    private static partial Regex All();
}
