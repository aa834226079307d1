using System.Text.Json;

namespace ServiceBot.Dialogs;

/// <summary>
/// The stored form: <c>{"f":[{"d":dialog,"v":version,"s":state}],"q":[issue],"a":{"w":what,"c":[[title,value]],"i":issue},"s":subject,"m":misses,"n":fallbacks,"p":proof misses,"u":outages,"o":offered}</c>.
/// What is empty or zero is left out. Short names, because it is read and written with every turn and shares 1 kB with tolerance and ownership (decisions.md 20).
/// </summary>
public static class DialogStateJson
{
    /// <summary>Of the 1 kB of a conversation.</summary>
    public const int MaxBytes = 720;

    /// <summary>UTF-8 JSON of at most <see cref="MaxBytes"/>: the clauses of queued issues are shortened first, then the titles of choices (a press and a number still pick them).</summary>
    public static ReadOnlyMemory<byte> Write(DialogState state)
    {
        using var scratch = JsonScratch.Rent();
        Write(scratch.Writer, state);
        return scratch.Written.ToArray();
    }

    /// <summary>The same as a value of a longer text.</summary>
    public static void Write(Utf8JsonWriter json, DialogState state)
    {
        if (TryWrite(json, state, clause: 24, title: 48, MaxBytes) || TryWrite(json, state, clause: 6, title: 12, MaxBytes)) return;
        TryWrite(json, state, clause: 0, title: 4, int.MaxValue);
    }

    /// <summary>A frame of an unknown dialog or version, and those that stood on it, are left out: <see cref="DialogState.HasLostThread"/>. Text that is no such state gives the empty one with the thread lost.</summary>
    public static DialogState Read(ReadOnlySpan<byte> utf8, DialogSet dialogs)
    {
        if (utf8.IsEmpty) return DialogState.Empty;
        try
        {
            var reader = new Utf8JsonReader(utf8);
            using var document = JsonDocument.ParseValue(ref reader);
            return Read(document.RootElement, dialogs);
        }
        catch (JsonException)
        {
            return Lost;
        }
    }

    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, DialogSet)"/>
    public static DialogState Read(JsonElement stored, DialogSet dialogs)
    {
        try
        {
            return ReadState(stored, dialogs);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return Lost;
        }
    }

    private static DialogState Lost => DialogState.Empty with { HasLostThread = true };

    private static bool TryWrite(Utf8JsonWriter json, DialogState state, int clause, int title, int most)
    {
        using var scratch = JsonScratch.Rent();
        WriteState(scratch.Writer, state, clause, title);
        var written = scratch.Written;
        if (written.Length > most) return false;
        json.WriteRawValue(written, skipInputValidation: true);
        return true;
    }

    private static void WriteState(Utf8JsonWriter json, DialogState state, int clause, int title)
    {
        json.WriteStartObject();
        if (state.Frames.Count > 0) WriteFrames(json, state.Frames);
        if (state.Issues.Count > 0)
        {
            json.WriteStartArray("q");
            foreach (var issue in state.Issues) WriteIssue(json, issue, clause);
            json.WriteEndArray();
        }
        if (state.Asked is { } asked) WriteQuestion(json, asked, clause, title);
        if (state.Subject is { } subject) json.WriteString("s", subject);
        WriteCount(json, "m", state.Misses);
        WriteCount(json, "n", state.Fallbacks);
        WriteCount(json, "p", state.ProofMisses);
        WriteCount(json, "u", state.Outages);
        if (state.IsPersonOffered) json.WriteBoolean("o", true);
        json.WriteEndObject();
    }

    private static void WriteFrames(Utf8JsonWriter json, IReadOnlyList<DialogFrame> frames)
    {
        json.WriteStartArray("f");
        foreach (var frame in frames)
        {
            json.WriteStartObject();
            json.WriteString("d", frame.Dialog.Id);
            json.WriteNumber("v", frame.Dialog.StateVersion);
            json.WritePropertyName("s");
            JsonSerializer.Serialize(json, frame.State, frame.Dialog.StateType);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteIssue(Utf8JsonWriter json, PendingIssue issue, int clause)
    {
        json.WriteStartObject();
        json.WriteString("i", issue.Intent);
        if (issue.SubjectId is { } subject) json.WriteString("n", subject);
        if (issue.Text.Length > 0 && clause > 0) json.WriteString("t", Cut(issue.Text, clause));
        if (issue.HasPhoto) json.WriteBoolean("p", true);
        json.WriteEndObject();
    }

    private static void WriteQuestion(Utf8JsonWriter json, Question asked, int clause, int title)
    {
        json.WriteStartObject("a");
        if (asked.What is { } what) json.WriteString("w", what);
        if (asked.Choices.Count > 0)
        {
            json.WriteStartArray("c");
            foreach (var choice in asked.Choices)
            {
                json.WriteStartArray();
                json.WriteStringValue(Cut(choice.Title, title));
                json.WriteStringValue(choice.Value);
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        if (asked.About is { } about)
        {
            json.WritePropertyName("i");
            WriteIssue(json, about, clause);
        }
        json.WriteEndObject();
    }

    private static void WriteCount(Utf8JsonWriter json, string name, int count)
    {
        if (count > 0) json.WriteNumber(name, count);
    }

    // A surrogate pair cut in half would not be valid UTF-16 and is refused by the writer.
    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static DialogState ReadState(JsonElement root, DialogSet dialogs)
    {
        var (frames, isWhole) = ReadFrames(root, dialogs);
        return new DialogState
        {
            Frames = frames,
            Issues = root.TryGetProperty("q", out var q) ? [.. q.EnumerateArray().Select(ReadIssue)] : [],
            Asked = isWhole && root.TryGetProperty("a", out var a) ? ReadQuestion(a) : null,
            Subject = root.TryGetProperty("s", out var s) ? s.GetString() : null,
            Misses = ReadCount(root, "m"),
            Fallbacks = ReadCount(root, "n"),
            ProofMisses = ReadCount(root, "p"),
            Outages = ReadCount(root, "u"),
            IsPersonOffered = root.TryGetProperty("o", out var o) && o.GetBoolean(),
            HasLostThread = !isWhole,
        };
    }

    private static (List<DialogFrame> Frames, bool IsWhole) ReadFrames(JsonElement root, DialogSet dialogs)
    {
        var frames = new List<DialogFrame>();
        if (!root.TryGetProperty("f", out var stored)) return (frames, true);
        foreach (var frame in stored.EnumerateArray())
        {
            var dialog = dialogs.Find(frame.GetProperty("d").GetString()!);
            if (dialog is null || dialog.StateVersion != frame.GetProperty("v").GetInt32() || ReadState(frame, dialog) is not { } state)
                return (frames, false);
            frames.Add(new DialogFrame(dialog, state));
        }
        return (frames, true);
    }

    private static object? ReadState(JsonElement frame, Dialog dialog)
    {
        try
        {
            return frame.GetProperty("s").Deserialize(dialog.StateType);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static PendingIssue ReadIssue(JsonElement issue) => new(
        issue.GetProperty("i").GetString()!,
        issue.TryGetProperty("n", out var n) ? n.GetString() : null,
        issue.TryGetProperty("t", out var t) ? t.GetString()! : "")
    {
        HasPhoto = issue.TryGetProperty("p", out var p) && p.GetBoolean(),
    };

    private static Question ReadQuestion(JsonElement asked) => new(
        asked.TryGetProperty("w", out var w) ? w.GetString() : null,
        asked.TryGetProperty("c", out var c) ? [.. c.EnumerateArray().Select(x => new Choice(x[0].GetString()!, x[1].GetString()!))] : [],
        asked.TryGetProperty("i", out var i) ? ReadIssue(i) : null);

    private static int ReadCount(JsonElement root, string name) => root.TryGetProperty(name, out var n) ? n.GetInt32() : 0;
}
