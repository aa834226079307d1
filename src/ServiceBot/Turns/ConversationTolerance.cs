using ServiceBot.Recovery;
using ServiceBot.Tolerance;

namespace ServiceBot.Turns;

/// <summary>The tolerance of one open case, as it is kept between turns.</summary>
/// <param name="Severity">The severity that <paramref name="State"/> counts with.</param>
internal readonly record struct MatterTolerance(CaseId Case, ToleranceState State, int Severity);

/// <summary>
/// Tolerance while a turn is decided: one for each open case and one for what is no case (recovery.md §1). What the customer says moves all of them;
/// what is done about a case moves its own. The conversation's is the lowest over the open cases (decisions.md 27).
/// </summary>
internal sealed class ConversationTolerance(ToleranceState? general, IReadOnlyList<MatterTolerance> before, ToleranceWeights? weights = null)
{
    // The state of a conversation stays at about 1 kB; of more open cases those with the least patience are followed.
    private const int Most = 4;

    private readonly ToleranceState? was = general;
    private readonly List<MatterTolerance> matters = [.. before];

    /// <summary>Beside all cases: T0 with severity 0 and what the customer has said since; null before the first message.</summary>
    public ToleranceState? General { get; private set; } = general;

    public IReadOnlyList<MatterTolerance> Matters => matters;

    // A complaint that is answered moves tolerance five or six times.
    public List<ToleranceReason> Reasons { get; } = new(8);

    /// <summary>All that this turn has done to tolerance, for <see cref="ToleranceReplay"/>.</summary>
    public List<ToleranceEntry> Log { get; } = new(8);

    /// <summary>The lowest over the open cases; without one the general tolerance.</summary>
    public ToleranceState? Lowest
    {
        get
        {
            var lowest = matters.Count > 0 ? matters[0].State : General;
            foreach (var matter in matters)
                if (matter.State.T < lowest!.T) lowest = matter.State;
            return lowest;
        }
    }

    public void Begin(ToleranceStart start)
    {
        if (General is not null) return;
        General = ToleranceModel.Start(start, weights);
        Log.Add(new ToleranceEntry { Start = start });
    }

    public ToleranceState Of(CaseId matter) => At(matter) is >= 0 and var at ? matters[at].State : General!;

    /// <summary>As the case's was when the turn began; a new one had the patience for everything else.</summary>
    public ToleranceState? Before(CaseId matter)
    {
        foreach (var known in before)
            if (known.Case == matter) return known.State;
        return was;
    }

    /// <summary>Takes over which cases are open and how severe they are by now. A new one begins with what is left of the customer's patience.</summary>
    public void Follow(IReadOnlyList<ComplaintCase> cases)
    {
        for (var i = matters.Count - 1; i >= 0; i--)
            if (!IsOpen(cases, matters[i].Case)) Leave(matters[i].Case);
        foreach (var known in cases)
            if (!known.IsClosed) Follow(known.Id, known.Severity);
        while (matters.Count > Most) Leave(matters[matters.IndexOf(matters.MaxBy(m => m.State.T))].Case);
    }

    /// <summary>What the log of an earlier turn says, done once more.</summary>
    public void Take(ToleranceEntry entry)
    {
        if (entry.Start is { } start) Begin(start);
        if (entry.Event is { } happened) Feel([(happened, entry.Matter is { } about ? new CaseId(about) : null)]);
        else if (entry.Matter is { } matter && entry.IsClosed) Leave(new CaseId(matter));
        else if (entry.Matter is { } followed) Follow(new CaseId(followed), entry.Severity ?? 0);
    }

    private void Follow(CaseId id, int severity)
    {
        var at = At(id);
        var matter = at >= 0 ? matters[at] : new MatterTolerance(id, General!, 0);
        if (at >= 0 && matter.Severity == severity) return;
        Log.Add(new ToleranceEntry { Matter = id.Value, Severity = severity });
        if (matter.Severity != severity)
        {
            var state = ToleranceModel.WithSeverity(matter.State, matter.Severity, severity, weights);
            if (state.T != matter.State.T) Reasons.Add(new ToleranceReason("severity", state.T - matter.State.T));
            matter = matter with { State = state, Severity = severity };
        }

        if (at >= 0) matters[at] = matter;
        else matters.Add(matter);
    }

    private void Leave(CaseId id)
    {
        matters.RemoveAt(At(id));
        Log.Add(new ToleranceEntry { Matter = id.Value, IsClosed = true });
    }

    /// <summary>What the customer said, or what concerns the conversation as a whole.</summary>
    public void Feel(IReadOnlyList<ToleranceEvent> events)
    {
        if (events.Count == 0) return;
        foreach (var happened in events) Log.Add(new ToleranceEntry { Event = happened });
        var lowest = Lowest;
        General = Move(General!, events, tells: ReferenceEquals(lowest, General));
        for (var i = 0; i < matters.Count; i++)
            matters[i] = matters[i] with { State = Move(matters[i].State, events, tells: ReferenceEquals(lowest, matters[i].State)) };
    }

    /// <summary>What the dialogs have done: about a case, or about the whole conversation where none is named or the named one is not followed.</summary>
    public void Feel(IReadOnlyList<(ToleranceEvent Event, CaseId? About)> done)
    {
        if (done.Count == 0) return;
        if (Concerning(done, -1) is { } whole) Feel(whole);
        for (var i = 0; i < matters.Count; i++)
        {
            if (Concerning(done, i) is not { } own) continue;
            foreach (var happened in own) Log.Add(new ToleranceEntry { Matter = matters[i].Case.Value, Event = happened });
            matters[i] = matters[i] with { State = Move(matters[i].State, own, tells: true) };
        }
    }

    private List<ToleranceEvent>? Concerning(IReadOnlyList<(ToleranceEvent Event, CaseId? About)> done, int at)
    {
        List<ToleranceEvent>? events = null;
        for (var i = 0; i < done.Count; i++)
            if ((done[i].About is { } about ? At(about) : -1) == at) (events ??= new(done.Count)).Add(done[i].Event);
        return events;
    }

    private ToleranceState Move(ToleranceState state, IReadOnlyList<ToleranceEvent> events, bool tells) =>
        ToleranceModel.Apply(state, events, tells ? Reasons : [], weights);

    private int At(CaseId matter)
    {
        for (var i = 0; i < matters.Count; i++)
            if (matters[i].Case == matter) return i;
        return -1;
    }

    private static bool IsOpen(IReadOnlyList<ComplaintCase> cases, CaseId id)
    {
        foreach (var known in cases)
            if (known.Id == id) return !known.IsClosed;
        return false;
    }
}
