namespace ServiceBot.Server.Evaluation.Dialogues;

/// <summary>
/// What the linear scores look at: the words of the turn itself, and of the two turns before it. Kept apart: put into one bag, what the turns before said only blurs
/// the turn's own words (held-out AUC of hand-overs .75 → .77 without it); as a score of their own the trees can weigh them (.886 → .887, GT-I 61.7 → 62.9).
/// </summary>
internal static class TurnViews
{
    public const int Count = 2;

    private const int TurnsBefore = 2;

    /// <param name="words">Of every turn of the dialogue.</param>
    public static uint[] Of(int view, Dialogue dialogue, List<uint[]> words, int turn) => view == 0
        ? [.. TurnWords.In(Side(dialogue, turn), words[turn])]
        : [.. Enumerable.Range(1, TurnsBefore).Where(back => turn >= back).SelectMany(back => TurnWords.In((100 * Side(dialogue, turn)) + (10 * (uint)back) + Side(dialogue, turn - back), words[turn - back]))];

    // The same words mean something else from the other side.
    private static uint Side(Dialogue dialogue, int turn) => dialogue.Turns[turn].IsCustomer ? 11u : 12u;
}
