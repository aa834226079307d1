using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Server.Desk;

namespace ServiceBot.Server.Tests.Desk;

/// <summary>The whole program on a port of its own, with a data folder of its own.</summary>
public sealed class DeskServer : IAsyncLifetime
{
    public const string Password = "correct horse 7";

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("servicebot-desk-");
    private readonly string[] settings;
    private WebApplication? app;

    public DeskServer() => settings = [];

    internal DeskServer(params string[] settings) => this.settings = settings;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public IServiceProvider Services => app!.Services;

    public async Task InitializeAsync()
    {
        LearntModels.LinkInto(data.FullName);
        app = await ServerApp.BuildAsync(["--urls", "http://127.0.0.1:0", "--SERVICEBOT_DATA", data.FullName, "--Desk:AdminPassword", Password, "--Logging:LogLevel:Default", Environment.GetEnvironmentVariable("DESK_LOG") ?? "None", .. settings]);
        await app.StartAsync();
        Address = new Uri(app.Urls.First());
    }

    internal DeskPage Open() => new(Address);

    /// <summary>A page of an agent who has just signed in.</summary>
    internal async Task<DeskPage> OpenAsync(string name, AgentRole role = AgentRole.Agent)
    {
        await AddAsync(name, role);
        var page = Open();
        (await page.SignInAsync(name, Password)).EnsureSuccessStatusCode();
        return page;
    }

    internal async Task<Agent> AddAsync(string name, AgentRole role = AgentRole.Agent) =>
        (await Services.GetRequiredService<AgentAccounts>().AddAsync(name, role, null, Password, default)).ShouldBeOfType<AgentAdded.Added>().Agent;

    public async Task DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
        data.Delete(recursive: true);
    }
}
