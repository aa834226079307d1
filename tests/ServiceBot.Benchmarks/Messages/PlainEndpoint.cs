using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ServiceBot.Protocol;

namespace ServiceBot.Benchmarks.Messages;

/// <summary>What the same request costs a server that decides and stores nothing: reads the activity and answers with one reply. A process of its own.</summary>
internal static class PlainEndpoint
{
    /// <summary>Writes its port as its first line and serves until its input ends.</summary>
    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/api/messages", AnswerAsync);
        await app.StartAsync();
        Console.WriteLine(new Uri(app.Urls.Single()).Port.ToString(CultureInfo.InvariantCulture));
        while (await Console.In.ReadLineAsync() is not null) { }
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (ProtocolJson.ReadActivity(body.GetBuffer().AsSpan(0, (int)body.Length)) is not Reading<Activity>.Accepted { Value: var activity })
        {
            context.Response.StatusCode = 400;
            return;
        }

        var json = ProtocolJson.Write(new ExpectedReplies
        {
            Activities = [new Activity { Type = ActivityTypes.Message, Text = activity.Text, From = activity.Recipient, Recipient = activity.From, Conversation = activity.Conversation, ReplyToId = activity.Id }],
        });
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }
}
