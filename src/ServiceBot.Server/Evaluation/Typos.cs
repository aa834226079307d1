namespace ServiceBot.Server.Evaluation;

/// <summary>Slips of hasty fingers at random places: two neighbours swapped, a character dropped, a character doubled.</summary>
internal sealed class Typos(int seed)
{
    private readonly Random random = new(seed);

    public string In(string text, int slips)
    {
        var letters = text.ToList();
        for (var i = 0; i < slips && letters.Count >= 2; i++)
        {
            var at = random.Next(letters.Count - 1);
            switch (random.Next(3))
            {
                case 0:
                    (letters[at], letters[at + 1]) = (letters[at + 1], letters[at]);
                    break;
                case 1:
                    letters.RemoveAt(at);
                    break;
                default:
                    letters.Insert(at, letters[at]);
                    break;
            }
        }

        return new string([.. letters]);
    }
}
