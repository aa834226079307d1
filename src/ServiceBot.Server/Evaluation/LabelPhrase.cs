using System.Text;
using ServiceBot.Packs;

namespace ServiceBot.Server.Evaluation;

/// <summary>
/// A label read as a phrase ("Change Password", "card_arrival", "findAlternative"): who writes a kind's first examples says at least its name.
/// Where a kind has one or two sentences it tells what they leave out (WebApps, four times five folds: weighted F1 .71 → .76; BANKING77 with ten of each 76.3 → 77.3);
/// where it has a hundred it changes nothing.
/// </summary>
internal static class LabelPhrase
{
    // They name what is left over, and say nothing of it.
    private static readonly string[] names = ["none", "other", "others", "misc", "unknown", LabelledText.Outside];

    /// <returns>Null when the label is no words, or of a language that none of the kind's sentences is in.</returns>
    public static Example? Of(string label, IEnumerable<LabelledText> texts)
    {
        var phrase = Words(label);
        if (!phrase.Split(' ').Any(word => word.Length >= 3 || IsHan(word)) || names.Contains(phrase)) return null;
        var like = texts.FirstOrDefault(text => (text.Locale == Locale.En) != IsHan(phrase));
        return like is null ? null : new Example(like.Locale, phrase);
    }

    private static string Words(string label)
    {
        var words = new StringBuilder();
        for (var i = 0; i < label.Length; i++)
        {
            if (!char.IsLetter(label[i])) words.Append(' ');
            else if (i > 0 && char.IsUpper(label[i]) && char.IsLower(label[i - 1])) words.Append(' ').Append(char.ToLowerInvariant(label[i]));
            else words.Append(char.ToLowerInvariant(label[i]));
        }

        return string.Join(' ', words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool IsHan(string text) => text.AsSpan().ContainsAnyInRange('\u3400', '\u9fff');
}
