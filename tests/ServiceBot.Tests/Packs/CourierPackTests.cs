using ServiceBot.Dialogs;
using ServiceBot.Packs;

namespace ServiceBot.Tests.Packs;

public sealed class CourierPackTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void The_courier_pack_loads_without_errors()
    {
        var load = PackLoader.Load(Path.Combine(AppContext.BaseDirectory, "packs", "courier"), WordingKeys.All, Now);

        load.Problems.Where(p => !p.IsWarning).ShouldBeEmpty();
        load.ShouldBeOfType<PackLoad.Loaded>();
    }
}
