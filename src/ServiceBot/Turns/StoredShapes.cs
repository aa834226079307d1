using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ServiceBot.Protocol;
using ServiceBot.Recovery;

namespace ServiceBot.Turns;

/// <summary>
/// How what a turn leaves looks as JSON, worked out beside the start: for each type of a field the runtime compiles a dozen methods, together a third
/// of what the first customer would wait for (docs/benchmarks.md).
/// </summary>
public static class StoredShapes
{
    private static readonly JsonTypeInfo[] OfTurns =
    [
        RecoveryJson.Default.ComplaintCase, RecoveryJson.Default.Promise, RecoveryJson.Default.DecisionInput,
        TurnJson.Default.ToleranceState, TurnJson.Default.TurnReading, TurnJson.Default.CompanyMemory,
        ProtocolJson.Options.GetTypeInfo(typeof(Activity)),
    ];

    public static void Prepare()
    {
        // A shape is worked out when it is first used, whatever for.
        foreach (var shape in OfTurns) JsonSerializer.Deserialize("null"u8, shape);
    }
}
