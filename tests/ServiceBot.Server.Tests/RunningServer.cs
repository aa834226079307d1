using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Storage;

namespace ServiceBot.Server.Tests;

/// <summary>The server on a port of its own with a data folder of its own; tests speak to it over HTTP.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    public const string Secret = "the-secret-of-the-tests";

    private readonly WebApplication app;

    private RunningServer(WebApplication app, DataFolder data)
    {
        this.app = app;
        Data = data;
        Url = new Uri(app.Urls.Single());
        Client = new HttpClient { BaseAddress = Url };
    }

    public Uri Url { get; }

    public HttpClient Client { get; }

    public DataFolder Data { get; }

    public IServiceProvider Services => app.Services;

    /// <param name="data">Of an earlier server: this one is its restart.</param>
    public static async Task<RunningServer> StartAsync(DataFolder? data = null, string? url = null, TimeProvider? time = null, params string[] settings)
    {
        data ??= new DataFolder();
        var app = await ServerApp.BuildAsync(
            ["--urls", url ?? "http://127.0.0.1:0", "--SERVICEBOT_DATA", data.Path, "--DirectLine:Secret", Secret, "--Logging:LogLevel:Default", "Warning", .. settings], time);
        await app.StartAsync();
        return new RunningServer(app, data);
    }

    public static HttpRequestMessage Request(HttpMethod method, string path, string? bearer = null, object? body = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (bearer is not null) request.Headers.Authorization = new("Bearer", bearer);
        if (body is not null) request.Content = body as HttpContent ?? JsonContent.Create(body);
        return request;
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? bearer = null, object? body = null)
    {
        using var request = Request(method, path, bearer, body);
        return await SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    /// <summary>Stops as an operator would.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        var database = Services.GetRequiredService<Database>();
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }
}

/// <summary>A folder that is deleted at the end of the test.</summary>
internal sealed class DataFolder : IDisposable
{
    public DataFolder() => LearntModels.LinkInto(Path);

    public string Path { get; } = Directory.CreateTempSubdirectory("servicebot-server-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

internal sealed record Answer(int Status, JsonElement Body, byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
{
    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync();
        var isJson = response.Content.Headers.ContentType?.MediaType == "application/json";
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, isJson ? JsonDocument.Parse(bytes).RootElement : default, bytes, headers);
    }

    public string Text(string name) => Body.GetProperty(name).GetString()!;

    /// <summary>Code of an error answer.</summary>
    public string Code => Body.GetProperty("error").GetProperty("code").GetString()!;

    public string Message => Body.GetProperty("error").GetProperty("message").GetString()!;

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
