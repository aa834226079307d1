using System.Runtime.InteropServices;
using ServiceBot.Understanding;
using ServiceBot.Understanding.Acts;
using ServiceBot.Understanding.Entities;
using ServiceBot.Understanding.Entities.Numbers;
using ServiceBot.Understanding.Entities.Times;
using ServiceBot.Understanding.Languages;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Server.Evaluation;

/// <summary>Reads a text as a customer's message is read, and keeps what belongs to one kind of spec.</summary>
internal sealed class SpecReader(SpecKind kind)
{
    private const string Site = "USD";

    // No pack: its order numbers would only take digits away.
    private readonly EntityFinder entities = new(new OrderNumbers([], [], [], []), Site);

    public List<SpecFound> Read(SpecCase one)
    {
        var scratch = Run(one, out var act);
        var found = new List<SpecFound>();
        switch (kind)
        {
            case SpecKind.Boolean:
                if (act is DialogAct.Yes or DialogAct.No) found.Add(new SpecFound(0, one.Input.Length, one.Input, act == DialogAct.Yes, null));
                return found;
            case SpecKind.Number or SpecKind.Percent or SpecKind.Ordinal:
                ReadAlone(one, scratch, found);
                return found;
            case SpecKind.Currency or SpecKind.Temperature:
                AddUnits(one, scratch, found);
                break;
            case SpecKind.DateTime:
                AddPresent(one, scratch, found);
                break;
        }

        foreach (var entity in scratch.Entities)
        {
            if (IsWanted(entity)) found.Add(Found(one, entity));
        }

        found.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        return found;
    }

    /// <summary>The reading alone, for timing.</summary>
    public Scratch Run(SpecCase one, out DialogAct act)
    {
        var scratch = Scratch.Own;
        scratch.Text.Read(one.Input);
        Tables.All.Lexicon.Find(scratch.Text, scratch.Hits);
        entities.Find(one.Input, scratch, new UnderstandingContext { Now = new DateTimeOffset(one.Reference, TimeSpan.Zero), Zone = TimeZoneInfo.Utc }, scratch.Entities);
        act = kind == SpecKind.Boolean ? ActReader.Read(scratch.Text, Tables.All, scratch.Hits.Of(CueArea.Act), hasOrderNumber: false, scratch, out _) : DialogAct.None;
        return scratch;
    }

    // The field wants every number, also those of a date and an amount: the same readers, without the others that take a place from them.
    private void ReadAlone(SpecCase one, Scratch scratch, List<SpecFound> found)
    {
        var entities = scratch.Entities;
        entities.Clear();
        EmailReader.Find(one.Input, entities);
        LinkReader.Find(one.Input, entities);
        var taken = entities.ConvertAll(e => (scratch.Text.PositionOf(e.Start), scratch.Text.PositionOf(e.Start + e.Length)));
        taken.Sort();
        entities.Clear();
        Tokenizer.Read(scratch.Text, Tables.All.Lexicon, scratch.Hits.Of(CueArea.Quantity), taken, scratch.Tokens);
        var tokens = CollectionsMarshal.AsSpan(scratch.Tokens);
        if (kind == SpecKind.Ordinal)
        {
            var places = new List<PlaceReader.Place>();
            PlaceReader.FindAll(scratch.Text, tokens, places);
            foreach (var place in places) found.Add(new SpecFound(place.Start, place.Length, one.Input.Substring(place.Start, place.Length), null, null) { Place = place });
            return;
        }

        if (kind == SpecKind.Percent) PercentReader.FindAll(scratch.Text, tokens, entities);
        else NumberReader.FindAll(scratch.Text, tokens, entities);
        foreach (var entity in entities) found.Add(Found(one, entity));
        if (kind != SpecKind.Percent) return;
        foreach (var token in tokens)
        {
            var start = scratch.Text.Origin(token.Start);
            if (token.Kind == WordKind.Percent && !entities.Exists(e => e.Start <= start && start < e.Start + e.Length)) found.Add(new SpecFound(start, token.End - token.Start, one.Input.Substring(start, token.End - token.Start), null, null) { Unit = "%" });
        }

        found.Sort(static (a, b) => a.Start.CompareTo(b.Start));
    }

    // "Fahrenheit", "dollars": the field wants the unit that is named without a value, too.
    private void AddUnits(SpecCase one, Scratch scratch, List<SpecFound> found)
    {
        if (scratch.Tokens.Count == 0) return;
        foreach (var token in scratch.Tokens)
        {
            var unit = kind == SpecKind.Currency ? Currencies.Named(token, Site) : TemperatureReader.Named(token);
            var start = scratch.Text.Origin(token.Start);
            if (unit is null || scratch.Entities.Exists(e => e.Start <= start && start < e.Start + e.Length)) continue;
            var length = scratch.Text.Origin(token.End - 1) + 1 - start;
            found.Add(new SpecFound(start, length, one.Input.Substring(start, length), null, null) { Unit = unit });
        }
    }

    // "now", "the week", "morning" alone: the field wants them; to a dialog that asks for a day they answer nothing.
    private static void AddPresent(SpecCase one, Scratch scratch, List<SpecFound> found)
    {
        // Without a quantity nothing is tokenised, and what is left there is of the text before.
        if (scratch.Hits.Of(CueArea.Quantity).Count == 0) return;
        var tokens = CollectionsMarshal.AsSpan(scratch.Tokens);
        var days = new Days(one.Reference);
        for (var i = 0; i < tokens.Length; i++)
        {
            if (Present(tokens, i, days, out var span) is not (var end and > 0)) continue;
            var start = scratch.Text.Origin(tokens[i].Start);
            var length = scratch.Text.Origin(tokens[end - 1].End - 1) + 1 - start;
            if (scratch.Entities.Exists(e => e.Start < start + length && start < e.Start + e.Length)) continue;
            found.Add(Found(one, new Entity.Date(start, length, new DateTimeOffset(span.From, TimeSpan.Zero), new DateTimeOffset(span.To, TimeSpan.Zero))));
            i = end - 1;
        }
    }

    private static int Present(ReadOnlySpan<Token> tokens, int i, in Days days, out Days.Span span)
    {
        span = tokens[i] switch
        {
            { Kind: WordKind.Now } => new Days.Span(days.Now, days.Now.AddMinutes(1)),
            { Kind: WordKind.Season, B: 0 } season => SeasonReader.In(season.A, days.Today.Year),
            { Kind: WordKind.In } when i + 1 < tokens.Length && tokens[i + 1] is { Kind: WordKind.Part } within => new Days.Span(days.Today.AddHours(within.A), days.Today.AddHours(within.B)),
            { Kind: WordKind.Part } part => new Days.Span(days.Today.AddHours(part.A), days.Today.AddHours(part.B)),
            { Kind: WordKind.The } when i + 1 < tokens.Length && (i + 2 >= tokens.Length || tokens[i + 2].Kind == WordKind.Other) => tokens[i + 1] switch
            {
                { Kind: WordKind.Unit, A: 86400 } unit when unit.End - unit.Start == 3 => days.Day(0),
                { Kind: WordKind.Unit, A: 604800 } unit when unit.End - unit.Start == 4 => days.Week(0),
                { Kind: WordKind.Unit, B: 1 } unit when unit.End - unit.Start == 5 => days.MonthOf(0),
                { Kind: WordKind.Unit, B: 12 } unit when unit.End - unit.Start == 4 => days.YearOf(0),
                _ => default,
            },
            _ => default,
        };
        return span.To == default ? -1 : tokens[i].Kind is WordKind.The or WordKind.In ? i + 2 : i + 1;
    }

    private static SpecFound Found(SpecCase one, Entity entity) => new(entity.Start, entity.Length, one.Input.Substring(entity.Start, entity.Length), null, entity);

    private bool IsWanted(Entity entity) => kind switch
    {
        SpecKind.Currency => entity is Entity.Amount { Currency: not null },
        SpecKind.Temperature => entity is Entity.Temperature,
        SpecKind.Phone => entity is Entity.Phone,
        SpecKind.Email => entity is Entity.Email,
        SpecKind.Url => entity is Entity.Url,
        SpecKind.DateTime => entity is Entity.Date or Entity.Duration or Entity.Repeat,
        _ => false,
    };
}

/// <param name="Says">Of a boolean, which is a whole message's act and no entity.</param>
internal sealed record SpecFound(int Start, int Length, string Text, bool? Says, Entity? Entity)
{
    public PlaceReader.Place? Place { get; init; }

    /// <summary>A unit that is named without a value.</summary>
    public string? Unit { get; init; }
}
