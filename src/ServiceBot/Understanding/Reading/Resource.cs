namespace ServiceBot.Understanding.Reading;

/// <summary>Tab-separated tables that ship inside the assembly; lines that begin with # are comments.</summary>
internal static class Resource
{
    public static IEnumerable<string[]> Rows(string name)
    {
        using var stream = typeof(Resource).Assembly.GetManifestResourceStream($"Understanding/{name}")
            ?? throw new FileNotFoundException($"The assembly holds no resource 'Understanding/{name}'; add it under Understanding/Resources.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') yield return line.Split('\t');
        }
    }
}
