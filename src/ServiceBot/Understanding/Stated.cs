using System.Text.Json.Serialization;

namespace ServiceBot.Understanding;

/// <summary>What a message says of its matter beside what happened. Words of manner and mood are not in it.</summary>
/// <param name="Urgency">0 nothing said, 1 pressed for time, 2 health, a child, an occasion that will not come again.</param>
/// <param name="IsAgain">It has happened before, the customer says.</param>
/// <param name="Expects">What the expectation rests on; the weightiest where several are named: our own publicity before what others say before experience.</param>
/// <param name="IsAboutRegard">What is missed is being treated as a person.</param>
public readonly record struct Stated(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Want Wants,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Urgency,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsAgain,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ExpectationSource Expects,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsAboutRegard)
{
    [JsonIgnore]
    public bool IsAnything => this != default;

    /// <summary>Both together: what was said once stays said.</summary>
    public Stated With(Stated other) => new(
        Wants | other.Wants, Math.Max(Urgency, other.Urgency), IsAgain || other.IsAgain,
        Expects > other.Expects ? Expects : other.Expects, IsAboutRegard || other.IsAboutRegard);
}

/// <summary>What the customer asks for, in their own words; the policy's remedies are another matter.</summary>
[Flags]
public enum Want
{
    None = 0,
    Information = 1,
    Explanation = 2,
    Apology = 4,
    Refund = 8,
    /// <summary>Money or a coupon beside what was paid.</summary>
    Compensation = 16,
    Replacement = 32,
    Redelivery = 64,
    /// <summary>To be dealt with sooner.</summary>
    Speed = 128,
    Visit = 256,
    Person = 512,
    /// <summary>That it has consequences for who did it.</summary>
    Consequence = 1024,
}

/// <summary>The three sources of handbook S1. Later ones weigh more.</summary>
public enum ExpectationSource
{
    None,
    Experience,
    Others,
    Publicity,
}
