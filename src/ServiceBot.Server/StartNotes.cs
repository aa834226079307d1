namespace ServiceBot.Server;

/// <summary>What a person has to be told once, at the first start: generated passwords and secrets. Printed after the addresses, never logged.</summary>
public sealed class StartNotes
{
    private readonly List<string> lines = [];

    public void Add(string line)
    {
        lock (lines) lines.Add(line);
    }

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines) return [.. lines];
        }
    }
}
