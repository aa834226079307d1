namespace ServiceBot.Server.Tests;

/// <summary>
/// What the tests' servers have learnt from the packs. Each has a data folder of its own and would learn the same again, which costs more than most tests;
/// the program believes no model of another pack or another build.
/// </summary>
internal static class LearntModels
{
    private static readonly string Folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"servicebot-models-{Environment.UserName}")).FullName;

    /// <param name="data">A server's new data folder.</param>
    public static void LinkInto(string data) => Directory.CreateSymbolicLink(Path.Combine(data, "models"), Folder);
}
