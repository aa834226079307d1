namespace ServiceBot.Understanding;

/// <param name="Intensity">0..3; 0 goes with <see cref="EmotionClass.Neutral"/>.</param>
/// <param name="Target">Whom or what it is aimed at: an apology to somebody angry at the weather differs from one angry at us.</param>
public sealed record Emotion(EmotionClass Class, int Intensity, EmotionTarget Target, EmotionFlags Flags)
{
    public static Emotion Neutral { get; } = new(EmotionClass.Neutral, 0, EmotionTarget.None, EmotionFlags.None);

    private const EmotionFlags Mood = EmotionFlags.Sarcasm | EmotionFlags.Shouting | EmotionFlags.Relief;

    /// <summary>What is left where moods are not guessed: what a person has to know, whatever anybody feels.</summary>
    public Emotion WithoutMood() => (Flags & ~Mood) == EmotionFlags.None ? Neutral : Neutral with { Flags = Flags & ~Mood };
}

public enum EmotionClass
{
    Neutral,
    Angry,
    Anxious,
    Disappointed,
    Sad,
    Satisfied,
    Grateful,
}

public enum EmotionTarget
{
    None,
    Situation,
    Company,
    Bot,
    Agent,
}

[Flags]
public enum EmotionFlags
{
    None = 0,
    ThreatLegal = 1,
    ThreatMedia = 2,
    ThreatRegulator = 4,

    /// <summary>To go with it to the courts, the press or a regulator.</summary>
    Threats = ThreatLegal | ThreatMedia | ThreatRegulator,
    ThreatViolence = 8,
    SelfHarm = 16,
    Minor = 32,
    Abuse = 64,
    Sarcasm = 128,
    Shouting = 256,
    Relief = 512,

    /// <summary>Somebody is in danger now: fire, gas, shut in, hurt.</summary>
    Danger = 1024,

    /// <summary>Somebody's health hangs on the matter: a medicine that does not come, a small child in the cold.</summary>
    Urgent = 2048,

    /// <summary>Somebody has died, and the matter is about what is left of them or about the farewell.</summary>
    Grief = 4096,
}
