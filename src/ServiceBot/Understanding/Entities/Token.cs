namespace ServiceBot.Understanding.Entities;

/// <summary>One piece of a message as the readers of quantities see it.</summary>
/// <param name="Start">Normalised position.</param>
/// <param name="End">Exclusive.</param>
/// <param name="Value">Of a number, of a clock in minutes; the character itself for <see cref="WordKind.Other"/>.</param>
/// <param name="C">For a single letter its place in the alphabet: an answer to "A, B or C?".</param>
/// <param name="IsGlued">No space between this and the token before.</param>
internal readonly record struct Token(WordKind Kind, int Start, int End, decimal Value = 0, int A = 0, int B = 0, int C = 0, bool IsGlued = false)
{
    /// <summary>A single character that is no word of the tables: 个, 点, 号, a comma…</summary>
    public bool Is(char c) => Kind == WordKind.Other && Value == c;
}

/// <summary>Kinds of words in quantities.tsv; those before <see cref="Block"/> are made by the tokeniser.</summary>
internal enum WordKind
{
    /// <summary>Anything else; Value is the character, 0 for a Latin word.</summary>
    Other,
    /// <summary>Part of a number of an order, a phone or an address: no quantity.</summary>
    Taken,
    /// <summary>In digits; A is 1 when it has a decimal point.</summary>
    Digits,
    /// <summary>In Chinese numerals; A is 1 when it is a lone digit.</summary>
    Numeral,
    /// <summary>15:30; Value in minutes.</summary>
    Time,
    /// <summary>2026-11-18; A year (0 unknown), B month, C day.</summary>
    Calendar,
    /// <summary>18th; A.</summary>
    Nth,
    Block,
    Number,
    Scale,
    Half,
    Article,
    Ordinal,
    Pick,
    Option,
    Day,
    Week,
    Weekend,
    Weekday,
    WeekdayOf,
    Relative,
    Month,
    MonthOf,
    YearOf,
    Edge,
    Holiday,
    Part,
    Clock,
    Am,
    Pm,
    OClock,
    Unit,
    Workday,
    Attached,
    Ago,
    Later,
    Within,
    Before,
    After,
    By,
    Since,
    At,
    On,
    Of,
    In,
    The,
    To,
    MoneyBefore,
    MoneyAfter,
    Tenth,
    Cents,
    Degree,
    DegreeAttached,
    DegreeBefore,
    BelowZero,
    /// <summary>Names of parts in the plural, and the quarter: A what one is divided by, B 1 in the plural.</summary>
    Fraction,
    /// <summary>hundredth, millionth: A its power of ten, B 1 in the plural.</summary>
    OrdinalScale,
    Dozen,
    /// <summary>over (A 1), out of (A 2).</summary>
    Over,
    Point,
    Percent,
    From,
    Between,
    Every,
    /// <summary>daily, weekly: A how many of B (1 day, 2 week, 3 month, 4 year).</summary>
    Repeats,
    /// <summary>a few: three, as the field counts.</summary>
    Few,
    /// <summary>过去 (A −1), 未来 (A 1) before a length.</summary>
    Spell,
    /// <summary>上半年 (A 1), 下半年 (A 2).</summary>
    HalfYear,
    /// <summary>起, 开始, 以来 after a time.</summary>
    Onwards,
    /// <summary>Q1, 第一季度: A.</summary>
    Quarter,
    /// <summary>The present; a value only as an end of a range.</summary>
    Now,
    Or,
    /// <summary>early (1), mid (2), late (3); B 1: a beginning or an end ("end of").</summary>
    Stage,
    /// <summary>EOD, EOM, EOY: A the months, 0 the day.</summary>
    StageEnd,
    /// <summary>The days of a year that move: A the rule, B its number (HolidayReader).</summary>
    Feast,
    /// <summary>1 spring to 4 winter; B 1: also another word ("fall").</summary>
    Season,
    Century,
    Decade,
    /// <summary>the nineties: A.</summary>
    DecadeName,
    For,
    /// <summary>breakfast, lunch, dinner: from hour, to hour.</summary>
    Meal,
    /// <summary>rest of.</summary>
    Rest,
    /// <summary>more than (A 1), less than (A 2) before a length.</summary>
    Compared,
    /// <summary>all day, the whole month.</summary>
    All,
    /// <summary>year to date: A the months that it reaches back.</summary>
    ToDate,
    Counted,
    OneThing,
    Filler,
}
