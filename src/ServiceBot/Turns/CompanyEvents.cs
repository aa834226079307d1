using System.Diagnostics;
using System.Text.Json;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Storage;

namespace ServiceBot.Turns;

/// <summary>Something the company's system reports about one subject.</summary>
/// <param name="What">changed, late, begun, ended, missed, reading.</param>
public sealed record CompanyEvent(string Id, string Site, string What, string? Standard, string Subject, string? Customer, DateTimeOffset? At, DateTimeOffset? Due);

public abstract record EventTaken
{
    private EventTaken() { }

    public sealed record Taken : EventTaken;

    public sealed record Repeated : EventTaken;

    /// <summary>The company's data could not be read: the sender tries again.</summary>
    public sealed record Unavailable(string Why) : EventTaken;

    public sealed record Refused(string Why) : EventTaken;
}

/// <summary>Takes events of the company's system: what they report is watched, or has been missed and is told. An event that was taken is done with; one that was not may come again.</summary>
public sealed class CompanyEvents(Database database, Func<string, SiteView> siteOf, StandardWatch watch, TimeProvider time)
{
    private static readonly string[] Known = ["changed", "late", "begun", "ended", "missed", "reading"];

    public async ValueTask<EventTaken> TakeAsync(CompanyEvent reported, CancellationToken cancellation)
    {
        if (await TakenAsync(reported, cancellation) is { } before)
            return before.Subject is null || before == reported ? new EventTaken.Repeated() : new EventTaken.Refused($"The event {reported.Id} was taken before, as '{before.What}' of {before.Subject}; give every event an id of its own.");
        if (!Known.Contains(reported.What)) return new EventTaken.Refused($"'{reported.What}' is no event; they are {string.Join(", ", Known)}.");
        var site = siteOf(reported.Site);
        switch (await site.Facts.FindAsync(site.Pack.Subject.Kind, reported.Subject, cancellation))
        {
            case FactLookup.Unavailable or FactLookup.Found { StaleSince: not null }:
                return new EventTaken.Unavailable($"The system that knows {reported.Subject} does not answer; send the event again.");
            case FactLookup.NotFound:
                return new EventTaken.Refused($"The company's data know no {site.Pack.Subject.Kind} {reported.Subject}.");
            case FactLookup.Found { Fact: var fact }:
                if (fact.Owner is null && reported.Customer is null) return new EventTaken.Refused($"Nobody says whose {reported.Subject} is: send the customer.");
                if (fact.Owner is { } owner && reported.Customer is { } said && owner != said) return new EventTaken.Refused($"{reported.Subject} is not {said}'s by the company's data.");
                if (await DoAsync(site, fact with { Owner = fact.Owner ?? reported.Customer }, reported, cancellation) is { } why) return new EventTaken.Refused(why);
                break;
        }

        await NoteAsync(reported, cancellation);
        return new EventTaken.Taken();
    }

    /// <returns>Why it cannot be done; null when it is.</returns>
    private async ValueTask<string?> DoAsync(SiteView site, Fact fact, CompanyEvent reported, CancellationToken cancellation)
    {
        var at = reported.At ?? time.GetUtcNow();
        if (reported.What is "changed" or "late")
        {
            await watch.SeeAsync(reported.Site, fact, alsoMissed: true, cancellation);
            return null;
        }

        if (reported.What == "reading") return await ReadAsync(site, fact, reported, cancellation);
        if (site.Pack.Standard(reported.Standard) is not { } standard) return $"The pack has no standard '{reported.Standard}'; it has {string.Join(", ", site.Pack.Standards.Select(s => s.Id))}.";
        if (StandardWatch.KindOf(site.Pack, standard.Id) is null) return $"No kind of complaint names the standard '{standard.Id}': nothing could be said or given.";
        switch (reported.What)
        {
            case "begun" when standard.Clock is { From: not null }:
                await watch.BeginAsync(reported.Site, standard, fact.Id, fact.Owner!, at, cancellation);
                return null;
            case "begun":
                return $"The standard '{standard.Id}' has no clock that begins: give it 'clock: {{from: …, within: …}}'.";
            case "ended":
                return await watch.EndAsync(reported.Site, standard.Id, fact.Id, at, cancellation) ? null : $"No round of '{standard.Id}' is open for {fact.Id}.";
            case "missed":
                await watch.MissAsync(reported.Site, standard.Id, fact.Id, (reported.Due ?? at).ToUnixTimeMilliseconds(), fact.Owner!, reported.Due ?? at, cancellation);
                return null;
            default:
                throw new UnreachableException();
        }
    }

    // Below its bounds once a day: a cold home is one failure, however often it is measured.
    private async ValueTask<string?> ReadAsync(SiteView site, Fact fact, CompanyEvent reported, CancellationToken cancellation)
    {
        var (pack, now) = (site.Pack, time.GetUtcNow());
        foreach (var standard in pack.Standards)
        {
            if (standard.Measured is not { } by || StandardWatch.KindOf(pack, standard.Id) is null) continue;
            if (await Measuring.FindAsync(site.Facts, by, pack.Subject.Kind, fact.Id, fact.Owner, now, cancellation) is not MeasureAnswer.Taken { Measurement: { IsKept: false } missed }) continue;
            var day = TimeZoneInfo.ConvertTime(missed.TakenAt, TimeZoneInfo.FindSystemTimeZoneById(pack.Site.TimeZone)).Date;
            await watch.MissAsync(reported.Site, standard.Id, fact.Id, new DateTimeOffset(day, TimeSpan.Zero).ToUnixTimeMilliseconds(), fact.Owner!, missed.TakenAt, cancellation);
        }

        return null;
    }

    /// <returns>What was taken under this id; without a subject where its customer has been erased since.</returns>
    private async ValueTask<CompanyEvent?> TakenAsync(CompanyEvent reported, CancellationToken cancellation) =>
        await database.ReadAsync(async (session, cancel) => await session.Statement("select json from company_event where site = @site and id = @id").Set("@site", reported.Site).Set("@id", reported.Id).ScalarAsync(cancel) is string json
            ? JsonSerializer.Deserialize(json, CompanyEventsJson.Default.CompanyEvent)
            : null, cancellation);

    // Doing it twice is once by the round's own key; this spares the second look.
    private async ValueTask NoteAsync(CompanyEvent reported, CancellationToken cancellation) =>
        await database.WriteAsync((session, cancel) => session.Statement(Insert)
            .Set("@site", reported.Site).Set("@id", reported.Id).Set("@at", time.GetUtcNow().ToUnixTimeMilliseconds()).Set("@json", JsonSerializer.Serialize(reported, CompanyEventsJson.Default.CompanyEvent))
            .ExecuteAsync(cancel), cancellation);

    private const string Insert = "insert into company_event (site, id, at, json, outcome) values (@site, @id, @at, @json, 'taken') on conflict (site, id) do nothing";
}

[System.Text.Json.Serialization.JsonSerializable(typeof(CompanyEvent))]
internal sealed partial class CompanyEventsJson : System.Text.Json.Serialization.JsonSerializerContext;
