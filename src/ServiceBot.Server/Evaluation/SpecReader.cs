using ServiceBot.Understanding;
using ServiceBot.Understanding.Acts;
using ServiceBot.Understanding.Entities;
using ServiceBot.Understanding.Languages;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Server.Evaluation;

/// <summary>Reads a text as a customer's message is read, and keeps what belongs to one kind of spec.</summary>
internal sealed class SpecReader(SpecKind kind)
{
    // No pack: its order numbers would only take digits away.
    private readonly EntityFinder entities = new(new OrderNumbers([], [], [], []), "USD");

    public List<SpecFound> Read(SpecCase one)
    {
        var scratch = Run(one, out var act);
        var found = new List<SpecFound>();
        if (kind == SpecKind.Boolean)
        {
            if (act is DialogAct.Yes or DialogAct.No) found.Add(new SpecFound(0, one.Input.Length, one.Input, act == DialogAct.Yes, null));
            return found;
        }

        foreach (var entity in scratch.Entities)
        {
            if (IsWanted(entity)) found.Add(new SpecFound(entity.Start, entity.Length, one.Input.Substring(entity.Start, entity.Length), null, entity));
        }

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

    private bool IsWanted(Entity entity) => kind switch
    {
        SpecKind.Number => entity is Entity.Number,
        SpecKind.Ordinal => entity is Entity.Ordinal,
        SpecKind.Currency => entity is Entity.Amount { Currency: not null },
        SpecKind.Temperature => entity is Entity.Temperature,
        SpecKind.Phone => entity is Entity.Phone,
        SpecKind.Email => entity is Entity.Email,
        SpecKind.DateTime => entity is Entity.Date or Entity.Duration,
        _ => false,
    };
}

/// <param name="Says">Of a boolean, which is a whole message's act and no entity.</param>
internal sealed record SpecFound(int Start, int Length, string Text, bool? Says, Entity? Entity);
