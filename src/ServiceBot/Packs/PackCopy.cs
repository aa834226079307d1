using System.Text;

namespace ServiceBot.Packs;

/// <summary>A pack's files as they were, to be kept somewhere and loaded again when its folder says something else.</summary>
public static class PackCopy
{
    // A byte order mark belongs to the content that was hashed: it must come back as it was.
    private static readonly UTF8Encoding Exact = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private const string PackFiles = "pack/";
    private const string SharedFiles = SharedWording.Name + "/";

    /// <returns>Path → text; null when the folder says something else than <paramref name="version"/> now.</returns>
    public static IReadOnlyDictionary<string, string>? Read(string directory, string version)
    {
        var folder = new PackFolder(directory, SharedWording.Of(directory), new Problems(), isParsed: false);
        if (folder.Version != version) return null;
        var files = folder.Sources.ToDictionary(source => source.Key, source => Exact.GetString(File.ReadAllBytes(source.Value)), StringComparer.Ordinal);
        // Nothing was edited while they were read.
        return new PackFolder(directory, SharedWording.Of(directory), new Problems(), isParsed: false).Version == version ? files : null;
    }

    /// <summary>Loads a copy, under the rules of this program: a text that the program says since is the program's own.</summary>
    public static PackLoad Load(IReadOnlyDictionary<string, string> files, IReadOnlyList<WordingKey> wording, DateTimeOffset now)
    {
        var directory = Directory.CreateTempSubdirectory("servicebot-pack-").FullName;
        try
        {
            foreach (var (path, text) in files)
            {
                var file = Path.GetFullPath(Path.Combine(directory, path.StartsWith(SharedFiles, StringComparison.Ordinal) ? path : $"{PackFiles}{path}"));
                if (!file.StartsWith(directory + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new InvalidDataException($"The copy of a pack names the file '{path}' outside its folder.");
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, text, Exact);
            }

            return PackLoader.Load(Path.Combine(directory, PackFiles), SharedWording.OfCopy(Path.Combine(directory, SharedFiles)), wording, now);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
