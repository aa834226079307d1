using System.Diagnostics;

namespace ServiceBot.Packs;

/// <summary>One pack as it runs, and what its folder says.</summary>
/// <param name="Pack">The version that runs.</param>
/// <param name="Earlier">Versions that ran before, newest first: an open case ends on the one it began with.</param>
/// <param name="Problems">Of the last reading.</param>
/// <param name="IsBroken">The folder has an edit that was not taken.</param>
public sealed record PackStatus(string Directory, Pack Pack, IReadOnlyList<Pack> Earlier, IReadOnlyList<PackProblem> Problems, bool IsBroken)
{
    private const int Remembered = 8;

    internal PackStatus After(PackLoad load) => load switch
    {
        PackLoad.Broken(var problems) => this with { Problems = problems, IsBroken = true },
        PackLoad.Loaded(var pack, _) when pack.Id != Pack.Id => this with
        {
            Problems = [new PackProblem("pack.yaml", 0, $"the id changed from '{Pack.Id}' to '{pack.Id}' while the pack runs", $"write 'id: {Pack.Id}' again, or restart the service")],
            IsBroken = true,
        },
        PackLoad.Loaded(var pack, var problems) when pack.Version == Pack.Version => this with { Problems = problems, IsBroken = false },
        PackLoad.Loaded(var pack, var problems) => this with { Pack = pack, Earlier = [.. Earlier.Prepend(Pack).Take(Remembered)], Problems = problems, IsBroken = false },
        _ => throw new UnreachableException(),
    };
}
