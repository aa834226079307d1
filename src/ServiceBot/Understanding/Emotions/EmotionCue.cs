namespace ServiceBot.Understanding.Emotions;

/// <summary>Values of the first column of emotions.tsv; the first ones are classes of <see cref="EmotionClass"/> with the same numbers.</summary>
internal enum EmotionCue
{
    Angry = EmotionClass.Angry,
    Anxious = EmotionClass.Anxious,
    Disappointed = EmotionClass.Disappointed,
    Sad = EmotionClass.Sad,
    Satisfied = EmotionClass.Satisfied,
    Grateful = EmotionClass.Grateful,
    /// <summary>Carries flags and no feeling.</summary>
    Flag,
    Negation,
    Intensifier,
    Softener,
    Company,
    Bot,
    Agent,
    Situation,
    /// <summary>A fact that makes praise bitter.</summary>
    Failure,
    /// <summary>"post" … "on Twitter": a threat only together.</summary>
    Publish,
    Forum,
    Block,
}
