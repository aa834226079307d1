using System.Text;
using ServiceBot.Packs;

namespace ServiceBot.Tests.Packs;

/// <summary>A small pack without a mistake in a folder of its own, to be edited as a service manager would.</summary>
internal sealed class TempPack : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 30, TimeSpan.FromHours(8));

    private readonly string root = System.IO.Directory.CreateTempSubdirectory("servicebot-pack-").FullName;

    public string Directory { get; }

    /// <summary>What code says in these tests.</summary>
    public IReadOnlyList<WordingKey> Wording { get; set; } =
    [
        new("enquiry.{enquiry}"),
        new("status.{fact.status}", "number"),
        new("promise", "number", "due"),
        new("sorry", "number") { IsOptional = true },
    ];

    /// <param name="isAlone">The pack is all there is; otherwise wording that packs share may be written beside it.</param>
    public TempPack(bool isAlone = true)
    {
        Directory = isAlone ? root : System.IO.Directory.CreateDirectory(Path.Combine(root, "parcels")).FullName;
        foreach (var (path, text) in TempPackFiles.All) Write(path, text);
    }

    public void Write(string path, string text) => Write(path, new UTF8Encoding(false).GetBytes(text));

    public void Write(string path, byte[] bytes)
    {
        var full = Path.Combine(Directory, path);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
    }

    /// <summary>Replaces a text that stands there once.</summary>
    public void Edit(string path, string old, string replacement)
    {
        var text = File.ReadAllText(Path.Combine(Directory, path));
        text.Split(old).Length.ShouldBe(2, $"'{old}' in {path}");
        Write(path, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    /// <summary>Writes the wording of all packs, beside this one.</summary>
    public void WriteShared(string simplified, string traditional, string english)
    {
        foreach (var (locale, text) in Locales.All.Zip([simplified, traditional, english])) Write($"../shared/wording/{locale.Tag()}.yaml", text + "\n");
    }

    public void Append(string path, string text) => Write(path, File.ReadAllText(Path.Combine(Directory, path)) + text);

    public void Delete(string path) => File.Delete(Path.Combine(Directory, path));

    public PackLoad Load() => PackLoader.Load(Directory, Wording, Now);

    /// <summary>The pack, which must have no errors.</summary>
    public Pack Pack() => Load() is PackLoad.Loaded(var pack, _) ? pack : throw new InvalidOperationException(string.Join('\n', Problems()));

    /// <summary>All that is wrong, as `servicebot check` prints it.</summary>
    public IReadOnlyList<string> Problems() => [.. Load().Problems.Select(p => p.ToString())];

    public void Dispose() => System.IO.Directory.Delete(root, recursive: true);
}
