using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Server.Desk;

/// <summary>An enum as its kebab-case word, the only form it has on the wire.</summary>
internal sealed class WordConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
