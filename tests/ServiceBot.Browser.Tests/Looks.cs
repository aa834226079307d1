using Microsoft.Playwright;

namespace ServiceBot.Browser.Tests;

/// <summary>Pictures of what people see, for whoever wants to look: `SERVICEBOT_LOOKS` names the folder; without it nothing is drawn.</summary>
internal static class Looks
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("SERVICEBOT_LOOKS");

    public static async Task SaveAsync(IPage page, string name)
    {
        if (Folder is not null) await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png") });
    }
}
