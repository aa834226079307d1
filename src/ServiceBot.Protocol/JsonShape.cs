using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ServiceBot.Protocol;

/// <summary>
/// The strict reader of one record. It walks the body once before the serializer sees it, because the serializer lets pass
/// half a surrogate pair, 1e400 and NUL inside what it does not understand, and says "could not be converted" where a caller needs a name.
/// The expected types are taken from the record itself, which must not contain itself.
/// </summary>
public sealed class JsonShape<T>(JsonTypeInfo<T> type)
    where T : class
{
    private readonly JsonShape shape = JsonShape.Of(type, []);

    internal Reading<T> Read(ReadOnlySpan<byte> utf8)
    {
        if (new JsonWalk(utf8).FindFault(shape) is { } fault) return Refused(fault);
        try
        {
            return new Reading<T>.Accepted(JsonSerializer.Deserialize(utf8, type)!);
        }
        catch (JsonException e)
        {
            // The walk leaves one thing to the serializer, which remembers the names anyway: a field that occurs twice.
            return Refused(new JsonFault(JsonFault.Name(e.Path), "occurs twice in one object (A2001)"));
        }
    }

    private static Reading<T>.Refused Refused(JsonFault fault) => new(fault.Field, fault.Problem);
}

/// <summary>What is expected at one place of a body.</summary>
internal sealed class JsonShape
{
    /// <summary>Something nobody described: any JSON, still without broken strings and numbers.</summary>
    public static readonly JsonShape Any = new(JsonKind.Any);

    private static readonly JsonField Unknown = new(Any, 0);

    private readonly FrozenDictionary<string, JsonField>.AlternateLookup<ReadOnlySpan<char>> fields;
    private readonly string[] required;
    private readonly int longestName;

    private JsonShape(JsonKind kind, JsonShape? item = null, IReadOnlyList<(string Name, JsonShape Shape, bool IsRequired)>? members = null)
    {
        Kind = kind;
        Item = item;
        required = members is null ? [] : members.Where(m => m.IsRequired).Select(m => m.Name).ToArray();
        longestName = members is null ? 0 : members.Max(m => m.Name.Length);
        fields = (members ?? [])
            .ToFrozenDictionary(m => m.Name, m => new JsonField(m.Shape, m.IsRequired ? 1UL << Array.IndexOf(required, m.Name) : 0))
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public JsonKind Kind { get; }

    /// <summary>Of a list whose items are described.</summary>
    public JsonShape? Item { get; }

    public static JsonShape Of(JsonTypeInfo type, Dictionary<Type, JsonShape> made)
    {
        if (made.TryGetValue(type.Type, out var known)) return known;
        return made[type.Type] = (Nullable.GetUnderlyingType(type.Type) ?? type.Type) switch
        {
            var t when t == typeof(string) => new(JsonKind.Text),
            var t when t == typeof(bool) => new(JsonKind.Flag),
            var t when t == typeof(int) => new(JsonKind.WholeNumber),
            var t when t == typeof(long) => new(JsonKind.LongNumber),
            var t when t == typeof(DateTimeOffset) => new(JsonKind.Instant),
            _ => type.Kind switch
            {
                JsonTypeInfoKind.Enumerable => new(JsonKind.List, Of(type.Options.GetTypeInfo(type.ElementType!), made)),
                JsonTypeInfoKind.Object => new(JsonKind.Object, null, [.. type.Properties
                    .Where(p => !p.IsExtensionData)
                    .Select(p => (p.Name, Of(p.Options.GetTypeInfo(p.PropertyType), made), p.IsRequired))]),
                _ => Any,
            },
        };
    }

    /// <summary>The field whose name the reader stands on.</summary>
    public JsonField FieldNamed(ref Utf8JsonReader reader)
    {
        // An escaped name is at most six times as long as the name it means.
        if (longestName == 0 || reader.ValueSpan.Length > 6 * longestName) return Unknown;
        Span<char> name = stackalloc char[reader.ValueSpan.Length];
        return fields.TryGetValue(name[..reader.CopyString(name)], out var field) ? field : Unknown;
    }

    /// <param name="seen">The bits of the required fields that were there.</param>
    public string? FirstMissing(ulong seen)
    {
        for (var i = 0; i < required.Length; i++)
            if ((seen & (1UL << i)) == 0) return required[i];
        return null;
    }
}

internal readonly record struct JsonField(JsonShape Shape, ulong RequiredBit);

internal enum JsonKind
{
    Any,
    Text,
    Flag,
    WholeNumber,
    LongNumber,
    Instant,
    List,
    Object,
}
