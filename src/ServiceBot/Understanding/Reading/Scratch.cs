using ServiceBot.Understanding.Entities;
using ServiceBot.Understanding.Intents;

namespace ServiceBot.Understanding.Reading;

/// <summary>Buffers of one thread, reused from message to message: understanding allocates only what it returns.</summary>
internal sealed class Scratch
{
    [ThreadStatic]
    private static Scratch? own;

    public static Scratch Own => own ??= new Scratch();

    public NormalText Text { get; } = new();
    public Hits Hits { get; } = new();
    public List<Token> Tokens { get; } = new(128);
    public List<(int Start, int End)> Taken { get; } = [];
    public List<Entity> Entities { get; } = [];

    public List<Mark> Marks { get; } = [];
    public List<Clause> Clauses { get; } = [];
    public List<Issue> Issues { get; } = [];
    public List<uint> Hashes { get; } = new(512);
    public Projection Projection { get; } = new();
    public List<Hit> EmotionWords { get; } = [];

    private readonly int[] costs = new int[256];
    private readonly int[] acts = new int[256];

    public Span<int> Costs(int length) => costs.AsSpan(0, length);

    public Span<int> Acts(int length) => acts.AsSpan(0, length);
}
