using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ServiceBot.Server.Desk;

/// <summary>What a record says of its fields holds for what is sent: a field that may not be null is neither left out nor null, a number is no text. The rest is 400.</summary>
internal static class RequiredFields
{
    public static void HoldTo(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(static type =>
        {
            foreach (var field in type.Properties)
                if (field.AssociatedParameter is { HasDefaultValue: false, IsNullable: false }) field.IsRequired = true;
        });
    }

    /// <summary>A list that may not be null may hold none either, which the serializer does not see to.</summary>
    /// <exception cref="JsonException">One of them is null; answered as any body that cannot be read.</exception>
    public static void NoneIsNull<T>(IReadOnlyList<T>? list)
    {
        foreach (var one in list ?? [])
            if (one is null) throw new JsonException("A list holds null.");
    }
}
