using System.Text;
using System.Text.RegularExpressions;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>Which of the choices the customer takes: by a press, by its number ("2", "第二个", "the last one"), or by words that belong to one choice only.</summary>
internal static partial class ChoiceMatch
{
    /// <summary>"等了2天" is no choice: a number counts only where little else is said.</summary>
    private const int LongestNumberAnswer = 8;
    private const int LongestOrdinalAnswer = 16;

    /// <summary>Letters within which words of a button's title choose it; half of it in Chinese.</summary>
    private const int LongestTitled = 48;

    /// <summary>Part of the wording keys <c>choice.words.X</c>, where X is the last part of a choice's value: other words for it, with commas.</summary>
    private const string Synonyms = "choice.words";

    /// <summary>The turn is a button and nothing else: its words are the bot's own and bring up no matter.</summary>
    public static bool IsButton(Question? asked, DialogContext context) =>
        context.Pressed is not null || (asked is not null && context.Messages is [var only] && ByTitle(asked.Choices, only) is not null);

    public static string? Find(Question? asked, DialogContext context)
    {
        if (context.Pressed is { } pressed) return pressed;
        if (asked is null || asked.Choices.Count == 0 || context.Heard.Last is not { } message) return null;
        if (ByTitle(asked.Choices, message) is { } titled) return titled;
        // "neither of the two" is not the second: what may be a refusal never picks.
        if (ByConsent(asked.Choices, context.Heard) is { } consented) return consented;
        if (context.Heard.IsRefusal) return ChoiceWords.Insistent(asked.Choices, context);
        return ChoiceWords.ByMark(asked.Choices, message.Text) ?? ByPosition(asked.Choices, message) ?? ByNumber(asked.Choices, message) ?? ByWords(asked.Choices, ChoiceWords.LessAsked(message.Text), context);
    }

    // "yes" to "is it about X?" or to "shall I bring in a person?"; a person as a mere way out of a question is not consented to.
    private static string? ByConsent(IReadOnlyList<Choice> choices, Heard heard)
    {
        var act = heard.Act;
        if (choices.Any(c => c.Value == Choice.NoNews)) return act switch { DialogAct.Yes => Choice.News, DialogAct.No => Choice.NoNews, _ => null };
        if (act is not (DialogAct.Yes or DialogAct.No) || choices.Any(c => c.Value == Choice.Yes)) return null;
        var own = choices.Where(c => !IsWayOut(c) && c.Value != Choice.No && !IsNothing(c)).ToList();
        if (own.Count == 0 && choices.Any(c => c.Value == Choice.Person) && choices.Any(c => c.Value == Choice.Bot))
            return act == DialogAct.Yes ? Choice.Person : Money().IsMatch(heard.Text) ? null : Choice.Bot;
        return own.Count == 1 && act == DialogAct.Yes ? own[0].Value : null;
    }

    // "退", "换吧", "换啦换啦 烦": the one word that the choice's own words begin with.
    [GeneratedRegex(@"^(那|就|我|要|想|请|請|给我|給我|帮我|幫我|还是|還是|麻烦|麻煩|直接|都|全部|全)*((?<verb>[退换換修补補送转轉赔賠])(吧|啦|了吧|嘛|呗|唄|啊|呀|咯|囉|喽|掉|返|好了|就好|就行|即可|算了)*)+[烦煩快哼唉哎]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Verb();

    // A button of a client that sends its title as text.
    private static string? ByTitle(IReadOnlyList<Choice> choices, UnderstoodMessage message) =>
        choices.FirstOrDefault(c => Plain(c.Title) is { Length: > 0 } title && title == Plain(message.Text))?.Value;

    private static string? ByPosition(IReadOnlyList<Choice> choices, UnderstoodMessage message)
    {
        var own = choices.Where(c => !IsWayOut(c)).ToList();
        // "can I get anything for the first one?" does not press the first of three buttons that have no numbers.
        if (message.Text.Trim().Length > LongestOrdinalAnswer && !own.Exists(c => c.Value.Contains(':', StringComparison.Ordinal))) return null;
        var position = message.All<Entity.Ordinal>().Where(o => Place().IsMatch(message.Text.AsSpan(o.Start, o.Length)) || IsNumeral(message.Text, o)).Select(o => (int?)o.Position).FirstOrDefault()
            ?? (message.Text.Trim().Length <= LongestNumberAnswer
                ? message.All<Entity.Number>().Where(n => n.Value == Math.Truncate(n.Value) && IsNumeral(message.Text, n)).Select(n => (int?)n.Value).FirstOrDefault()
                : null);
        // Counted from the end, ways out do not count; from the front the buttons count as they stand there: "the second" may be "none of these".
        return own.Count == 0 || position is not { } p ? null : p < 0 ? At(own, own.Count + 1 + p) : At(choices, p);
    }

    /// <summary>The choice at a place counted from one; null where there is none.</summary>
    internal static string? At(IReadOnlyList<Choice> choices, int place) => place >= 1 && place <= choices.Count ? choices[place - 1].Value : null;

    [GeneratedRegex(@"[第最后後前首末头頭尾上下\d０-９]|first|second|third|fourth|fifth|last|next|(st|nd|rd|th)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    // "换一个吧" and "the Harbin one" have a one in them and choose none: a number in letters is an answer where nothing else of weight is said.
    private static bool IsNumeral(string text, Entity number) =>
        char.IsDigit(text[number.Start]) || !Weighty().IsMatch(string.Concat(text.AsSpan(0, number.Start), " ", text.AsSpan(number.Start + number.Length)));

    [GeneratedRegex(
        @"(?![第个個号號选選要就吧我的项項种種那这這是呢啊呀啦嘛了好])[\p{L}-[A-Za-z]]" +
        @"|\b(?!(?:option|number|no|the|one|please|choice|button|ok|okay|it|is|its|i|ll|take|go|with|for)\b)[A-Za-z]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Weighty();

    // "the one ending in 4711": the tail of a number that is among the choices.
    private static string? ByNumber(IReadOnlyList<Choice> choices, UnderstoodMessage message)
    {
        foreach (var digits in Digits.Runs(message.Text).Where(d => d.Length >= 3))
            if (Only(choices.Where(c => c.Value.StartsWith(Choice.SubjectPrefix, StringComparison.Ordinal) && c.Value.EndsWith(digits, StringComparison.Ordinal))) is { } one)
                return one;
        return null;
    }

    private static string? ByWords(IReadOnlyList<Choice> choices, string said, DialogContext context)
    {
        var text = Plain(said);
        if (Verb().Match(text) is { Success: true } verb) return Only(choices.Where(c => c.Value.Contains(':', StringComparison.Ordinal) && OtherWords(c, context).Any(w => Plain(w).StartsWith(verb.Groups["verb"].Value, StringComparison.Ordinal))));
        if (text.Length < 2) return null;
        if (Only(choices.Where(c => SaidWords.AnyIn(said, OtherWords(c, context)))) is { } known) return known;
        // A question, or a whole story, has words of a title by chance: "can we keep the room till two?"
        if (context.Heard.IsQuestion || said.Length > (context.Locale == Locale.En ? LongestTitled : LongestTitled / 2)) return null;
        // "客服态度差" must not press "转人工客服", nor "可以便宜点吗" the button "可以".
        return Only(choices.Where(c => c.Value.Contains(':', StringComparison.Ordinal) && Overlaps(text, c, choices)));
    }

    /// <summary>What the pack calls a choice besides its title; empty where it says nothing.</summary>
    /// <param name="name">The last part of the choice's value (<see cref="NameOf"/>).</param>
    internal static IReadOnlyList<string> OtherWords(string name, DialogContext context)
    {
        var key = $"{Synonyms}.{name}";
        return context.Pack.Wording.Has(key) ? context.Words(key) : [];
    }

    internal static string NameOf(Choice choice) => choice.Value[(choice.Value.LastIndexOf(':') + 1)..];

    private static IReadOnlyList<string> OtherWords(Choice choice, DialogContext context) => OtherWords(NameOf(choice), context);

    // "Somebody is drilling" does not press "Send somebody now".
    private static readonly HashSet<string> NameNothing = ["somebody", "someone", "another", "something", "anything", "with", "from", "your", "this", "that", "have", "will", "again", "more", "once", "when", "into"];

    // Parts of the title (two Chinese characters, or a word of four letters) that stand in the text and in no other title.
    private static bool Overlaps(string text, Choice choice, IReadOnlyList<Choice> choices) =>
        Parts(choice.Title).Any(p => text.Contains(p, StringComparison.Ordinal) && choices.All(c => ReferenceEquals(c, choice) || !Plain(c.Title).Contains(p, StringComparison.Ordinal)));

    private static IEnumerable<string> Parts(string title)
    {
        var plain = Plain(title);
        for (var i = 0; i + 1 < plain.Length; i++)
            if (plain[i] > '\u2e80' && plain[i + 1] > '\u2e80') yield return plain.Substring(i, 2);
        foreach (var word in title.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Plain))
            if (word.Length >= 4 && word.All(char.IsAsciiLetter) && !NameNothing.Contains(word)) yield return word;
    }

    // "算了不要了，给我退钱" turns down the goods, not the person.
    [GeneratedRegex(@"[退赔賠]|补偿|補償|\b(money|refund|compensat|reimburse)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Money();

    private static bool IsWayOut(Choice choice) => choice.Value is Choice.Person or Choice.Bot or Choice.SomethingElse;

    // "Fine" to "a photo, please" does not press "No photo".
    private static bool IsNothing(Choice choice) => choice.Value == Choice.NoPhoto || choice.Value.EndsWith(":none", StringComparison.Ordinal);

    private static string? Only(IEnumerable<Choice> choices) => choices.Take(2).ToList() is [var one] ? one.Value : null;

    /// <summary>Letters and digits only, narrow and lower-case.</summary>
    internal static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in SaidWords.Narrow(text))
            if (char.IsLetterOrDigit(c)) plain.Append(char.ToLowerInvariant(c));
        return plain.ToString();
    }
}
