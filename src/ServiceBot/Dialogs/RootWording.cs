using ServiceBot.Packs;

namespace ServiceBot.Dialogs;

/// <summary>What the stack itself says.</summary>
public static class RootWording
{
    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("bot.welcome"), new("bot.intro"), new("bot.intro.plain"),
        new("root.here"), new("root.here.promised", "due"), new("root.thanks"), new("root.goodbye"), new("root.go-ahead"), new("root.fine"),
        new("fallback.first"), new("fallback.second"), new("fallback.third"), new("fallback.rephrase"),
        new("fallback.angry"), new("fallback.angry.promised", "due"), new("root.money"), new("root.reason"),
        .. ArticleReply.Keys,
        new("not-answered.first"), new("not-answered.again"),
        new("disambiguate.one", "issue"), new("offer.again", "issue"), new("disambiguate.several", "issues"), new("file.unasked"),
        new("issues.order", "first", "rest"), new("issues.also", "issue"), new("issues.also.photo", "issue"), new("choice.also"), new("choice.not-also"), new("issues.queued", "issues"), new("root.language"), new("root.praise"), new("said.words.praise"), new("issues.next", "issue"), new("issues.first", "issue"), new("issues.with-number", "issue", "number"),
        new("news.ask"), new("news.ask.address"), new("news.stop"), new("news.yes"), new("news.no"),
        new("reach.ask.mail"), new("reach.ask.text"), new("reach.ask.both"),
        new("language.other"), new("thread.lost"),
        new("person.offer"), new("person.stay"), new("person.returned"), new("person.noted", "issues"), new("person.heard", "issues"), new("person.waiting.noted"),
        new("choice.person"), new("choice.bot"), new("choice.else"), new("choice.stale"),
        new("choice.words.yes") { IsOptional = true }, new("choice.words.no") { IsOptional = true }, new("choice.words.bot") { IsOptional = true }, new("choice.words.else") { IsOptional = true },
    ];
}
