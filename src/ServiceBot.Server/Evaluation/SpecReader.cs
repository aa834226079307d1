using System.Runtime.InteropServices;
using ServiceBot.Understanding;
using ServiceBot.Understanding.Acts;
using ServiceBot.Understanding.Entities;
using ServiceBot.Understanding.Entities.Numbers;
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
