using System.Text;

namespace ServiceBot.Server.Admin;

/// <summary>Rows of comma-separated values that a spreadsheet shows as text and never runs (guarantees.md S8).</summary>
internal static class Csv
{
    // What begins a formula in a spreadsheet, with the full-width and small forms that some of them fold.
    private const string Openers = "=+-@|%＝＋－＠﹢﹣﹦﹫⁺⁻₊₋−∕";

    /// <summary>RFC 4180: every cell in quotes, lines ended by CR LF.</summary>
    public static string Row(params ReadOnlySpan<string?> cells)
    {
        var row = new StringBuilder();
        foreach (var cell in cells)
        {
            if (row.Length > 0) row.Append(',');
            row.Append('"').Append(Safe(cell ?? "").Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        return row.Append("\r\n").ToString();
    }

    // A quote mark in front makes it text. Quoting alone does not: a spreadsheet takes the quotes off before it looks.
    private static string Safe(string cell)
    {
        foreach (var c in cell)
        {
            if (Openers.Contains(c)) return "'" + cell;
            // A tab or a line end in front opens a formula as well; other blanks and what is not seen may stand before one.
            if (c is '\t' or '\r' or '\n' or '\v' or '\f') return "'" + cell;
            if (!char.IsWhiteSpace(c) && !char.IsControl(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format) return cell;
        }
        return cell;
    }
}
