using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Entities;

/// <summary>"+86 138-1234-5678", "(+45) 12 34 56 78", "0176/ 12345678": digits with one joint between groups, whatever they number.</summary>
internal ref struct PhoneRun(Span<char> buffer)
{
    /// <summary>Digits beyond these are no phone's.</summary>
    public const int Longest = 17;

    private readonly Span<char> buffer = buffer;
    private int length;

    public readonly ReadOnlySpan<char> Value => buffer[..length];
    public int Digits { get; private set; }
    public int Groups { get; private set; }
    public int Hyphens { get; private set; }
    public bool HasBrackets { get; private set; }
    public bool IsOpen { get; private set; }
    public int End { get; set; }

    private int dots;
    private int slashes;
    private int first;
    private int second;
    private int third;
    private int inGroup;

    /// <summary>16-04-2010, 2009/2010, 011-12-3456, 0.00000012.</summary>
    public readonly bool IsDate => (Groups == 3 && Digits == 8 && (first, second, third) is (2, 2, 4) or (4, 2, 2) && Hyphens + slashes + dots == 2)
        || (slashes > 0 && Groups == 2 && Digits == 8) || (Groups == 3 && (first, second, third) is (3, 2, 4) && Hyphens == 2) || (dots == 1 && Groups == 2 && !HasBrackets);

    public void Extend(ReadOnlySpan<char> extension)
    {
        buffer[length++] = 'x';
        extension.CopyTo(buffer[length..]);
        length += extension.Length;
    }

    public void Read(ReadOnlySpan<char> text, int start)
    {
        var joint = 0;
        var mark = '\0';
        End = start;
        for (var i = start; i < text.Length; i++)
        {
            var c = Folding.Width(text[i]);
            if (char.IsAsciiDigit(c))
            {
                if (Digits > 0 && End < i && mark == '\0' && joint == 1 && inGroup >= 10 && Groups == 1 && GroupAt(text, i) >= 7) return;
                if (Digits == Longest)
                {
                    while (i < text.Length && (char.IsAsciiDigit(text[i]) || text[i] is '-' or ' ')) i++;
                    (Digits, End) = (0, i);
                    return;
                }

                if (Digits == 0 || End < i) Group();
                Count(mark);
                buffer[length++] = c;
                Digits++;
                Grow();
                (End, joint, mark) = (i + 1, 0, '\0');
                continue;
            }

            if (c == '+')
            {
                if (length > 0 || !(i == start || (IsOpen && i == start + 1))) return;
                buffer[length++] = c;
                continue;
            }

            if (c == '(')
            {
                if (IsOpen || mark != '\0' || joint > 1 || !Closes(text, i))
                {
                    if (i == start) IsOpen = true;
                    return;
                }

                (IsOpen, HasBrackets, joint) = (true, true, 0);
                continue;
            }

            if (c == ')')
            {
                if (!IsOpen) return;
                (IsOpen, joint) = (false, 0);
                continue;
            }

            if (c == ' ')
            {
                if (IsOpen) continue;
                if (++joint > 3 || (mark == '\0' && joint > 1)) return;
            }
            else if (c is '-' or '.' or '/' && mark == '\0' && !IsOpen && Digits > 0)
            {
                mark = c;
                joint++;
            }
            else
            {
                return;
            }
        }
    }

    private static int GroupAt(ReadOnlySpan<char> text, int i)
    {
        var end = i;
        while (end < text.Length && char.IsAsciiDigit(Folding.Width(text[end]))) end++;
        return end - i;
    }

    private static bool Closes(ReadOnlySpan<char> text, int i)
    {
        for (i++; i < text.Length; i++)
        {
            var c = Folding.Width(text[i]);
            if (c == ')') return true;
            if (!char.IsAsciiDigit(c) && c is not ('+' or ' ')) return false;
        }

        return false;
    }

    private void Count(char mark)
    {
        if (mark == '-') Hyphens++;
        else if (mark == '.') dots++;
        else if (mark == '/') slashes++;
    }

    private void Group()
    {
        Groups++;
        inGroup = 0;
    }

    private void Grow()
    {
        inGroup++;
        if (Groups == 1) first = inGroup;
        else if (Groups == 2) second = inGroup;
        else if (Groups == 3) third = inGroup;
    }
}
