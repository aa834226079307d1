using System.Text.Json;
using ServiceBot.Recovery;

namespace ServiceBot.Turns;

/// <summary>What a turn keeps as JSON, written before its transaction, so that the one writer of SQLite need not. To be disposed when the transaction has ended.</summary>
internal sealed class TurnTexts : IDisposable
{
    public TurnTexts(TurnResult result)
    {
        using (var scratch = JsonScratch.Rent())
        {
            JsonSerializer.Serialize(scratch.Writer, result.Reading, TurnJson.Default.TurnReading);
            Reading = new RentedJson(scratch);
        }

        foreach (var value in result.Cases) Cases.Add((value, CaseRows.Rent(value)));
    }

    public RentedJson Reading { get; }

    public List<(ComplaintCase Case, RentedJson Json)> Cases { get; } = new(1);

    public void Dispose()
    {
        Reading.Dispose();
        foreach (var (_, json) in Cases) json.Dispose();
    }
}
