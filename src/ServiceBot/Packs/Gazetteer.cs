namespace ServiceBot.Packs;

/// <summary>Places and what they lie in: 黑龙江 holds 哈尔滨. Names in the three languages are one place.</summary>
public sealed record Gazetteer(IReadOnlyList<Place> Places);

/// <param name="In">Ids of the places it lies in: 苏州 lies in 江苏 and in 长三角.</param>
public sealed record Place(string Id, IReadOnlyList<string> Names, IReadOnlyList<string> In);
