using ServiceBot.Understanding.Acts;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Intents;

/// <summary>
/// The separate matters of one message. Each clause is judged by itself, neighbours of one matter are merged,
/// and what a complaint answers anyway is no matter of its own.
/// </summary>
internal readonly ref struct IssueFinder(IntentRecognizer recognizer, NormalText text, Scratch scratch, DetectedLanguage language)
{
    // A second matter shows in the whole message too, at least this much beside the first; or it is plain in its clause.
    private const float LeastOfWhole = 0.2f;
    public const double Plain = 0.85;

    // Of what the whole message says next to nothing about, the clause alone must be as good as certain ("breakfast was included" is half of a complaint about the bill).
    private const float NextToNothing = 0.05f;
    private const double Certain = 0.95;

    // … or it is what remains when the matter is left out that drowns it: "the kettle hasn't come, and no refund for the pan" is .95 the refund, and nearly all of the rest the kettle.
    private const float MostOfTheRest = 0.5f;

    // Torn between two that it speaks of both ("the toilet is blocked and the neighbours are screaming"): each clause need only say which.
    private const float LeastOfOther = 0.5f;
    private const float MostOfBoth = 0.7f;

    // "Are you better than the others?" is asked as one chats, and is a question; greetings themselves are heard as acts.
    private const double SureOfChatter = 0.75;

    /// <param name="whole">The best intent of the message as a whole.</param>
    /// <param name="message">Probabilities of the message as a whole.</param>
    public List<FoundIntent> Find(int whole, ReadOnlySpan<float> message, double confidence, DialogAct act)
    {
        var clauses = scratch.Clauses;
        var found = scratch.Issues;
        found.Clear();
        var isSure = IntentRecognizer.IsSure(confidence, isClause: false) && !(recognizer[whole].IsChatter && confidence < SureOfChatter);
        if (clauses.Count > 1) Judge(clauses, whole, message, isSure, found);
        if (found.Count == 0)
        {
            if (isSure) found.Add(new Issue(whole, confidence, 0, text.Length, false));
        }
        else if (found is [var only] && only.Intent != whole && message[whole] >= 0.5f && recognizer[whole].Covers.Contains(recognizer[only.Intent].Id))
        {
            // "It says delivered, I never got anything": the first half alone only asks.
            found[0] = new Issue(whole, message[whole], 0, text.Length, false);
        }
        else if (isSure && !found.Exists(issue => issue.Intent == whole) && found.TrueForAll(issue => issue.Confidence < confidence))
        {
            // The clauses are clearer together than one by one.
            found.Clear();
            found.Add(new Issue(whole, confidence, 0, text.Length, false));
        }

        DropCovered(found);
        // "don't give me a person" names what it does not want.
        if (act == DialogAct.StayWithBot) RemoveHandover(found);
        var intents = new List<FoundIntent>(found.Count);
        foreach (var issue in found)
        {
            var start = text.Origin(issue.Start);
            intents.Add(new FoundIntent(recognizer[issue.Intent].Id, issue.Confidence, start, text.Origin(issue.End) - start));
        }

        return intents;
    }

    private void Judge(List<Clause> clauses, int whole, ReadOnlySpan<float> message, bool isSure, List<Issue> found)
    {
        Span<float> probabilities = stackalloc float[recognizer.Count + 1];
        var acts = scratch.Hits.Of(CueArea.Act);
        for (var i = 0; i < clauses.Count; i++)
        {
            var clause = clauses[i];
            // "没到" is a clause; two letters are none, nor is a number ("1203!!", "and SF1010000000003 also …").
            if (!HasWord(clause) || clause.End - clause.Start < (HanTable.IsHan(text[clause.Start]) ? 2 : 3) || ActReader.IsCourtesy(text, clause.Start, clause.End, Tables.All.Lexicon, acts, scratch)) continue;
            var confidence = recognizer.Score(text, clause.Start, clause.End, scratch, language, probabilities);
            var best = Calibration.Best(probabilities);
            var isTheRest = IsTheRest(best, whole, message, probabilities);
            var isTorn = best != whole && message[best] >= LeastOfOther * message[whole] && message[best] + message[whole] >= MostOfBoth;
            // What the message as a whole says is believed of its parts sooner; what it hardly says must be plain in the clause.
            if (!IntentRecognizer.IsSure(confidence, isClause: best != whole && !isTorn) || (!isSure && confidence < Plain && !isTheRest && !isTorn)) continue;
            if (best != whole && confidence < Plain && !isTorn && (clause.IsPart || (!clause.IsNew && message[best] < LeastOfWhole * message[whole]))) continue;
            // "…, and also": the customer says that what stands before and behind it are two.
            var isOneOfTwo = clause.IsNew || (i + 1 < clauses.Count && clauses[i + 1].IsNew);
            if (best != whole && confidence < Certain && message[best] < NextToNothing && !isTheRest && !isOneOfTwo) continue;
            Merge(new Issue(best, confidence, clause.Start, clause.End, clause.IsNew), found);
        }
    }

    private static bool IsTheRest(int best, int whole, ReadOnlySpan<float> message, ReadOnlySpan<float> clause) =>
        best != whole && clause[best] >= Certain && message[best] >= MostOfTheRest * (1 - message[whole]);

    // A word of its own: no number with letters in it, and no "and" before one.
    private bool HasWord(Clause clause)
    {
        for (var i = clause.Start; i < clause.End; i++)
        {
            if (!char.IsLetterOrDigit(text[i])) continue;
            var start = i;
            while (i < clause.End && char.IsLetterOrDigit(text[i]) && !HanTable.IsHan(text[i])) i++;
            if (i == start || !(text.Chars[start..i].ContainsAnyInRange('0', '9') || IsJoint(start))) return true;
        }

        return false;
    }

    private bool IsJoint(int start)
    {
        foreach (var joint in scratch.Hits.Of(CueArea.Clause))
            if (joint.Start == start) return true;
        return false;
    }

    private static void Merge(Issue issue, List<Issue> found)
    {
        for (var i = 0; i < found.Count; i++)
        {
            if (found[i].Intent != issue.Intent) continue;
            var isNeighbour = i == found.Count - 1;
            found[i] = found[i] with { Confidence = Math.Max(found[i].Confidence, issue.Confidence), End = isNeighbour ? issue.End : found[i].End };
            return;
        }

        found.Add(issue);
    }

    private void DropCovered(List<Issue> found)
    {
        for (var i = found.Count - 1; i >= 0 && found.Count > 1; i--)
        {
            var source = recognizer[found[i].Intent];
            if (source.IsChatter || IsCovered(found[i], source.Id, found)) found.RemoveAt(i);
        }
    }

    private bool IsCovered(Issue issue, string id, List<Issue> found)
    {
        foreach (var other in found)
        {
            // "also, where is my other parcel?" is another matter.
            if (other.Intent != issue.Intent && recognizer[other.Intent].Covers.Contains(id) && !(issue.IsNew || other.IsNew && other.Start > issue.Start)) return true;
        }

        return false;
    }

    private void RemoveHandover(List<Issue> found)
    {
        for (var i = found.Count - 1; i >= 0; i--)
        {
            if (recognizer[found[i].Intent].Id == Handover) found.RemoveAt(i);
        }
    }

    /// <summary>The enquiry every pack has (issue 2 names it).</summary>
    private const string Handover = "talk-to-a-person";
}

internal readonly record struct Issue(int Intent, double Confidence, int Start, int End, bool IsNew);
