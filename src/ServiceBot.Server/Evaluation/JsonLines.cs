using System.Text.Json;
using System.Text.RegularExpressions;

namespace ServiceBot.Server.Evaluation;

/// <summary>Files of one JSON object a line; a line that is none is named.</summary>
internal static partial class JsonLines
{
    /// <exception cref="SettingException">A file is missing, or a line cannot be read.</exception>
    public static IEnumerable<(string Where, JsonElement Row)> Read(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            if (!File.Exists(file)) throw new SettingException($"There is no file {file}; name a file of one JSON object a line.");
            var number = 0;
            foreach (var line in File.ReadLines(file))
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line)) yield return ($"{file}:{number}", Parse(line, $"{file}:{number}"));
            }
        }
    }

    /// <summary>One object a line, in order.</summary>
    public static void Write(string file, IEnumerable<Action<Utf8JsonWriter>> rows)
    {
        using var stream = File.Create(file);
        foreach (var row in rows)
        {
            using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                writer.WriteStartObject();
                row(writer);
                writer.WriteEndObject();
            }

            stream.WriteByte((byte)'\n');
        }
    }

    // Python's writers put NaN where a value is missing, which JSON does not know.
    [GeneratedRegex(@"(?<=[:\[,]\s*)-?(NaN|Infinity)(?=\s*[,}\]])")]
    private static partial Regex NoNumber { get; }

    private static JsonElement Parse(string line, string where, bool isMended = false)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document.RootElement.Clone();
        }
        catch (JsonException fault)
        {
            if (!isMended && NoNumber.IsMatch(line)) return Parse(NoNumber.Replace(line, "null"), where, isMended: true);
            throw new SettingException($"{where} is no JSON: {fault.Message} Write one object a line.");
        }

        throw new SettingException($"{where} is no JSON object; write one object a line.");
    }
}
