using ServiceBot.Packs;

namespace ServiceBot.Facts;

/// <summary>A value that the company's instruments have read for a subject, and the bounds that a standard sets.</summary>
/// <param name="TakenAt">It is stated with this time.</param>
/// <param name="Reading">All that was read; its fact <c>place</c>, <c>meter</c>… may be told too.</param>
public sealed record Measurement(StandardMeasure By, decimal Value, DateTimeOffset TakenAt, Fact Reading)
{
    /// <summary>The standard is kept by this value.</summary>
    public bool IsKept => !(Value < By.AtLeast) && !(Value > By.AtMost);

    /// <summary>By how much it is missed; zero when it is kept.</summary>
    public decimal Gap => Value < By.AtLeast ? By.AtLeast.Value - Value : Value > By.AtMost ? Value - By.AtMost.Value : 0;
}

/// <summary>The answer to "what does the instrument say?".</summary>
public abstract record MeasureAnswer
{
    private MeasureAnswer() { }

    public sealed record Taken(Measurement Measurement) : MeasureAnswer;

    /// <summary>The last reading is too old to say anything of now.</summary>
    public sealed record TooOld(Measurement Measurement) : MeasureAnswer;

    /// <summary>Nothing was ever read for this subject.</summary>
    public sealed record None : MeasureAnswer;

    /// <summary>The instruments' system did not answer: nothing is known, which is no sign of anything.</summary>
    public sealed record Unavailable(string Reason) : MeasureAnswer;
}

/// <summary>Looks up the reading that a measured standard is judged by.</summary>
public static class Measuring
{
    /// <param name="subject">The subject's number: readings carry it as their id, or as the fact named like the subject's kind (<c>household: H1021</c>).</param>
    /// <param name="customer">External id of the subject's owner, for systems that know readings by customer; null when unknown.</param>
    public static async ValueTask<MeasureAnswer> FindAsync(IFactSource facts, StandardMeasure by, string subjectKind, string subject, string? customer, DateTimeOffset now, CancellationToken cancellation)
    {
        switch (await facts.FindAsync(by.Kind, subject, cancellation))
        {
            case FactLookup.Found found:
                return Judge(by, found.Fact, now);
            case FactLookup.Unavailable unavailable:
                return new MeasureAnswer.Unavailable(unavailable.Reason);
        }
        if (customer is null) return new MeasureAnswer.None();
        return await facts.OfCustomerAsync(by.Kind, customer, cancellation) switch
        {
            FactList.Unavailable unavailable => new MeasureAnswer.Unavailable(unavailable.Reason),
            FactList.Found found => await LatestAsync(facts, by, found.Facts, subjectKind, subject, customer, cancellation) is { } latest ? Judge(by, latest, now) : new MeasureAnswer.None(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    // A customer with two homes has two thermostats: one that names no subject is about this one only where there is no other.
    private static async ValueTask<Fact?> LatestAsync(IFactSource facts, StandardMeasure by, IReadOnlyList<Fact> readings, string subjectKind, string subject, string customer, CancellationToken cancellation)
    {
        if (Latest(readings.Where(r => string.Equals(r.Text(subjectKind), subject, StringComparison.OrdinalIgnoreCase)), by) is { } named) return named;
        if (Latest(readings.Where(r => r.Text(subjectKind) is null), by) is not { } nameless) return null;
        return await facts.OfCustomerAsync(subjectKind, customer, cancellation) is FactList.Found { Facts: [{ Id: var only }] } && string.Equals(only, subject, StringComparison.OrdinalIgnoreCase) ? nameless : null;
    }

    private static Fact? Latest(IEnumerable<Fact> readings, StandardMeasure by) => readings.Where(r => r.Number(by.Fact) is not null).MaxBy(TakenAt);

    private static MeasureAnswer Judge(StandardMeasure by, Fact reading, DateTimeOffset now)
    {
        if (reading.Number(by.Fact) is not { } value) return new MeasureAnswer.None();
        var measurement = new Measurement(by, value, TakenAt(reading), reading);
        return now - measurement.TakenAt > by.NotOlderThan ? new MeasureAnswer.TooOld(measurement) : new MeasureAnswer.Taken(measurement);
    }

    private static DateTimeOffset TakenAt(Fact reading) => reading.Time("taken") ?? reading.AsOf;
}
