namespace ServiceBot.Tests.Understanding;

/// <summary>Random adjacent swaps, drops and doublings of characters, the same for the same seed.</summary>
internal sealed class Slips(int seed)
{
    private readonly Random random = new(seed);

    public string In(string text, int slips)
    {
        for (var n = 0; n < slips; n++)
        {
            var at = random.Next(text.Length - 1);
            text = random.Next(3) switch
            {
                0 => string.Concat(text.AsSpan(0, at), text.AsSpan(at + 1, 1), text.AsSpan(at, 1), text.AsSpan(at + 2)),
                1 => text.Remove(at, 1),
                _ => text.Insert(at, text[at].ToString()),
            };
        }

        return text;
    }
}
