using Microsoft.Extensions.Configuration;

namespace ServiceBot.Understanding;

/// <summary>The section <c>Understanding</c>, checked.</summary>
/// <param name="ReadsFeelings">False: nobody's mood is guessed. Threats, abuse, self-harm and minors are still heard, and tolerance goes by what happens.</param>
public sealed record UnderstandingSettings(bool ReadsFeelings = true)
{
    /// <summary>Each problem is a sentence that names the setting.</summary>
    public static UnderstandingSettings Read(IConfiguration configuration, ICollection<string> problems)
    {
        var section = configuration.GetSection("Understanding");
        foreach (var unknown in section.GetChildren().Where(c => !c.Key.Equals("Emotion", StringComparison.OrdinalIgnoreCase)))
            problems.Add($"{unknown.Path} is not a setting: the only one of Understanding is Emotion.");
        switch (section["Emotion"]?.ToUpperInvariant())
        {
            case null or "" or "ON" or "TRUE":
                return new UnderstandingSettings();
            case "OFF" or "FALSE":
                return new UnderstandingSettings(ReadsFeelings: false);
            default:
                problems.Add($"Understanding:Emotion is '{section["Emotion"]}': write on or off.");
                return new UnderstandingSettings();
        }
    }
}
