using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace ServiceBot.Protocol;

/// <summary>
/// Reads and writes the protocol's JSON. Reading is strict and answers with a value; writing leaves out what is null and
/// lists that are empty (A2100, A3050), writes Chinese as it is, and escapes what could end a script or an attribute.
/// </summary>
public static class ProtocolJson
{
    /// <summary>How deep a body may be nested; the outermost object counts as 1.</summary>
    public const int MaxDepth = 64;

    private static readonly ProtocolContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        AllowDuplicateProperties = false,
        // A body of full depth may be written inside an ActivitySet or a transcript.
        MaxDepth = MaxDepth + 8,
        Converters = { new UtcMark() },
    });

    /// <summary>For other contexts that carry the protocol's records (an ASP.NET response, a stored row).</summary>
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    private static readonly JsonShape<Activity> ActivityShape = new((JsonTypeInfo<Activity>)Options.GetTypeInfo(typeof(Activity)));
    private static readonly JsonShape<TokenParameters> TokenParametersShape = new((JsonTypeInfo<TokenParameters>)Options.GetTypeInfo(typeof(TokenParameters)));

    /// <summary>Reads one activity from the wire: UTF-8 without byte order mark, one JSON object, all types right (A2003), no field twice (A2001).</summary>
    public static Reading<Activity> ReadActivity(ReadOnlySpan<byte> utf8) => ActivityShape.Read(utf8) switch
    {
        Reading<Activity>.Accepted { Value: var activity } accepted => ActivityRules.FirstBroken(activity) is { } broken ? broken : accepted,
        var refused => refused,
    };

    /// <summary>Reads the body of tokens/generate or of a started conversation. An empty body means no wishes.</summary>
    public static Reading<TokenParameters> ReadTokenParameters(ReadOnlySpan<byte> utf8) =>
        utf8.IsEmpty ? new Reading<TokenParameters>.Accepted(new TokenParameters()) : TokenParametersShape.Read(utf8);

    /// <summary>Reads a body of any record with the same strictness; <paramref name="shape"/> is made once and kept.</summary>
    public static Reading<T> Read<T>(JsonShape<T> shape, ReadOnlySpan<byte> utf8)
        where T : class => shape.Read(utf8);

    /// <summary>Reads what this program has written itself.</summary>
    /// <exception cref="JsonException">It is not what was written.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> utf8)
        where T : class =>
        JsonSerializer.Deserialize(utf8, TypeInfo<T>()) ?? throw new JsonException($"A stored {typeof(T).Name} reads as null.");

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, TypeInfo<T>());

    public static void Write<T>(IBufferWriter<byte> to, T value)
    {
        using var writer = new Utf8JsonWriter(to, new JsonWriterOptions { Encoder = Options.Encoder, SkipValidation = true });
        JsonSerializer.Serialize(writer, value, TypeInfo<T>());
    }

    /// <summary>A record as the content of an attachment, a value or channel data.</summary>
    public static JsonElement ToElement<T>(T value) => JsonSerializer.SerializeToElement(value, TypeInfo<T>());

    private static JsonTypeInfo<T> TypeInfo<T>() => Found<T>.Type;

    // Looked up once, and not with every activity.
    private static class Found<T>
    {
        public static readonly JsonTypeInfo<T> Type = (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
    }

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions(Context.Options) { TypeInfoResolver = Context.WithAddedModifier(LeaveOutEmptyLists) };
        options.MakeReadOnly();
        return options;
    }

    private static void LeaveOutEmptyLists(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            // A required list is part of the shape: clients iterate over an ActivitySet's activities without looking.
            if (property.IsRequired || property.IsExtensionData) continue;
            if (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
                property.ShouldSerialize = static (_, list) => list is System.Collections.ICollection { Count: > 0 };
        }
    }

    /// <summary>A2043: UTC carries an explicit Z.</summary>
    private sealed class UtcMark : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
        {
            if (value.Offset == TimeSpan.Zero) writer.WriteStringValue(value.UtcDateTime);
            else writer.WriteStringValue(value);
        }
    }
}

[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(ActivitySet))]
[JsonSerializable(typeof(AdaptiveCard))]
[JsonSerializable(typeof(ConversationReference))]
[JsonSerializable(typeof(DirectLineConversation))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(ExpectedReplies))]
[JsonSerializable(typeof(HandoffStatus))]
[JsonSerializable(typeof(HeroCard))]
[JsonSerializable(typeof(ReceiptCard))]
[JsonSerializable(typeof(ResourceResponse))]
[JsonSerializable(typeof(SigninCard))]
[JsonSerializable(typeof(ThumbnailCard))]
[JsonSerializable(typeof(TokenParameters))]
[JsonSerializable(typeof(Transcript))]
[JsonSerializable(typeof(string))]
internal sealed partial class ProtocolContext : JsonSerializerContext;
