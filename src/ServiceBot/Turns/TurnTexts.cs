using ServiceBot.Recovery;

namespace ServiceBot.Turns;

/// <summary>What a turn keeps as JSON, written before its transaction, so that the one writer of SQLite need not. To be disposed when the transaction has ended.</summary>
internal sealed class TurnTexts(TurnResult result) : IDisposable
{
    public RentedJson Reading { get; } = RentedJson.Of(result.Reading, TurnJson.Default.TurnReading);

    public List<(ComplaintCase Case, RentedJson Json)> Cases { get; } = [.. result.Cases.Select(static value => (value, CaseRows.Rent(value)))];

    public IReadOnlyList<(DecisionRecord Record, RentedJson Input)> Decisions { get; } = result.Decisions.Count == 0 ? [] : [.. result.Decisions.Select(static decided => Written(decided.ToRecord()))];

    private static (DecisionRecord, RentedJson) Written(DecisionRecord record) => (record, DecisionRows.Rent(record.Input));

    public void Dispose()
    {
        Reading.Dispose();
        foreach (var (_, json) in Cases) json.Dispose();
        foreach (var (_, json) in Decisions) json.Dispose();
    }
}
