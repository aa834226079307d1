using System.Text;

namespace ServiceBot.Dialogs;

/// <summary>Digits as people type them: 1234, １２３４, 1 2 3 4, 一二三四, 12-34.</summary>
public static class Digits
{
    private const string Chinese = "零一二三四五六七八九";

    /// <summary>Runs of digits in ASCII; a space or hyphen between two digits does not end a run.</summary>
    public static IEnumerable<string> Runs(string text)
    {
        var run = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (Digit(text[i]) is { } digit)
            {
                run.Append(digit);
                continue;
            }
            if (run.Length > 0 && text[i] is ' ' or '-' && i + 1 < text.Length && Digit(text[i + 1]) is not null) continue;
            if (run.Length > 0) yield return run.ToString();
            run.Clear();
        }
        if (run.Length > 0) yield return run.ToString();
    }

    private static char? Digit(char c) => c switch
    {
        >= '0' and <= '9' => c,
        >= '０' and <= '９' => (char)('0' + (c - '０')),
        '〇' or '○' => '0',
        '幺' => '1',
        _ => Chinese.IndexOf(c, StringComparison.Ordinal) is var i and >= 0 ? (char)('0' + i) : null,
    };
}
