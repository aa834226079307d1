using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Server.Desk;

/// <summary>What turns have noted of a customer's tolerance and emotion (journal, kind "reading"), in the desk's words.</summary>
internal static class DeskReadings
{
    public const string Kind = "reading";

    private const int MostPoints = 200;

    public static StoredReading Read(string json) => JsonSerializer.Deserialize(json, ReadingJson.Default.StoredReading)!;

    public static ToleranceNow Now(StoredReading reading) => new(reading.T, reading.A, reading.D, ZoneOf(reading));

    /// <summary>The newest readings that carry an emotion; null before the customer has written.</summary>
    public static EmotionView? Emotion(IReadOnlyList<TimedReading> readings) =>
        readings.LastOrDefault(r => r.Reading.Emotion is not null) is { Reading: var last }
            ? new EmotionView(last.Emotion!, last.Intensity, last.Target ?? "none")
            : null;

    public static IReadOnlyList<TolerancePoint> Curve(IReadOnlyList<TimedReading> readings) =>
    [
        .. readings.Where(r => r.Reading.D > 0).TakeLast(MostPoints).Select(r => new TolerancePoint(
            r.At, r.Reading.T, r.Reading.A, r.Reading.D, ZoneOf(r.Reading), [.. r.Reading.Reasons.Select(reason => new ReasonView(reason.Code, reason.Delta))])),
    ];

    private static ZoneWord ZoneOf(StoredReading reading) => Enum.TryParse<ZoneWord>(reading.Zone, ignoreCase: true, out var zone) ? zone : ZoneWord.Inside;
}

/// <summary>The part of a stored reading that the desk shows.</summary>
internal sealed record StoredReading
{
    public string? Emotion { get; init; }
    public int Intensity { get; init; }
    public string? Target { get; init; }
    public double T { get; init; }
    public double A { get; init; }
    public double D { get; init; }
    public string? Zone { get; init; }
    public IReadOnlyList<StoredReason> Reasons { get; init; } = [];
}

internal sealed record StoredReason(string Code, double Delta);

internal sealed record TimedReading(DateTimeOffset At, StoredReading Reading);

[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(StoredReading))]
internal sealed partial class ReadingJson : JsonSerializerContext;
