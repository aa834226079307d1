namespace ServiceBot.Recovery;

/// <summary>recovery.md §3: one sincere apology per failure, from the one whose it is.</summary>
public static class ApologyGovernor
{
    /// <param name="rung">0..5.</param>
    /// <param name="made">Apologies already made for this failure, by bot and agents.</param>
    /// <param name="withNewRemedy">Something is given now that was not given with the last apology: the only ground for a further one.</param>
    public static ApologyAdvice Advise(int rung, Attribution attribution, int made, bool withNewRemedy)
    {
        // No failure of ours, nothing to apologise for: understanding and help.
        if (rung == 0 || attribution == Attribution.Customer) return ApologyAdvice.None;
        // Severe and ours: the full apology comes from a person (Fürst et al.; Zhu et al. 2023), so the bot makes none, not even a first.
        if (rung >= 4) return ApologyAdvice.LeaveToPerson;
        if (made > 0 && !withNewRemedy) return ApologyAdvice.None;
        return attribution == Attribution.Firm ? ApologyAdvice.Own : ApologyAdvice.OwnTheOutcome;
    }
}
