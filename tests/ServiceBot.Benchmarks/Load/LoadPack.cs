using System.Globalization;
using System.Text.RegularExpressions;

namespace ServiceBot.Benchmarks.Load;

/// <summary>A copy of the courier pack with orders of its own and so much money that no turn of a long run is refused it.</summary>
internal static partial class LoadPack
{
    /// <param name="folder">The server's data folder; the pack is written to <c>packs/courier</c> below it.</param>
    /// <param name="orders">Late through the company's own fault: explained, apologised for and made good with a coupon.</param>
    public static void Write(string folder, int orders)
    {
        var (from, to) = (Path.Combine(AppContext.BaseDirectory, "packs", "courier"), Path.Combine(folder, "packs", "courier"));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var policy = Path.Combine(to, "policy.yaml");
        // Whoever comes back to a parcel, and who shares the end of its phone, would be looked at closely and wait for a person from the third time on.
        File.WriteAllText(policy, SerialClaims().Replace(DayBudget().Replace(File.ReadAllText(policy), "day-budget: 9000000.00"), "serial-claims: 1000"));
        File.WriteAllLines(Path.Combine(to, "sample", "customers.yaml"), Enumerable.Range(0, orders).Select(static i => $"c{i}: {{name: 王芳}}"));
        File.WriteAllLines(Path.Combine(to, "sample", "orders.yaml"), Enumerable.Range(0, orders).Select(static i => new LoadOrder(i)).Select(static order => string.Create(CultureInfo.InvariantCulture,
            $"{order.Number}: {{customer: c{order.Index}, status: in-transit, promised: now-30h, at: 广州转运中心, from: 深圳, to: 上海, freight: 23.00, value: 860.00, phone: 138****{order.PhoneEnd}}}")));
    }

    [GeneratedRegex("day-budget: [0-9.]+")]
    private static partial Regex DayBudget();

    [GeneratedRegex("serial-claims: [0-9]+")]
    private static partial Regex SerialClaims();
}
