using System.Collections.Concurrent;
using ServiceBot.Dialogs;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Transcripts;
using ServiceBot.Understanding;

namespace ServiceBot.Turns;

/// <summary>What the customer's unread messages say together.</summary>
/// <param name="Texts">Understood, in order; pressed buttons among them by their titles.</param>
/// <param name="Spoken">Those that the customer typed: only they tell of mood and repetition.</param>
/// <param name="Together">All as one text when there are several.</param>
internal sealed record Heard(List<UnderstoodMessage> Texts, List<UnderstoodMessage> Spoken, UnderstoodMessage? Together, string? Pressed, int Files, Locale Locale, bool IsAnything)
{
    /// <summary>Of all that was typed.</summary>
    public EmotionFlags Flags { get; } = FlagsOf(Spoken);

    public bool SpeaksOfComplaint(Pack pack)
    {
        foreach (var message in Texts)
            if (IssueFinder.SpeaksOfComplaint(message, pack)) return true;
        return Together is { } all && IssueFinder.SpeaksOfComplaint(all, pack);
    }

    private static EmotionFlags FlagsOf(List<UnderstoodMessage> spoken)
    {
        var flags = EmotionFlags.None;
        foreach (var message in spoken) flags |= message.Emotion.Flags;
        return flags;
    }
}

/// <summary>Understands the messages of a turn with the model of the site's pack, trained once per version of the pack.</summary>
internal sealed class Listening(KeptModels? models = null, UnderstandingSettings? settings = null)
{
    // From here on a message's own language beats what the client or the conversation said (decisions.md 24).
    private const double SureLanguage = 0.6;

    private readonly ConcurrentDictionary<string, Lazy<Understander>> trained = new();

    /// <summary>Trains now, so that the first customer does not wait for it, and keeps what was learnt for the next start.</summary>
    public void Prepare(Pack pack)
    {
        var understander = For(pack);
        if (models is not null && Source(pack) is var source && !models.Has(source)) models.Keep(source, understander);
    }

    public Heard Hear(Pack pack, TurnInput input, DateTimeOffset now, TimeZoneInfo zone)
    {
        var understander = For(pack);
        var locale = input.Conversation.Locale;
        // One list where no button was pressed.
        var texts = new List<UnderstoodMessage>(1);
        var spoken = texts;
        var told = Told(input.Cases);
        var (isAnything, files, pressed) = (false, 0, default(string));
        foreach (var unread in input.Unread)
        {
            if (unread is not Unread.Visible { Role: Role.Customer, Activity: var activity }) continue;
            isAnything = true;
            files += Files(activity);
            var press = BubbleActivity.Pressed(activity);
            pressed = press ?? pressed;
            if (string.IsNullOrWhiteSpace(activity.Text)) continue;
            var message = understander.Understand(activity.Text, Context(locale));
            if (press is not null && ReferenceEquals(spoken, texts)) spoken = [.. texts];
            texts.Add(message);
            if (press is not null) continue;
            if (!ReferenceEquals(spoken, texts)) spoken.Add(message);
            if (message.Language is { Confidence: >= SureLanguage, Locale: not Locale.Other } sure && pack.Site.Languages.Contains(sure.Locale)) locale = sure.Locale;
        }

        var together = spoken.Count < 2 ? null
            : understander.Understand(string.Join('\n', spoken.Select(m => m.Text)), Context(locale));
        return new Heard(texts, spoken, together, pressed, files, locale == Locale.Other ? Locale.En : locale, isAnything);

        UnderstandingContext Context(Locale known) => new() { Now = now, Zone = zone, Locale = known, Asked = input.State.Dialog.Asked?.What, Told = told };
    }

    // Of the open matters, in the customer's own words.
    private static string Told(IReadOnlyList<ComplaintCase> cases)
    {
        List<string>? words = null;
        foreach (var matter in cases)
            if (!matter.IsClosed)
                foreach (var line in matter.Evidence)
                    if (line.IsCustomers) (words ??= []).Add(line.Text[CaseEvidence.OfCustomer.Length..]);
        return words is null ? "" : string.Join('\n', words);
    }

    /// <summary>Reads any text as a customer's.</summary>
    public UnderstoodMessage Read(Pack pack, string text, DateTimeOffset now, TimeZoneInfo zone, Locale locale) => For(pack).Understand(text, new UnderstandingContext { Now = now, Zone = zone, Locale = locale });

    private Understander For(Pack pack) => trained.GetOrAdd(pack.Version, (_, pack) => new Lazy<Understander>(() => Learn(pack)), pack).Value;

    private Understander Learn(Pack pack)
    {
        var source = Source(pack);
        return models?.Find(source) ?? Understander.Train(source);
    }

    private UnderstandingSource Source(Pack pack) => PackSource.Of(pack) with { ReadsFeelings = settings is not { ReadsFeelings: false } };

    // Web Chat sends an empty list; a card's submit has none.
    private static int Files(Activity activity) => activity.Attachments?.Count(a => a.ContentUrl is not null) ?? 0;
}
