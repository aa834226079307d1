using ServiceBot.Dialogs;
using ServiceBot.Packs;

namespace ServiceBot.Tests.Guards;

/// <summary>A pack that ships, with one text edited as a manager would.</summary>
internal sealed class EditedPack : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("servicebot-edited-").FullName;

    /// <param name="instead">Takes the place of every line that begins with <paramref name="key"/>.</param>
    public EditedPack(string folder, string file, string instead, string key)
    {
        foreach (var name in (string[])[folder, "shared"]) Copy(Path.Combine(AppContext.BaseDirectory, "packs", name), Path.Combine(root, name));
        var path = Path.Combine(root, folder, file);
        File.WriteAllText(path, string.Join('\n', File.ReadAllLines(path).Where(line => !line.StartsWith(key, StringComparison.Ordinal))) + instead);
        Pack = ((PackLoad.Loaded)PackLoader.Load(Path.Combine(root, folder), WordingKeys.All, DateTimeOffset.UnixEpoch)).Pack;
    }

    public Pack Pack { get; }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.GetDirectories(from).Where(folder => Path.GetFileName(folder) is not ("golden" or "examples.model"))) Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
