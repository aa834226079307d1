using System.Text;
using ServiceBot.Dialogs;
using ServiceBot.Packs;

namespace ServiceBot.Server.Admin;

/// <summary>A pack's folder and what it would be with another policy.yaml.</summary>
internal sealed class PolicyBench
{
    private static readonly UTF8Encoding Exact = new(encoderShouldEmitUTF8Identifier: false);

    private readonly IReadOnlyDictionary<string, string> files;

    private PolicyBench(string folder, Pack pack, IReadOnlyDictionary<string, string> files) => (Folder, Pack, this.files) = (folder, pack, files);

    public string Folder { get; }

    /// <summary>As the folder says.</summary>
    public Pack Pack { get; }

    public string File => Path.Combine(Folder, "policy.yaml");

    public string Content => System.IO.File.ReadAllText(File);

    /// <exception cref="SettingException">There is no pack, or it is broken.</exception>
    public static PolicyBench Open(string folder, DateTimeOffset now)
    {
        if (!System.IO.File.Exists(Path.Combine(folder, "pack.yaml"))) throw new SettingException($"There is no pack in {folder}. Name its folder with --pack, such as --pack dialogs/packs/courier.");
        return PackLoader.Load(folder, WordingKeys.All, now) switch
        {
            PackLoad.Loaded(var pack, _) when PackCopy.Read(folder, pack.Version) is { } files => new PolicyBench(folder, pack, files),
            PackLoad.Loaded => throw new SettingException($"The pack in {folder} is being edited; try again when it is saved."),
            var broken => throw new SettingException($"The pack in {folder} is broken; `servicebot check {folder}` says where. {broken.Problems[0]}"),
        };
    }

    public PackLoad With(string policy, DateTimeOffset now) =>
        PackCopy.Load(files.ToDictionary(f => f.Key, f => f.Key == "policy.yaml" ? policy : f.Value), WordingKeys.All, now);

    /// <summary>A running server takes it up within a second; whoever reads it meanwhile reads the old one or the new one.</summary>
    public void Write(string policy)
    {
        var beside = $"{File}.tmp";
        System.IO.File.WriteAllText(beside, policy, Exact);
        System.IO.File.Move(beside, File, overwrite: true);
    }
}
