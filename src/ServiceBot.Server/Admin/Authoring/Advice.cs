namespace ServiceBot.Server.Admin.Authoring;

/// <summary>What would make the bot understand better. Nothing is wrong: the pack runs all the same.</summary>
internal sealed record Advice(string File, int Line, string What, string Instead)
{
    public override string ToString() => $"{File}:{Math.Max(1, Line)}: advice: {What}; {Instead}";
}
