using ServiceBot.Recovery;

namespace ServiceBot.Turns;

/// <summary>How many apologies this turn may say (recovery.md §3): those that its dialogs have decided and counted; else the first of a failure that nobody has apologised for yet.</summary>
internal sealed class ApologyAllowance
{
    private const int SevereFrom = 3;

    private readonly ComplaintCase? unapologised;
    private readonly bool hasCase;
    private int left;

    public ApologyAllowance(IReadOnlyList<ComplaintCase> before, IReadOnlyList<ComplaintCase> after)
    {
        foreach (var matter in after)
        {
            var was = 0;
            foreach (var known in before)
                if (known.Id == matter.Id) was = known.Apologies;
            left += Math.Max(0, matter.Apologies - was);
            if (matter.IsClosed) continue;
            hasCase = true;
            // Severe: the full apology is a person's. The customer's own slip: none is due.
            if (matter is { Apologies: 0, Severity: < SevereFrom, Attribution: not Attribution.Customer }) unapologised = matter;
        }
    }

    /// <summary>The case for which a free text has used up the one apology.</summary>
    public ComplaintCase? Made { get; private set; }

    public bool Take()
    {
        if (left > 0)
        {
            left--;
            return true;
        }

        // Without a case it is about a misunderstanding or a courtesy: no failure of which an apology could be one too many.
        if (!hasCase) return true;
        if (unapologised is null || Made is not null) return false;
        Made = unapologised with { Apologies = 1 };
        return true;
    }
}
