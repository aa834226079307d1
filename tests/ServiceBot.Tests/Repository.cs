namespace ServiceBot.Tests;

/// <summary>The working tree that the tests were built from: for tests that read sources, packs and documents.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "ServiceBot.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"No ServiceBot.sln above {AppContext.BaseDirectory}: run the tests from a checkout."));
}
