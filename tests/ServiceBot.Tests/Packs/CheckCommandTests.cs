using System.CommandLine;
using ServiceBot.Server.Admin;

namespace ServiceBot.Tests.Packs;

public sealed class CheckCommandTests : IDisposable
{
    private static readonly string Courier = Path.Combine(Repository.Root, "dialogs", "packs", "courier");

    private readonly string copy = Directory.CreateTempSubdirectory("servicebot-check-").FullName;
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public CheckCommandTests()
    {
        foreach (var path in Directory.EnumerateFiles(Courier, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(Courier, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
    }

    public void Dispose()
    {
        Directory.Delete(copy, recursive: true);
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public void The_courier_pack_can_run()
    {
        Check(copy).ShouldBe(0);

        output.ToString().ShouldContain("courier can run, version ");
    }

    [Fact]
    public void A_mistake_is_printed_with_file_line_and_what_to_write_instead()
    {
        var policy = Path.Combine(copy, "policy.yaml");
        var lines = File.ReadAllLines(policy);
        var line = Array.FindIndex(lines, l => l.StartsWith("floor:", StringComparison.Ordinal));
        lines[line] = "flor: 2.00";
        File.WriteAllLines(policy, lines);

        Check(copy).ShouldBe(1);

        output.ToString().ShouldContain($"{policy}:{line + 1}: error: 'flor' is not known here; write 'floor'");
        output.ToString().ShouldContain("This pack cannot run: 1 error, ");
    }

    [Fact]
    public void A_folder_without_a_pack()
    {
        Check(Path.Combine(copy, "wording")).ShouldBe(2);

        error.ToString().ShouldContain("it has no pack.yaml");
        output.ToString().ShouldBeEmpty();
    }

    private int Check(string directory) =>
        CheckCommand.Create().Parse([directory]).Invoke(new InvocationConfiguration { Output = output, Error = error });
}
