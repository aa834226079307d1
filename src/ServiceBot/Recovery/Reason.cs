using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Recovery;

/// <summary>
/// Why a decision is as it is: clauses in their order, each a code with its values, "#by|late|nature;hours-test|26|&gt;|12;share|20|freight|18.00|3.60 CNY".
/// It is kept in this form with the case, the decision, the approval and the ledger; <see cref="ReasonWords"/> says it in the language of whoever reads it.
/// </summary>
[JsonConverter(typeof(ReasonJson))]
public readonly record struct Reason
{
    private const char Mark = '#', Next = ';', Value = '|', Escape = '\\';

    private readonly string? kept;

    private Reason(string kept) => this.kept = kept;

    /// <summary>As it is stored.</summary>
    public string Kept => kept ?? "";

    /// <summary>As it was stored, also by versions that kept an English sentence.</summary>
    public static Reason Read(string kept) => new(kept);

    /// <summary>In English.</summary>
    public override string ToString() => ReasonWords.English(this);

    internal static Reason Of(ReasonForm form, params ReadOnlySpan<string> values) => With("", Mark, form, values);

    internal Reason Then(ReasonForm form, params ReadOnlySpan<string> values) => kept is { Length: > 0 } ? With(kept, Next, form, values) : Of(form, values);

    /// <summary>This after another: "prices in USD, policy in CNY" before what is owed.</summary>
    internal Reason After(Reason first) => Kept is [Mark, .. var clauses] ? new($"{first.Kept}{Next}{clauses}") : first;

    /// <returns>Null for a sentence, which has no codes.</returns>
    internal IReadOnlyList<ReasonClause>? Clauses()
    {
        if (Kept is not [Mark, .. var text]) return null;
        var clauses = new List<ReasonClause>();
        foreach (var clause in Split(text, Next))
        {
            var parts = Split(clause, Value).ConvertAll(Plain);
            clauses.Add(new ReasonClause(parts[0], parts[1..]));
        }

        return clauses;
    }

    private static Reason With(string before, char sign, ReasonForm form, ReadOnlySpan<string> values)
    {
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[256]);
        text.AppendLiteral(before);
        text.AppendFormatted(sign);
        text.AppendLiteral(form.Code);
        foreach (var value in values)
        {
            text.AppendFormatted(Value);
            text.AppendLiteral(value.AsSpan().ContainsAny(Next, Value, Escape) ? Escaped(value) : value);
        }

        return new(text.ToStringAndClear());
    }

    // A manager's words and what the company's system calls things may hold any character.
    private static string Escaped(string value) => value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace(";", @"\;", StringComparison.Ordinal).Replace("|", @"\|", StringComparison.Ordinal);

    private static List<string> Split(string text, char at)
    {
        var (parts, from) = (new List<string>(), 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == Escape) i++;
            else if (text[i] == at)
            {
                parts.Add(text[from..i]);
                from = i + 1;
            }
        }

        parts.Add(text[from..]);
        return parts;
    }

    private static string Plain(string value)
    {
        if (!value.Contains(Escape, StringComparison.Ordinal)) return value;
        var plain = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++) plain.Append(value[i] == Escape && i + 1 < value.Length ? value[++i] : value[i]);
        return plain.ToString();
    }
}

internal sealed record ReasonClause(string Code, IReadOnlyList<string> Values);

internal sealed class ReasonJson : JsonConverter<Reason>
{
    public override Reason Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Reason.Read(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, Reason value, JsonSerializerOptions options) => writer.WriteStringValue(value.Kept);
}
