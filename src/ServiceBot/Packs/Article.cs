namespace ServiceBot.Packs;

/// <summary>What the company says about something that customers ask, in one language, written as a page of Markdown.</summary>
/// <param name="Id">The file's name without its ending: the same in every language.</param>
/// <param name="Title">Named as the source of the answer.</param>
/// <param name="Asked">How customers ask for it: searched, never said.</param>
public sealed record Article(string Id, Locale Locale, string Title, IReadOnlyList<string> Asked, IReadOnlyList<ArticlePart> Parts);

/// <summary>What is under one heading: as much as one answer says.</summary>
/// <param name="Heading">Empty before the first.</param>
public sealed record ArticlePart(string Heading, string Text);
