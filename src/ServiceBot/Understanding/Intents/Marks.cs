using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Intents;

/// <summary>The entities of a message as the models see them.</summary>
internal static class Marks
{
    public static void Read(NormalText text, List<Entity> entities, List<Mark> marks)
    {
        marks.Clear();
        foreach (var entity in entities)
        {
            var (kind, keepsText) = entity switch
            {
                Entity.OrderNumber => (MarkKind.OrderNumber, false),
                Entity.Phone or Entity.Email => (MarkKind.Contact, false),
                Entity.Amount => (MarkKind.Amount, true),
                Entity.Date => (MarkKind.Date, true),
                Entity.Duration => (MarkKind.Duration, true),
                Entity.Number or Entity.Percent => (MarkKind.Number, true),
                Entity.Temperature => (MarkKind.Temperature, true),
                _ => (default, true),
            };
            if (kind != default) marks.Add(new Mark(text.PositionOf(entity.Start), text.PositionOf(entity.Start + entity.Length), kind, keepsText));
        }
    }
}
