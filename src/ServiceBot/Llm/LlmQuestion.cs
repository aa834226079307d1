using ServiceBot.Packs;
using ServiceBot.Understanding;

namespace ServiceBot.Llm;

/// <summary>All that a language model ever sees of a conversation: one message without personal data, and the kinds to choose from.</summary>
internal sealed record LlmQuestion
{
    /// <summary>Longer ones tell a story; what stands in them is for people, and masking them costs time.</summary>
    private const int LongestMessage = 600;

    private const int MostExamples = 2;

    private LlmQuestion(string message, IReadOnlyList<LlmOption> options)
    {
        Message = message;
        Options = options;
    }

    public string Message { get; }
    public IReadOnlyList<LlmOption> Options { get; }

    /// <param name="kinds">Ids of the pack's complaints and enquiries; others are left out.</param>
    /// <param name="customer">The customer's name, where it is known: it is no word of the matter.</param>
    /// <returns>Null when there is nothing to ask.</returns>
    public static LlmQuestion? Of(UnderstoodMessage message, IReadOnlyList<string> kinds, Pack pack, Locale locale, string? customer)
    {
        if (message.Text.Length > LongestMessage) return null;
        var masked = PersonalData.Mask(message);
        if (customer is { Length: > 1 }) masked = masked.Replace(customer, PersonalData.Hidden, StringComparison.OrdinalIgnoreCase);
        var options = kinds.Where(id => id != LlmAnswer.NoneOfThem).Select(id => Option(id, pack, locale)).OfType<LlmOption>().ToList();
        return options.Count == 0 || !masked.Any(char.IsLetter) ? null : new LlmQuestion(masked, options);
    }

    private static LlmOption? Option(string id, Pack pack, Locale locale) => (pack.Complaint(id), pack.Enquiry(id)) switch
    {
        ({ } complaint, _) => new LlmOption(id, complaint.Name[locale], Examples(complaint.Examples, locale)),
        (_, { } enquiry) => new LlmOption(id, enquiry.Name[locale], Examples(enquiry.Examples, locale)),
        _ => null,
    };

    private static IReadOnlyList<string> Examples(IReadOnlyList<Example> all, Locale locale) =>
        [.. all.Where(e => e.Locale == locale).Take(MostExamples).Select(e => e.Text)];
}

/// <param name="Name">In the customer's language, as are the examples.</param>
internal sealed record LlmOption(string Id, string Name, IReadOnlyList<string> Examples);
