namespace ServiceBot.Tolerance;

/// <summary>
/// The numbers of recovery.md §1 in one table. They are design priors, not findings; README.md of this folder says where each comes from,
/// and calibration (recovery.md §7) may replace them.
/// </summary>
public static class TolerancePriors
{
    // start
    public const double Base = 65;
    public const double PerEquity = 10;
    public const double PerEarlierFailure = -6;
    public const double EarlierFailureHalfLifeDays = 30;
    public const double ExplicitPromiseWasBroken = -8;
    public const double PerUrgency = -4;
    public const double PerSeverity = -3;

    // lines
    public const double Adequate = 35;
    public const double AdequatePromiseMade = 5;
    public const double AdequateRecurring = 5;
    public const double AdequateHighReliability = 5;
    public const double AdequatePerFailedRecovery = 3;
    public const double Desired = 75;

    /// <summary>Below is left only this far above A; A itself never comes nearer to D, or the zone would turn inside out.</summary>
    public const double Hysteresis = 10;

    // events
    public const double BotMissedFirst = -4;
    public const double BotMissedSecond = -9;
    public const double BotMissedThird = -15;
    public const double BotRepeated = -4;
    public const double Repeated = -7;
    public const double AskedForKnown = -7;
    public const double WaitOverranPerHalf = -4;
    public const double WaitUnannounced = -6;
    public const double AngerAtFirmPerLevel = -8;
    public const double AngerAtSituationPerLevel = -3;
    public const double FailedAgainSimilar = -15;
    public const double FailedAgain = -9;
    public const double PromiseBroken = -18;
    public const double JustifiedWhileAngry = -8;
    public const double FirstApology = 6;
    public const double SecondApology = 0;
    public const double FurtherApology = -6;
    public const double EmptyApology = -3;
    public const double CauseExplained = 6;
    public const double StatusGiven = 5;
    public const double ChoiceGiven = 4;
    public const double RemedyMatched = 10;
    public const double RemedyMismatched = 3;
    public const double CompensatedNow = 8;
    public const double CompensatedLater = 4;
    public const double PromiseKept = 8;
    public const double PersonWithContext = 8;
    public const double PersonAsksAgain = -8;

    /// <summary>Intensity (0..3) from which an explanation no longer calms.</summary>
    public const int HighIntensity = 3;

    /// <summary>The forecast looks this many turns ahead.</summary>
    public const int WarningTurns = 2;
}
