namespace ServiceBot.Server.Chat;

/// <summary>Prints a conversation as it went, with every expectation that does not hold where it stands.</summary>
/// <param name="output">For the conversations.</param>
/// <param name="closing">For the sums at the end.</param>
internal sealed class ChatPrinter(TextWriter output, TextWriter closing)
{
    private int passedFiles, failedFiles, passed, failed;

    public void Print(ChatResult result)
    {
        output.WriteLine(result.Script.Title is { } title ? $"{result.Script.File}: {title}" : result.Script.File);
        foreach (var step in result.Steps) Print(result.Script.File, step);
        output.WriteLine();
        passed += result.Passed;
        failed += result.Failed;
        if (result.Failed == 0) passedFiles++;
        else failedFiles++;
    }

    /// <summary>A file that says nothing to anybody has not passed.</summary>
    public void CountUnreadable() => failedFiles++;

    /// <summary>The last two lines: files, then expectations.</summary>
    public void Close()
    {
        closing.WriteLine($"files: {passedFiles} passed, {failedFiles} failed");
        closing.WriteLine($"expectations: {passed} passed, {failed} failed");
    }

    private void Print(string file, ChatStep step)
    {
        switch (step)
        {
            case ChatStep.Set:
                output.WriteLine($"  {step.Line.Text}");
                break;
            case ChatStep.Turn turn:
                if (turn.Line is ChatLine.Pass or ChatLine.AgentActs) output.WriteLine($"  {turn.Line.Text}");
                foreach (var said in turn.Said) Print(said);
                break;
            case ChatStep.Checked { Outcome.Holds: false } wrong:
                output.WriteLine($"  FAILED {file}:{wrong.Line.Number}");
                output.WriteLine($"    expected  {Indented(wrong.Line.Text)}");
                output.WriteLine($"    actual    {Indented(wrong.Outcome.Actual)}");
                break;
        }
    }

    private void Print(Utterance said)
    {
        var speaker = said.From switch
        {
            "notice" => "--",
            _ when said.Name is { } name => $"{said.From} {name}:",
            _ => $"{said.From}:",
        };
        output.WriteLine($"  {speaker} {said.Text.ReplaceLineEndings("\n").Replace("\n", $"\n  {new string(' ', speaker.Length + 1)}", StringComparison.Ordinal)}");
        if (said.Buttons.Count > 0) output.WriteLine($"  {new string(' ', speaker.Length)} {string.Join(" ", said.Buttons.Select(b => $"[{b}]"))}");
    }

    private static string Indented(string text) => text.ReplaceLineEndings("\n").Replace("\n", "\n              ", StringComparison.Ordinal);
}
