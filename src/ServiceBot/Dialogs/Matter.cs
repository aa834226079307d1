using ServiceBot.Recovery;
using ServiceBot.Remedies;

namespace ServiceBot.Dialogs;

/// <summary>What a dialog can be begun for.</summary>
public abstract record Matter
{
    private Matter() { }

    /// <summary>Something the customer brought up.</summary>
    public sealed record Issue(PendingIssue Value) : Matter;

    /// <summary>A complaint whose facts have become known after it had to wait for them.</summary>
    public sealed record Reopened(ComplaintCase Case) : Matter;

    /// <summary>Something of a complaint that was told, or decided, is asked about again.</summary>
    public sealed record Recalled(ComplaintCase Case) : Matter;

    /// <param name="IsWaiting">The conversation stands in the queue already; nothing has to be said or asked for.</param>
    public sealed record Person(HandoffCause Because, bool IsWaiting = false) : Matter;

    /// <summary>A matter was closed some time ago: the customer is asked whether it is really solved.</summary>
    /// <param name="Times">How often they were asked before.</param>
    public sealed record Closed(int Times) : Matter;

    /// <summary>Something that is answered beside whatever is in hand, such as an address; most messages are no such thing.</summary>
    public sealed record Aside : Matter;

    public sealed record PromiseDue(Promise Promise) : Matter;

    /// <summary>The customer says that this is not kept.</summary>
    public sealed record PromiseDoubted(Promise Promise) : Matter;

    /// <summary>What became of a remedy that was being arranged.</summary>
    public sealed record RemedySettled(RemedyNews News) : Matter;

    public sealed record Happened(CompanyNews News) : Matter;
}
