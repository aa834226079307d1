namespace ServiceBot.Tests.Understanding;

/// <summary>How many sentences of a set came out right, with those that did not.</summary>
internal sealed class Score
{
    private readonly List<string> misses = [];
    private int count;

    public double Share => count == 0 ? 0 : 1 - (double)misses.Count / count;

    public int Count => count;

    public void Add(bool isRight, string sentence)
    {
        count++;
        if (!isRight) misses.Add(sentence);
    }

    public void ShouldBeAtLeast(double share, int sentences)
    {
        count.ShouldBeGreaterThanOrEqualTo(sentences);
        Share.ShouldBeGreaterThanOrEqualTo(share, $"{misses.Count} of {count} missed:\n{string.Join('\n', misses)}");
    }
}
