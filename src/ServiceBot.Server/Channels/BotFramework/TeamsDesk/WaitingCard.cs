using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ServiceBot.Protocol;
using ServiceBot.Server.Desk;

namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

/// <summary>The card of a waiting customer: who, what about, how patient, since when, in which language; and the buttons that are possible now. Pure.</summary>
internal static class WaitingCard
{
    private const string AcceptVerb = "accept";
    private const string ReturnVerb = "return";
    private const string ResolveVerb = "resolve";
    private const string NoteVerb = "note";

    /// <param name="zone">Of the site: the card does not tick.</param>
    public static Attachment Of(BoardEntry entry, Locale locale, TimeZoneInfo zone)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ProtocolJson.Options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("type", "AdaptiveCard");
            json.WriteString("version", "1.4");
            json.WriteStartObject("msteams");
            json.WriteString("width", "Full");
            json.WriteEndObject();
            json.WriteString("fallbackText", Summary(entry, locale));
            json.WriteStartArray("body");
            WriteLine(json, null, Title(entry, locale));
            foreach (var (label, value) in Lines(entry, locale, zone)) WriteLine(json, label, value);
            if (entry.Owner != OwnerWord.Bot) WriteHint(json, locale);
            json.WriteEndArray();
            WriteActions(json, entry, locale);
            json.WriteEndObject();
        }

        return new Attachment { ContentType = ContentTypes.AdaptiveCard, Content = JsonElement.Parse(buffer.WrittenSpan) };
    }

    /// <summary>For the notification.</summary>
    public static string Summary(BoardEntry entry, Locale locale) => $"{Title(entry, locale)}: {Matter(entry, locale)}";

    public static string Title(BoardEntry entry, Locale locale) => entry.Owner switch
    {
        OwnerWord.Queue => (entry.IsUrgent ? TeamsDeskTexts.WaitingUrgent : TeamsDeskTexts.Waiting)[locale],
        OwnerWord.Agent => TeamsDeskTexts.Taken.With(locale, entry.Agent ?? ""),
        _ => entry.Status == StatusWord.Resolved ? TeamsDeskTexts.Resolved[locale] : TeamsDeskTexts.WithBot[locale],
    };

    private static IEnumerable<(string Label, string Value)> Lines(BoardEntry entry, Locale locale, TimeZoneInfo zone)
    {
        yield return (TeamsDeskTexts.Who[locale], (entry.Customer ?? TeamsDeskTexts.Stranger[locale]) + (entry.IsProven ? TeamsDeskTexts.Proven[locale] : ""));
        yield return (TeamsDeskTexts.Matter[locale], Matter(entry, locale));
        if (entry.Tolerance is { } tolerance) yield return (TeamsDeskTexts.Patience[locale], (tolerance.Zone == ZoneWord.Below ? TeamsDeskTexts.PatienceBelow : TeamsDeskTexts.PatienceAbove).With(locale, Number(tolerance.T), Number(tolerance.A)));
        if (entry.WaitingSince is { } since) yield return (TeamsDeskTexts.Since[locale], TimeZoneInfo.ConvertTime(since, zone).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture));
        yield return (TeamsDeskTexts.Language[locale], TeamsDeskTexts.NameOf(entry.Language, locale));
        if (entry.LastText is { Length: > 0 } last) yield return (TeamsDeskTexts.Last[locale], last);
    }

    private static string Matter(BoardEntry entry, Locale locale) =>
        entry.Story is { } story ? story.Subject is { } subject ? $"{story.Kind[locale]} {subject}" : story.Kind[locale] : TeamsDeskTexts.NoMatter[locale];

    private static string Number(double value) => Math.Round(value).ToString(CultureInfo.InvariantCulture);

    /// <summary>A label and its value; without a label a title.</summary>
    public static void WriteLine(Utf8JsonWriter json, string? label, string value)
    {
        PlainRuns.BeginBlock(json);
        PlainRuns.WriteRun(json, label is null ? value : $"{label}  ", weight: "Bolder");
        if (label is not null) PlainRuns.WriteRun(json, value.ReplaceLineEndings(" "));
        PlainRuns.EndBlock(json);
    }

    private static void WriteHint(Utf8JsonWriter json, Locale locale)
    {
        json.WriteStartObject();
        json.WriteString("type", "TextBlock");
        json.WriteString("text", TeamsDeskTexts.HowTo[locale]);
        json.WriteBoolean("wrap", true);
        json.WriteBoolean("isSubtle", true);
        json.WriteString("size", "Small");
        json.WriteEndObject();
    }

    private static void WriteActions(Utf8JsonWriter json, BoardEntry entry, Locale locale)
    {
        if (entry.Owner == OwnerWord.Bot) return;
        json.WriteStartArray("actions");
        if (entry.Owner == OwnerWord.Queue)
        {
            WriteAction(json, TeamsDeskTexts.Accept[locale], AcceptVerb, entry.Id);
        }
        else
        {
            WriteAction(json, TeamsDeskTexts.Return[locale], ReturnVerb, entry.Id);
            if (entry.Story is { IsRootKnown: false }) WriteResolve(json, entry.Id, locale);
            else WriteAction(json, TeamsDeskTexts.Resolve[locale], ResolveVerb, entry.Id);
        }

        WriteNote(json, entry.Id, locale);
        json.WriteEndArray();
    }

    // The cause is not known: whoever says that it is settled says what its root was (handbook S4).
    private static void WriteResolve(Utf8JsonWriter json, string conversation, Locale locale)
    {
        json.WriteStartObject();
        json.WriteString("type", "Action.ShowCard");
        json.WriteString("title", TeamsDeskTexts.Resolve[locale]);
        json.WriteStartObject("card");
        json.WriteString("type", "AdaptiveCard");
        json.WriteStartArray("body");
        json.WriteStartObject();
        json.WriteString("type", "Input.ChoiceSet");
        json.WriteString("id", TeamsPress.RootField);
        json.WriteString("label", TeamsDeskTexts.ChooseRoot[locale]);
        json.WriteString("style", "expanded");
        json.WriteStartArray("choices");
        foreach (var (root, name) in TeamsDeskTexts.Roots)
        {
            json.WriteStartObject();
            json.WriteString("title", name[locale]);
            json.WriteString("value", root);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("actions");
        WriteAction(json, TeamsDeskTexts.Resolve[locale], ResolveVerb, conversation);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteNote(Utf8JsonWriter json, string conversation, Locale locale)
    {
        json.WriteStartObject();
        json.WriteString("type", "Action.ShowCard");
        json.WriteString("title", TeamsDeskTexts.Note[locale]);
        json.WriteStartObject("card");
        json.WriteString("type", "AdaptiveCard");
        json.WriteStartArray("body");
        json.WriteStartObject();
        json.WriteString("type", "Input.Text");
        json.WriteString("id", TeamsPress.NoteField);
        json.WriteBoolean("isMultiline", true);
        json.WriteNumber("maxLength", 4000);
        json.WriteString("placeholder", TeamsDeskTexts.NoteHint[locale]);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("actions");
        WriteAction(json, TeamsDeskTexts.SaveNote[locale], NoteVerb, conversation);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <param name="seq">Number of the message that it is about.</param>
    public static void WriteAction(Utf8JsonWriter json, string title, string verb, string conversation, long? seq = null) => CardButton.Write(json, title, verb, data =>
    {
        data.WriteString(TeamsPress.VerbField, verb);
        data.WriteString(TeamsPress.ConversationField, conversation);
        if (seq is { } number) data.WriteNumber(TeamsPress.SeqField, number);
    });
}
