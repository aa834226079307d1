namespace ServiceBot.Packs;

/// <summary>Places and what they lie in: 黑龙江 holds 哈尔滨. Names in the three languages are one place.</summary>
public sealed record Gazetteer(IReadOnlyList<Place> Places);

public sealed record Place(string Id, IReadOnlyList<string> Names, string? In);
