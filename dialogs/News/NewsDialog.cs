using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ServiceBot.Packs;

namespace ServiceBot.Dialogs.News;

/// <summary>The customer says, by a button or in words, whether they want to be spoken to first. Answered beside whatever is in hand.</summary>
internal sealed class NewsDialog : Dialog<NewsState>
{
    public static IReadOnlyList<WordingKey> Keys { get; } =
        [new("news.wanted"), new("news.unwanted")];

    public override string Id => "news";

    protected override JsonTypeInfo<NewsState> State => NewsJson.Default.NewsState;

    public override object? StateFor(Matter matter, DialogContext context) => matter is Matter.Aside && Read(context) is { } wants ? new NewsState(wants) : null;

    protected override ValueTask<DialogStep> ContinueAsync(DialogContext context, NewsState state, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        context.Output.WantsNews = state.Wants;
        context.Say(state.Wants ? "news.wanted" : "news.unwanted");
        return ValueTask.FromResult<DialogStep>(new DialogStep.Done());
    }

    protected override bool CanUse(DialogContext context, NewsState state) => false;

    private static bool? Read(DialogContext context) => context.Picked switch
    {
        Choice.News => true,
        Choice.NoNews => false,
        null when context.Pressed is null && context.Messages.Count == 1 => NewsWords.Read(context.Heard.Text.Trim()),
        _ => null,
    };
}

/// <param name="Wants">To be spoken to first.</param>
internal sealed record NewsState(bool Wants);

[JsonSerializable(typeof(NewsState))]
internal sealed partial class NewsJson : JsonSerializerContext;
