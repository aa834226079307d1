using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ServiceBot.Server.Chat;

/// <summary>Reads the `.chat` format, strictly: what it does not know it refuses with line and reason.</summary>
internal static partial class ChatParser
{
    public static ChatFile Parse(string file, ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[3..];
        string text;
        try
        {
            text = Strict.GetString(utf8);
        }
        catch (DecoderFallbackException bad)
        {
            var line = 1 + utf8[..Math.Clamp(bad.Index, 0, utf8.Length)].Count((byte)'\n');
            return new ChatFile.Unreadable([new ChatProblem(file, line, "this is not UTF-8; save the file as UTF-8")]);
        }
        return Parse(file, text);
    }

    public static ChatFile Parse(string file, string text)
    {
        var lines = new List<ChatLine>();
        var problems = new List<ChatProblem>();
        string? title = null;
        var hasBegun = false;
        foreach (var (number, line) in Joined(text))
        {
            if (line.Length == 0) continue;
            if (line[0] == '#')
            {
                title ??= line[1..].Trim();
                continue;
            }
            switch (One(number, line))
            {
                case (_, { } reason):
                    problems.Add(new ChatProblem(file, number, reason));
                    break;
                case ({ } read, _) when hasBegun && IsSetting(read):
                    problems.Add(new ChatProblem(file, number, $"{line.Split(' ')[0]} is part of the setting; write it before the first turn"));
                    break;
                case ({ } read, _):
                    hasBegun |= read.BeginsTurn;
                    lines.Add(read);
                    break;
            }
        }
        if (problems.Count == 0 && !hasBegun) problems.Add(new ChatProblem(file, 1, "nobody says anything in this file; write a line such as 'customer: Where is my parcel?'"));
        return problems.Count > 0 ? new ChatFile.Unreadable(problems) : new ChatFile.Read(new ChatScript(file, title, lines));
    }

    private static bool IsSetting(ChatLine line) => line is ChatLine.Pack or ChatLine.Language or ChatLine.Channel or ChatLine.Now or ChatLine.Sample or ChatLine.Budget or ChatLine.Policy or ChatLine.Past;

    // A backslash at the end continues a line, not a comment: the next line's indentation goes, spaces before the backslash stay.
    private static IEnumerable<(int Number, string Line)> Joined(string text)
    {
        var open = (Number: 0, Text: "");
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = open.Number == 0 ? raw.Trim() : open.Text + raw.Trim();
            var first = open.Number == 0 ? number : open.Number;
            open = (0, "");
            if (line.EndsWith('\\') && !line.StartsWith('#')) open = (first, line[..^1]);
            else yield return (first, line);
        }
        if (open.Number > 0) yield return (open.Number, open.Text.TrimEnd());
    }

    private static (ChatLine? Line, string? Reason) One(int number, string line)
    {
        if (line[0] == '@') return ChatSettings.Parse(number, line);
        if (line[0] == '!') return Reading(number, line);
        if (line[0] == '+')
            return ChatWords.TryDuration(line[1..], out var by) ? (new ChatLine.Pass(number, line, by), null) : (null, $"'{line[1..].Trim()}' is no time; write '+ 90m' (s, m, h, d)");
        if (Speaker().Match(line) is { Success: true } spoken) return Turn(number, line, spoken);
        if (BotLine().Match(line) is { Success: true } bot) return Bot(number, line, bot);
        return (null, $"'{Short(line)}' is no line of the format; a line begins with customer:, customer>, customer^, bot:, ever:, never:, agent NAME:, agent NAME!, +, !, @ or #");
    }

    private static (ChatLine?, string?) Turn(int number, string line, Match spoken)
    {
        var (role, name, sign, rest) = (spoken.Groups[1].Value, spoken.Groups[2].Value, spoken.Groups[3].Value, spoken.Groups[4].Value.Trim());
        var who = name.Length == 0 ? null : name;
        if (role == "agent")
        {
            if (who is null) return (null, "an agent has a name: write 'agent Lin: …' or 'agent Lin! accept'");
            return sign switch
            {
                ":" when rest.Length > 0 => (new ChatLine.AgentSays(number, line, who, rest), null),
                "!" when ChatActs.Parse(rest) is var (act, reason) => act is null ? (null, reason) : (new ChatLine.AgentActs(number, line, who, act), null),
                _ => (null, "an agent writes ('agent Lin: text') or acts ('agent Lin! accept')"),
            };
        }
        return sign switch
        {
            ":" => (new ChatLine.Says(number, line, who, rest), null),
            ">" when rest.Length > 0 => (new ChatLine.Presses(number, line, who, rest), null),
            "^" when rest.Length > 0 => (new ChatLine.Sends(number, line, who, rest), null),
            ">" => (null, "'customer>' needs the title of the button that is pressed"),
            "^" => (null, "'customer^' needs the name of the file that is sent"),
            _ => (null, "a customer writes ('customer: text'), presses ('customer> Title') or sends a file ('customer^ photo.jpg')"),
        };
    }

    private static (ChatLine?, string?) Bot(int number, string line, Match bot)
    {
        var expected = bot.Groups[2].Value.Trim();
        if (expected.Length == 0) return (null, $"'{bot.Groups[1].Value}:' needs what the bot says; '-' is silence");
        try
        {
            var scope = bot.Groups[1].Value switch { "bot" => BotScope.Turn, "ever" => BotScope.Ever, _ => BotScope.Never };
            return (new ChatLine.Bot(number, line, scope, TextPattern.Parse(expected)), null);
        }
        catch (ArgumentException bad)
        {
            return (null, $"'{expected}' is no regular expression: {bad.Message}");
        }
    }

    private static (ChatLine?, string?) Reading(int number, string line)
    {
        var (name, value) = line[1..].Trim().Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries) switch
        {
            [var n, var v] => (n, v.Trim()),
            [var n] => (n, ""),
            _ => ("", ""),
        };
        if (!Expectations.Names.Contains(name)) return (null, $"'{name}' is no name of a reading; the names are {string.Join(", ", Expectations.Names)}");
        if (value.Length == 0) return (null, $"'! {name}' needs a value");
        var pattern = ValuePattern.Parse(value);
        return Expectations.Fault(name, pattern) is { } fault ? (null, fault) : (new ChatLine.Reads(number, line, name, pattern), null);
    }

    private static string Short(string line) => line.Length <= 40 ? line : string.Concat(line.AsSpan(0, 40), "…");

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    [GeneratedRegex(@"^(customer|agent)(?:[ \t]+([^\s:>^!]+))?[ \t]*([:>^!])(.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Speaker();

    [GeneratedRegex("^(bot|ever|never):(.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex BotLine();
}
