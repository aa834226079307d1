using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Server.Desk;

/// <summary>What was said and done about a conversation's cases, with the promises and their clocks, oldest first: so that nobody apologises twice or offers what was turned down. Pure.</summary>
internal static class SaidTimeline
{
    public static IReadOnlyList<SaidView> Of(IReadOnlyList<ComplaintCase> cases, IReadOnlyList<Promise> promises, Pack pack)
    {
        var done = from complaint in cases
                   from happened in complaint.Events ?? []
                   select new SaidView(happened.At, Enum.Parse<SaidWord>(happened.What.ToString()), BoardReader.NameOf(complaint.Kind, pack), [.. (happened.Remedies ?? []).Select(CaseViews.Bundle)], null);
        var promised = promises.Select(p => new SaidView(p.MadeAt, SaidWord.Promised, KindOf(p, cases, pack), [], PromiseViews.Of(p)));
        return [.. done.Concat(promised).OrderBy(said => said.At)];
    }

    private static LocalizedText? KindOf(Promise promise, IReadOnlyList<ComplaintCase> cases, Pack pack) =>
        cases.FirstOrDefault(complaint => complaint.Id == promise.Case) is { } own ? BoardReader.NameOf(own.Kind, pack) : null;
}

internal static class PromiseViews
{
    public static PromiseView Of(Promise p) => new(p.Id.Value, p.What, p.Text, p.SubjectId, (PromiseWord)p.Status, p.MadeAt, p.Due, p.Repromises > 0);
}
