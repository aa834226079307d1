using ServiceBot.Facts;

namespace ServiceBot.Packs;

/// <summary>What the company says of an incident, in the language it was written in and in no other.</summary>
public static class OwnWords
{
    /// <summary>A text in one language as a text that is empty in those it is not written in; Chinese without a character of only one script serves both.</summary>
    public static LocalizedText From(string text)
    {
        if (!text.Any(Scripts.IsHan)) return new LocalizedText("", "", text);
        var traditional = text.Any(Scripts.IsTraditionalOnly);
        var simplified = text.Any(Scripts.IsSimplifiedOnly);
        return new LocalizedText(traditional && !simplified ? "" : text, simplified ? "" : text, "");
    }

    /// <summary>The cause as a customer reads it: the company's own words in this language, else the name of the kind of cause, else the company's words as they are.</summary>
    public static string Of(Incident incident, Locale locale, CausePolicy causes)
    {
        if (incident.Cause[locale] is { Length: > 0 } own) return own;
        if (causes.Kinds.TryGetValue(incident.Kind, out var kind)) return kind.Name[locale];
        return Locales.All.Select(l => incident.Cause[l]).FirstOrDefault(t => t.Length > 0, "");
    }
}
