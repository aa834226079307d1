using ServiceBot.Tests;

namespace ServiceBot.Server.Tests.Pages;

/// <summary>A test of the built pages: without them it is skipped and counted as such, which CI takes for a failure.</summary>
internal sealed class PageFactAttribute : FactAttribute
{
    public PageFactAttribute() => Skip = BuiltPages.WhyNot;
}

internal sealed class PageTheoryAttribute : TheoryAttribute
{
    public PageTheoryAttribute() => Skip = BuiltPages.WhyNot;
}

internal static class BuiltPages
{
    public static string? WhyNot { get; } = Directory.Exists(Path.Combine(Repository.Root, "src", "ServiceBot.Server", "wwwroot", "assets"))
        ? null
        : "The pages were left out of this build (-p:SkipWeb=true); build without it.";
}
