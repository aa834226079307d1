using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ServiceBot.Facts;

/// <summary>What one reading of a feed came to.</summary>
internal abstract record FeedAnswer
{
    private FeedAnswer() { }

    /// <param name="AsOf">As of when the data are, by the feed or by our clock.</param>
    public sealed record Reported(IReadOnlyList<Incident> Incidents, DateTimeOffset AsOf) : FeedAnswer;

    public sealed record Failed(string Reason) : FeedAnswer;
}

/// <summary>A feed's answer → incidents. Pure. An item that leaves open which, what, where or since when is left out: what would be guessed explains nothing.</summary>
internal static class FeedReader
{
    private const int MostItems = 2000;
    private const int LongestWord = 200;

    // A feed whose clock is this far ahead of ours says nothing reliable of its age.
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    public static FeedAnswer Read(FeedSettings settings, ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        var json = body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
        if (!Utf8.IsValid(json.Span)) return new FeedAnswer.Failed("It answered bytes that are not UTF-8.");
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return Read(settings, document.RootElement, now);
        }
        catch (JsonException e)
        {
            return new FeedAnswer.Failed($"It answered what is not JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine}.");
        }
        catch (InvalidOperationException)
        {
            // How System.Text.Json refuses half of a surrogate pair, when the text is asked for.
            return new FeedAnswer.Failed("It answered text that is not Unicode.");
        }
    }

    private static FeedAnswer Read(FeedSettings settings, JsonElement root, DateTimeOffset now)
    {
        if (settings.Items.Find(root) is not { ValueKind: JsonValueKind.Array } items) return new FeedAnswer.Failed("It answered JSON without the array of Items.");
        // Cut off in silence, somebody's cause would be unknown without anybody knowing why.
        if (items.GetArrayLength() > MostItems) return new FeedAnswer.Failed($"It answered {items.GetArrayLength()} items; {MostItems} are read at most.");
        var asOf = now;
        if (settings.AsOf is { } at)
        {
            if (Word(at.Find(root)) is not { } text || FactValues.Time(text, settings.Zone) is not { } told) return new FeedAnswer.Failed("It does not say as of when its data are; AsOf names the place.");
            if (told > now + Ahead) return new FeedAnswer.Failed("Its data are from the future: its clock or ours is wrong.");
            asOf = told <= now ? told : now;
        }

        var incidents = new Dictionary<string, Incident>(StringComparer.Ordinal);
        foreach (var item in items.EnumerateArray())
            if (One(settings, item, asOf) is { } incident) incidents[incident.Id] = incident;
        return new FeedAnswer.Reported([.. incidents.Values], asOf);
    }

    private static Incident? One(FeedSettings settings, JsonElement item, DateTimeOffset asOf)
    {
        if (settings.Only is { } only && (Word(only.Find(item)) is not { } level || !settings.OnlyWords.Contains(level))) return null;
        if (Word(settings.Id.Find(item)) is not { } id || KindOf(settings, item) is not { } kind) return null;
        var area = settings.Area is { } where ? Word(where.Find(item)) : null;
        if (settings.Area is not null && area is null) return null;
        if (Word(settings.From.Find(item)) is not { } begin || FactValues.Time(begin, settings.Zone) is not { } from) return null;
        var end = Word(settings.Until?.Find(item));
        var until = end is null ? null : FactValues.Time(end, settings.Zone);
        if (end is not null && (until is null || until < from)) return null;
        var cause = Word(settings.Cause?.Find(item)) ?? "";
        return new Incident($"{settings.Name}:{id}", kind, area is null ? null : settings.Areas.GetValueOrDefault(area) ?? area, new LocalizedText(cause, cause, cause), from, until) { AsOf = asOf };
    }

    private static string? KindOf(FeedSettings settings, JsonElement item) =>
        settings.KindAt is not { } at ? settings.Kind
        : Word(at.Find(item)) is { } word ? settings.Kinds.GetValueOrDefault(word)
        : null;

    // It will stand within a sentence of ours: one line, of a sentence's length.
    private static string? Word(JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.String } text => Line(text.GetString()!),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    private static string? Line(string text) => FactValues.Line(text) is { Length: > 0 and <= LongestWord } line ? line : null;
}
