using ServiceBot.Recovery;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>The cases of a conversation: one for each matter the customer complains of.</summary>
public static class CaseBook
{
    /// <summary>The open case of this matter, or a new one. The customer's clause is its first evidence.</summary>
    public static ComplaintCase Open(DialogContext context, PendingIssue issue)
    {
        if (Find(context, issue.Intent, issue.SubjectId) is { } known) return known;
        var kind = context.Pack.Complaint(issue.Intent) ?? throw new ArgumentException($"'{issue.Intent}' is no complaint kind of pack '{context.Pack.Id}'.", nameof(issue));
        var heard = Words(context, default, loss: null);
        var opened = new ComplaintCase
        {
            Id = context.Ids.Case(),
            Kind = kind.Id,
            SubjectId = issue.SubjectId,
            Severity = kind.Severity,
            Root = kind.Root,
            Dimension = kind.Dimension,
            Evidence = issue.Text.Length > 0 ? [new CaseEvidence(CaseEvidence.OfCustomer + issue.Text, context.Now)] : [],
            Said = heard.Said,
            ExpectationWords = heard.Expectation,
            Recurrence = heard.Recurrence,
            FailedAt = heard.FailedAt,
            Tier = heard.Tier,
            OpenedAt = context.Now,
            PackVersion = context.Pack.Version,
        };
        context.Put(opened);
        return opened;
    }

    /// <summary>The customer's further words about a known case.</summary>
    public static void Add(DialogContext context, PendingIssue issue)
    {
        if (Find(context, issue.Intent, issue.SubjectId) is { } known && issue.Text.Length > 0) context.Put(Heard(context, known.WithWords(issue.Text, context.Now)));
    }

    /// <summary>The case with what this turn's words say of it beside what happened: what is wanted, how pressing it is, since when.</summary>
    public static ComplaintCase Heard(DialogContext context, ComplaintCase matter) => matter.Hearing(Words(context, matter.Words, matter.Loss));

    private static CaseWords Words(DialogContext context, CaseWords heard, CaseLoss? loss)
    {
        for (var i = 0; i < context.Messages.Count; i++)
            if (context.Messages[i] is var message) heard = heard.With(message.Text, message.Stated, Past(message, context.Now), loss);
        return heard;
    }

    /// <summary>The open case of this kind and number; a case without a number is any number's until it is known.</summary>
    public static ComplaintCase? Find(DialogContext context, string kind, string? subject)
    {
        var cases = context.CurrentCases;
        for (var i = cases.Count - 1; i >= 0; i--)
            if (!cases[i].IsClosed && cases[i].Kind == kind && IsOf(context, cases[i], subject)) return cases[i];
        return null;
    }

    public static ComplaintCase? Find(DialogContext context, CaseId id)
    {
        foreach (var known in context.CurrentCases)
            if (known.Id == id) return known;
        return null;
    }

    private static bool IsOf(DialogContext context, ComplaintCase known, string? subject)
    {
        if (known.SubjectId is not { } own) return true;
        return subject is null ? !IsAnother(context, own) : own == subject;
    }

    private static DateTimeOffset? Past(UnderstoodMessage message, DateTimeOffset now)
    {
        for (var i = 0; i < message.Entities.Count; i++)
        {
            // "since 2019", "in the past ten years" say since when somebody is a customer, and not when it failed.
            if (message.Entities[i] is Entity.Date { From: var from, To: var to } && from < now && to - from < TimeSpan.FromDays(45)) return from;
        }

        return null;
    }

    // A number that was begun and is no part of this one means another.
    private static bool IsAnother(DialogContext context, string subject) => context.Heard.PartialNumber is { } partial && !subject.Contains(partial, StringComparison.Ordinal);

    /// <summary>The customer has been told something of it: coming back to it goes on, and does not begin again.</summary>
    public static bool IsInHand(ComplaintCase matter) => matter.ToldState is not null || matter.Given.Count > 0 || matter.Offered.Count > 0 || matter.Reason is not null;
}
