using System.Text.Json;
using Microsoft.Playwright;

namespace ServiceBot.Browser.Tests;

/// <summary>axe-core, as npm has installed it for the browser code, with WCAG 2.1 A and AA.</summary>
internal static class Axe
{
    private const string Run = """
        async () => {
          const { violations } = await axe.run(
            // Fluent UI's focus sentinels are hidden and focusable by design.
            { exclude: [['[data-tabster-dummy]']] },
            { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
          return JSON.stringify(violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 200)}`)));
        }
        """;

    public static async Task<string[]> ViolationsAsync(IPage page)
    {
        // By evaluation: the page's policy rightly keeps script elements out.
        await page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(Root(AppContext.BaseDirectory), "src/ServiceBot.Web/node_modules/axe-core/axe.min.js")));
        return JsonSerializer.Deserialize<string[]>(await page.EvaluateAsync<string>(Run))!;
    }

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "ServiceBot.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
