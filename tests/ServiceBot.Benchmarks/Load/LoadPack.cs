using System.Globalization;
using System.Text.RegularExpressions;

namespace ServiceBot.Benchmarks.Load;

/// <summary>A copy of the courier pack with orders of its own and so much money that no turn of a long run is refused it.</summary>
internal static partial class LoadPack
{
    /// <summary>Late through the company's own fault: explained, apologised for and made good with a coupon.</summary>
    public const string Order = "SF7000000000001";

    /// <summary>The end of the number that the order's owner knows.</summary>
    public const string PhoneEnd = "4711";

    /// <param name="folder">The server's data folder; the pack is written to <c>packs/courier</c> below it.</param>
    public static void Write(string folder)
    {
        var (from, to) = (Path.Combine(AppContext.BaseDirectory, "packs", "courier"), Path.Combine(folder, "packs", "courier"));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var policy = Path.Combine(to, "policy.yaml");
        // All customers of the load have one parcel and one phone: looked at closely, as they would be, from the third on they would all wait for a person.
        File.WriteAllText(policy, SerialClaims().Replace(DayBudget().Replace(File.ReadAllText(policy), "day-budget: 9000000.00"), "serial-claims: 1000"));
        File.WriteAllText(Path.Combine(to, "sample", "customers.yaml"), "owner: {name: 王芳}\n");
        File.WriteAllText(Path.Combine(to, "sample", "orders.yaml"), string.Create(CultureInfo.InvariantCulture,
            $"{Order}: {{customer: owner, status: in-transit, promised: now-30h, at: 广州转运中心, from: 深圳, to: 上海, freight: 23.00, value: 860.00, phone: 138****{PhoneEnd}}}\n"));
    }

    [GeneratedRegex("day-budget: [0-9.]+")]
    private static partial Regex DayBudget();

    [GeneratedRegex("serial-claims: [0-9]+")]
    private static partial Regex SerialClaims();
}
