using System.CommandLine;
using System.Globalization;
using ServiceBot.Tolerance;
using ServiceBot.Turns;

namespace ServiceBot.Server.Admin;

/// <summary>`servicebot tolerance CONVERSATION`: how a customer's patience went, turn by turn, computed once more from what the journal has noted. Works beside a running server.</summary>
internal static class ToleranceCommand
{
    private const int Width = 40;

    public static Command Create()
    {
        var conversation = new Argument<string>("CONVERSATION") { Description = "Id of a conversation, such as cv_…" };
        var language = new Option<string>("--lang") { Description = "Language of the reasons.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("zh-Hans", "zh-Hant", "en");
        var command = new Command("tolerance", "Prints the curve of a customer's tolerance from the journal, each change with its reason in words, and whether computing it anew gives the same.") { conversation, language };
        command.SetAction((parsed, cancellation) => OfflineCommand.RunAsync(settings =>
            RunAsync(settings, new ConversationId(parsed.GetRequiredValue(conversation)), LocaleOf(parsed.GetRequiredValue(language)), parsed.InvocationConfiguration.Output, cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(ServerSettings settings, ConversationId id, Locale locale, TextWriter output, CancellationToken cancellation)
    {
        await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
        var turns = await database.ReadAsync((session, cancel) => ReadingRows.OfAsync(session, id, cancel), cancellation);
        var weights = await database.ReadAsync((session, cancel) => WeightRows.OfConversationAsync(session, id, cancel), cancellation);
        return turns.Count == 0 ? OfflineCommand.Refuse($"There is no conversation {id.Value} with a turn; its id stands at the desk and in the address of its transcript.") : Print(turns, version => weights.GetValueOrDefault(version, ToleranceWeights.Priors), locale, output);
    }

    /// <returns>0 when the log gives what was noted, 1 when it does not.</returns>
    public static int Print(IReadOnlyList<StoredTurn> turns, Func<long, ToleranceWeights> weights, Locale locale, TextWriter output)
    {
        var replayed = ToleranceReplay.Of([.. turns.Select(turn => turn.Reading)], weights);
        var isSame = true;
        for (var i = 0; i < turns.Count; i++)
        {
            var (at, noted) = turns[i];
            if (noted.D == 0) continue;
            var anew = replayed[i].Lowest;
            var agrees = anew is not null && Near(anew.T, noted.T) && Near(anew.A, noted.A) && Near(anew.D, noted.D);
            isSame &= agrees;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"turn {noted.Turn,3}  {at:yyyy-MM-dd HH:mm:ss}Z  T {noted.T,5:0.0}  A {noted.A,4:0.0}  D {noted.D,4:0.0}  {noted.Zone,-7}  {Curve(noted)}{(agrees ? "" : Differs(anew))}"));
            foreach (var reason in replayed[i].Reasons.Count > 0 ? replayed[i].Reasons : [.. noted.Reasons.Select(reason => new ToleranceReason(reason.Code, reason.Delta))])
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"          {reason.Delta,6:+0.0;−0.0;±0.0}  {ToleranceReasons.Text(reason.Code, locale)}"));
            if (anew is not null && ToleranceModel.IsEarlyWarning(anew)) output.WriteLine("                  early warning: going on like this, the line is crossed within two turns");
        }

        output.WriteLine(isSame ? "Computed anew from the log: the same." : "Computed anew from the log it is not the same: turns of a version that kept no log are among it, or the program has changed since.");
        return isSame ? 0 : 1;
    }

    // ·····|·····●····: the line and where tolerance stands.
    private static string Curve(TurnReading reading)
    {
        var bar = new string('·', Width + 1).ToCharArray();
        bar[(int)Math.Clamp(Math.Round(reading.A * Width / 100), 0, Width)] = '|';
        bar[(int)Math.Clamp(Math.Round(reading.T * Width / 100), 0, Width)] = '●';
        return new string(bar);
    }

    private static string Differs(ToleranceState? anew) => anew is null ? "  (no log)" : string.Create(CultureInfo.InvariantCulture, $"  (anew: T {anew.T:0.0} A {anew.A:0.0} D {anew.D:0.0})");

    // The journal rounds to a tenth.
    private static bool Near(double anew, double noted) => Math.Abs(anew - noted) <= 0.0501;

    private static Locale LocaleOf(string tag) => tag switch
    {
        "zh-Hans" => Locale.ZhHans,
        "zh-Hant" => Locale.ZhHant,
        _ => Locale.En,
    };
}
