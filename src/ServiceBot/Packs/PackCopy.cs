using System.Text;

namespace ServiceBot.Packs;

/// <summary>A pack's files as they were, to be kept somewhere and loaded again when its folder says something else.</summary>
public static class PackCopy
{
    // A byte order mark belongs to the content that was hashed: it must come back as it was.
    private static readonly UTF8Encoding Exact = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>Path → text; null when the folder says something else than <paramref name="version"/> now.</returns>
    public static IReadOnlyDictionary<string, string>? Read(string directory, string version)
    {
        var folder = new PackFolder(directory, new Problems());
        if (folder.Version != version) return null;
        var files = folder.Files.ToDictionary(path => path, path => Exact.GetString(File.ReadAllBytes(Path.Combine(directory, path))), StringComparer.Ordinal);
        // Nothing was edited while they were read.
        return new PackFolder(directory, new Problems()).Version == version ? files : null;
    }

    /// <summary>Loads a copy, under the rules of this program: one that lacks a text the program says is broken.</summary>
    public static PackLoad Load(IReadOnlyDictionary<string, string> files, IReadOnlyList<WordingKey> wording, DateTimeOffset now)
    {
        var directory = Directory.CreateTempSubdirectory("servicebot-pack-").FullName;
        try
        {
            foreach (var (path, text) in files)
            {
                var file = Path.GetFullPath(Path.Combine(directory, path));
                if (!file.StartsWith(directory + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new InvalidDataException($"The copy of a pack names the file '{path}' outside its folder.");
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, text, Exact);
            }

            return PackLoader.Load(directory, wording, now);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
