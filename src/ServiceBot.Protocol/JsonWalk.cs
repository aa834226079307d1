using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ServiceBot.Protocol;

/// <summary>One pass over a body that finds the first thing wrong with it, or nothing.</summary>
internal readonly ref struct JsonWalk(ReadOnlySpan<byte> utf8)
{
    private const int LongestName = 1024;
    private const int LongestNumber = 64;
    private const int LongestList = 250;

    private readonly ReadOnlySpan<byte> utf8 = utf8;

    public JsonFault? FindFault(JsonShape shape)
    {
        if (utf8.IsEmpty) return new JsonFault("", "is empty");
        if (utf8.StartsWith("\uFEFF"u8)) return new JsonFault("", "begins with a byte order mark");
        if (!Utf8.IsValid(utf8)) return new JsonFault("", "is not valid UTF-8");

        // One level more than allowed, so that we meet it and can name the field.
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = ProtocolJson.MaxDepth + 1 });
        try
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null) return new JsonFault("", "is null; an object is expected");
            var fault = Value(ref reader, shape);
            if (fault is null) reader.Read();
            return fault;
        }
        catch (JsonException e)
        {
            return new JsonFault("", string.Create(CultureInfo.InvariantCulture, $"is not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}"));
        }
    }

    private static JsonFault? Value(ref Utf8JsonReader reader, JsonShape shape)
    {
        // Before the types are compared: the framework throws when it has to unescape half a pair to see whether it is a date.
        if (reader.TokenType == JsonTokenType.String && BrokenText(ref reader) is { } broken) return broken;
        if (Mismatch(ref reader, shape.Kind) is { } mismatch) return mismatch;
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => TooDeep(ref reader) ?? Members(ref reader, shape),
            JsonTokenType.StartArray => TooDeep(ref reader) ?? Items(ref reader, shape),
            JsonTokenType.Number => BrokenNumber(ref reader),
            _ => null,
        };
    }

    private static JsonFault? Members(ref Utf8JsonReader reader, JsonShape shape)
    {
        ulong seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.Length > LongestName) return new JsonFault(JsonFault.Name(name), "is a field name of more than 1,024 bytes");
            if (BrokenText(ref reader) is { } broken) return broken.Inside(name);

            var field = shape.FieldNamed(ref reader);
            reader.Read();
            if (reader.TokenType != JsonTokenType.Null) seen |= field.RequiredBit;
            if (Value(ref reader, field.Shape) is { } fault) return fault.Inside(name);
        }
        return shape.FirstMissing(seen) is { } missing ? new JsonFault(missing, "is missing") : null;
    }

    private static JsonFault? Items(ref Utf8JsonReader reader, JsonShape shape)
    {
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            if (shape.Item is not null)
            {
                if (i == LongestList) return new JsonFault("", "has more than 250 items");
                if (reader.TokenType == JsonTokenType.Null) return new JsonFault("", "is null").Inside(i);
            }
            if (Value(ref reader, shape.Item ?? JsonShape.Any) is { } fault) return fault.Inside(i);
        }
        return null;
    }

    private static JsonFault? TooDeep(ref Utf8JsonReader reader) =>
        reader.CurrentDepth < ProtocolJson.MaxDepth ? null : new JsonFault("", "is nested deeper than 64 levels");

    private static JsonFault? Mismatch(ref Utf8JsonReader reader, JsonKind expected)
    {
        // A null is an absent field; a missing required one is found at the end of its object.
        if (expected == JsonKind.Any || reader.TokenType == JsonTokenType.Null) return null;
        var fits = expected switch
        {
            JsonKind.Text => reader.TokenType == JsonTokenType.String,
            JsonKind.Flag => reader.TokenType is JsonTokenType.True or JsonTokenType.False,
            JsonKind.WholeNumber => reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out _),
            JsonKind.LongNumber => reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out _),
            JsonKind.Instant => reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out _),
            JsonKind.List => reader.TokenType == JsonTokenType.StartArray,
            _ => reader.TokenType == JsonTokenType.StartObject,
        };
        return fits ? null : new JsonFault("", $"is {Word(reader.TokenType)}; {Word(expected)} is expected (A2003)");
    }

    private static JsonFault? BrokenNumber(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > LongestNumber) return new JsonFault("", "is a number of more than 64 characters");
        return reader.TryGetDouble(out var number) && double.IsFinite(number) ? null : new JsonFault("", "is a number too large to be kept");
    }

    private static JsonFault? BrokenText(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) return null;
        var text = reader.ValueSpan;
        for (var i = text.IndexOf((byte)'\\'); i >= 0 && i < text.Length; i++)
        {
            if (text[i] != '\\') continue;
            i++;
            if (text[i] != 'u') continue;

            var unit = Unit(text, i + 1);
            i += 4;
            if (unit == 0) return new JsonFault("", "contains the character NUL");
            if (char.IsLowSurrogate(unit)) return new JsonFault("", "contains half a surrogate pair");
            if (!char.IsHighSurrogate(unit)) continue;
            if (!text[(i + 1)..].StartsWith("\\u"u8) || !char.IsLowSurrogate(Unit(text, i + 3)))
                return new JsonFault("", "contains half a surrogate pair");
            i += 6;
        }
        return null;
    }

    /// <summary>The reader has already seen that there are four hexadecimal digits.</summary>
    private static char Unit(ReadOnlySpan<byte> text, int at) => (char)ushort.Parse(text.Slice(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static string Word(JsonTokenType token) => token switch
    {
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.StartArray => "a list",
        _ => "an object",
    };

    private static string Word(JsonKind kind) => kind switch
    {
        JsonKind.Text => "a string",
        JsonKind.Flag => "true or false",
        JsonKind.WholeNumber or JsonKind.LongNumber => "a whole number",
        JsonKind.Instant => "an ISO 8601 date and time",
        JsonKind.List => "a list",
        _ => "an object",
    };
}

/// <param name="Field">Path of the field; empty for the body.</param>
internal sealed record JsonFault(string Field, string Problem)
{
    private const int LongestPath = 200;

    public JsonFault Inside(ReadOnlySpan<byte> name) => Inside(Name(name));

    public JsonFault Inside(int index) => Inside(string.Create(CultureInfo.InvariantCulture, $"[{index}]"));

    /// <summary>A name as it stands in the body, cut to what a person reads.</summary>
    public static string Name(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name.Length > 100 ? name[..100] : name);

    /// <summary>The serializer's "$.attachments[0].name" as "attachments[0].name".</summary>
    public static string Name(string? path) => path is null ? "" : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path.TrimStart('$');

    private JsonFault Inside(string outer)
    {
        var path = Field.Length == 0 || Field[0] == '[' ? outer + Field : $"{outer}.{Field}";
        return this with { Field = path.Length > LongestPath ? path[..LongestPath] + "…" : path };
    }
}
