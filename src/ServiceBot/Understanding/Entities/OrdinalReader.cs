namespace ServiceBot.Understanding.Entities;

/// <summary>Which one: 第二个 · the second one · 最后一个 · option 2 · "B" or "2" when a choice was asked. Returns the token after the last one read, or −1.</summary>
internal static class OrdinalReader
{
    public static int Read(ReadOnlySpan<Token> tokens, int i, bool isChoice, out int position)
    {
        position = 0;
        var token = tokens[i];
        if (token.Kind == WordKind.Pick) return Put(token.A, i + 1, out position);
        if (token.Is('第')) return Chinese(tokens, i + 1, out position);
        if (token.Kind is WordKind.Ordinal or WordKind.Nth) return English(tokens, i, isChoice, out position);
        if (token.Kind == WordKind.The && i + 1 < tokens.Length && tokens[i + 1].Kind is WordKind.Ordinal or WordKind.Nth)
        {
            return English(tokens, i + 1, isChoice, out position) is var end and > 0 ? end : Bare(tokens, i + 1, out position);
        }

        return isChoice ? Choice(tokens, i, out position) : -1;
    }

    // 第二个, 第3件; 第二次 and 第三天 are no choices.
    private static int Chinese(ReadOnlySpan<Token> tokens, int i, out int position)
    {
        position = 0;
        var end = Quantity.Number(tokens, i, out var value);
        if (end < 0 || value is < 1 or > 1000) return -1;
        if (end < tokens.Length && (tokens[end].Kind is WordKind.Unit or WordKind.Attached || tokens[end].Is('次') || tokens[end].Is('回') || tokens[end].Is('时') || tokens[end].Is('遍'))) return -1;
        position = (int)value;
        return end < tokens.Length && IsClassifier(tokens[end]) ? end + 1 : end;
    }

    // "second" alone is an answer to a choice only; "second one" always is.
    private static int English(ReadOnlySpan<Token> tokens, int i, bool isChoice, out int position)
    {
        position = tokens[i].A;
        var next = i + 1 < tokens.Length ? tokens[i + 1].Kind : WordKind.Other;
        if (next is WordKind.OneThing or WordKind.Option || (next == WordKind.Number && tokens[i + 1].Value == 1)) return i + 2;
        return isChoice && next is not (WordKind.Counted or WordKind.Of) ? i + 1 : -1;
    }

    // "the second", with nothing after it that it could number.
    private static int Bare(ReadOnlySpan<Token> tokens, int i, out int position)
    {
        position = tokens[i].A;
        var isLast = i + 1 >= tokens.Length || (tokens[i + 1].Kind == WordKind.Other && tokens[i + 1].Value != 0);
        return tokens[i].Kind == WordKind.Ordinal && isLast ? i + 1 : -1;
    }

    // The customer answers "2", "2号", "选二", "option B", "B.".
    private static int Choice(ReadOnlySpan<Token> tokens, int i, out int position)
    {
        position = 0;
        if (tokens[i].Kind == WordKind.Option && i + 1 < tokens.Length) return Choice(tokens, i + 1, out position);
        if (Letter(tokens[i]) is var letter and > 0 && Ends(tokens, i + 1)) return Put(letter, i + 1, out position);
        var end = Quantity.Number(tokens, i, out var value);
        if (end < 0 || value is < 1 or > 20 || value != decimal.Truncate(value)) return -1;
        if (end < tokens.Length && (tokens[end].Is('号') || tokens[end].Is('个') || tokens[end].Is('项'))) end++;
        return Ends(tokens, end) ? Put((int)value, end, out position) : -1;
    }

    // Nothing follows that the number could count: "2 days" is no choice.
    private static bool Ends(ReadOnlySpan<Token> tokens, int i) => i >= tokens.Length || tokens[i].Kind == WordKind.Filler
        || (tokens[i].Kind == WordKind.Other && tokens[i].Value != 0 && (char)tokens[i].Value is ',' or '.' or '。' or '!' or '?' or ')' or '的' or '\n' or ';' or ':');

    private static int Letter(Token token) => token.End - token.Start == 1 && token.Kind is WordKind.Article or WordKind.Attached or WordKind.DegreeAttached or WordKind.Other ? token.C : 0;

    private static bool IsClassifier(Token token) => token.Kind == WordKind.Other
        && (char)token.Value is '个' or '件' or '单' or '项' or '条' or '种' or '包' or '箱' or '份' or '笔' or '款' or '张' or '只' or '样' or '套' or '票' or '家' or '位' or '批' or '封';

    private static int Put(int value, int end, out int position)
    {
        position = value;
        return end;
    }
}
