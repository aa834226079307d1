using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ServiceBot.Dialogs;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Server.Desk;

namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

/// <summary>What a supervisor is asked, with the case on one screen; one tap decides. Once it is settled it says by whom, and has no buttons. Pure.</summary>
/// <param name="Zone">Of the site: the card does not tick.</param>
internal sealed record ApprovalCard(Approval Asked, ApprovalView View, Locale Locale, TimeZoneInfo Zone)
{
    // Teams shows six buttons; one of them refuses.
    private const int MostOptions = 5;
    private const int MostEvidence = 6;
    private const int LongestNote = 500;

    /// <summary>Somebody may still decide.</summary>
    public bool IsOpen => Asked.Status == ApprovalStatus.Open && !IsCaseClosed;

    // An agent's coupon does not hang on a case.
    private bool IsCaseClosed => Asked.IsBots && View.Case is null or { IsClosed: true };

    /// <summary>For the notification.</summary>
    public string Title => Asked.Status switch
    {
        ApprovalStatus.Approved => ApprovalTexts.Approved.With(Locale, Asked.DecidedName ?? "", Amount(Asked.Amount)),
        ApprovalStatus.Refused => ApprovalTexts.NotApproved.With(Locale, Asked.DecidedName ?? "", Amount(Asked.Amount)),
        ApprovalStatus.RunOut => ApprovalTexts.RunOut[Locale],
        _ => IsOpen ? ApprovalTexts.Wanted.With(Locale, Amount(Asked.Amount)) : ApprovalTexts.CaseClosed[Locale],
    };

    public Attachment ToAttachment()
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
            json.WriteString("fallbackText", Title);
            json.WriteStartArray("body");
            WaitingCard.WriteLine(json, null, Title);
            foreach (var (label, value) in Lines()) WaitingCard.WriteLine(json, label, value);
            if (IsOpen) WriteNote(json);
            json.WriteEndArray();
            if (IsOpen) WriteActions(json);
            json.WriteEndObject();
        }

        return new Attachment { ContentType = ContentTypes.AdaptiveCard, Content = JsonElement.Parse(buffer.WrittenSpan) };
    }

    private IEnumerable<(string Label, string Value)> Lines()
    {
        yield return (TeamsDeskTexts.Who[Locale], View.Customer ?? TeamsDeskTexts.Stranger[Locale]);
        if (View.Case is { } matter)
        {
            yield return (TeamsDeskTexts.Matter[Locale], Join(matter.Kind[Locale], matter.Subject, ApprovalTexts.Severity.With(Locale, matter.Severity.ToString(CultureInfo.InvariantCulture))));
            yield return (ApprovalTexts.Cause[Locale], Join(matter.CauseName?[Locale] ?? ApprovalTexts.CauseUnknown[Locale], ApprovalTexts.Fault(matter.Attribution, Locale)));
            if (matter.Evidence.Count > 0) yield return (ApprovalTexts.Evidence[Locale], string.Join(" · ", matter.Evidence.Take(MostEvidence).Select(line => EvidenceWords.Of(line.Text, Locale))));
        }

        if (Asked.Why.Length > 0) yield return (ApprovalTexts.Why[Locale], View.Why[Locale]);
        if (Asked.Options.Count > 0) yield return (ApprovalTexts.Options[Locale], string.Join(" / ", View.Options.Select(Name)));
        yield return (ApprovalTexts.AskedBy[Locale], Asked.IsBots ? ApprovalTexts.TheBot[Locale] : Asked.AskedName);
        if (IsOpen)
        {
            yield return (ApprovalTexts.Budget[Locale], ApprovalTexts.BudgetLeft.With(Locale, Amount(View.DayLeft), Amount(View.Given)));
            yield return (ApprovalTexts.Due[Locale], Time(Asked.Due));
        }

        if (Asked.Note is { Length: > 0 } note) yield return (ApprovalTexts.NoteIs[Locale], note);
    }

    public string Time(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    public string Amount(Money money) => Phrase.Amount(Locale, money);

    private string Amount(MoneyView money) => Amount(new Money(money.MinorUnits, money.Currency));

    private string Name(IReadOnlyList<RemedyView> bundle) =>
        string.Join(" + ", bundle.Select(remedy => remedy.Amount is { } amount ? $"{ApprovalTexts.RemedyName(remedy.Kind, Locale)} {Amount(amount)}" : ApprovalTexts.RemedyName(remedy.Kind, Locale)));

    private static string Join(params string?[] parts) => string.Join(" · ", parts.Where(part => part is { Length: > 0 }));

    private void WriteNote(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "Input.Text");
        json.WriteString("id", ApprovalPress.NoteField);
        json.WriteNumber("maxLength", LongestNote);
        json.WriteString("placeholder", ApprovalTexts.Note[Locale]);
        json.WriteEndObject();
    }

    private void WriteActions(Utf8JsonWriter json)
    {
        json.WriteStartArray("actions");
        if (Asked.Options.Count == 0) WriteAction(json, ApprovalTexts.Approve.With(Locale, $"{ApprovalTexts.RemedyName("coupon", Locale)} {Amount(Asked.Amount)}"), ApprovalPress.ApproveVerb, 0);
        for (var i = 0; i < Math.Min(View.Options.Count, MostOptions); i++)
            WriteAction(json, ApprovalTexts.Approve.With(Locale, Name(View.Options[i])), ApprovalPress.ApproveVerb, i);
        WriteAction(json, ApprovalTexts.Refuse[Locale], ApprovalPress.RefuseVerb, 0);
        json.WriteEndArray();
    }

    private void WriteAction(Utf8JsonWriter json, string title, string verb, int option) => CardButton.Write(json, title, verb, data =>
    {
        data.WriteString(TeamsPress.VerbField, verb);
        data.WriteString(ApprovalPress.ApprovalField, Asked.Id);
        data.WriteNumber(ApprovalPress.OptionField, option);
    });
}
