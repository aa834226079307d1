using Microsoft.Playwright;
using ServiceBot.Server.Tests.Desk;

namespace ServiceBot.Browser.Tests;

/// <summary>The system's Chromium beside the whole program: CHROMIUM_PATH, else `chromium` on PATH. Nothing is downloaded.</summary>
public sealed class Browsing : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public DeskServer Server { get; } = new();

    public async Task InitializeAsync()
    {
        await Server.InitializeAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = ChromiumPath(), Args = Flags });
    }

    /// <summary>A browser of one person: own cookies, own language, own size.</summary>
    public async Task<Person> OpenAsync(string locale = "en", int width = 1280, int height = 800)
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Server.Address.ToString(),
            Locale = locale,
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
        return new Person(context, await context.NewPageAsync(), Server.Address);
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        await Server.DisposeAsync();
    }

    private static string ChromiumPath()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } named) return named;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("No Chromium: set CHROMIUM_PATH, or install Debian's package chromium.");
    }
}

/// <summary>One person at a browser, and everything their page did that no page of ours may do.</summary>
public sealed class Person : IAsyncDisposable
{
    public Person(IBrowserContext context, IPage page, Uri server)
    {
        Page = page;
        Context = context;
        context.Request += (_, request) =>
        {
            var uri = new Uri(request.Url);
            if (uri.Scheme is "http" or "https" or "ws" or "wss" && uri.Authority != server.Authority) ForeignRequests.Add(request.Url);
        };
        page.Dialog += async (_, dialog) =>
        {
            Dialogs.Add(dialog.Message);
            await dialog.DismissAsync();
        };
        page.PageError += (_, error) => Errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") Errors.Add(message.Text);
        };
    }

    public IPage Page { get; }

    public IBrowserContext Context { get; }

    public List<string> ForeignRequests { get; } = [];

    public List<string> Dialogs { get; } = [];

    /// <summary>Errors of scripts, and what the page's policy has refused.</summary>
    public List<string> Errors { get; } = [];

    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
