using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using ServiceBot.Server;

namespace ServiceBot.Tests;

/// <summary>The list of settings is kept by hand: beside the code that reads them and the documents that name them.</summary>
public sealed partial class SettingNamesTests
{
    private static readonly string Documents = string.Concat(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md").Append(Path.Combine(Repository.Root, "README.md"))
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "deploymentTemplates"), "*", SearchOption.AllDirectories)).Select(File.ReadAllText));

    public static TheoryData<string> Documented => [.. DocumentedSetting().Matches(Documents).Select(m => m.Value.Replace("__", ":", StringComparison.Ordinal)).Distinct()];

    public static TheoryData<string> Listed => [.. SettingNames.Sections.SelectMany(section => section.Value.Select(name => $"{section.Key}:{name}"))];

    [Theory]
    [MemberData(nameof(Documented))]
    public void A_setting_that_the_documents_name_is_accepted(string setting)
    {
        SettingNames.Check(new ConfigurationBuilder().AddInMemoryCollection([new(setting, "x")]).Build());
        SettingNames.CheckCommandLine([$"--{setting}", "x"]);
    }

    [Theory]
    [MemberData(nameof(Listed))]
    public void A_setting_that_is_accepted_is_read_and_documented(string setting)
    {
        var name = setting[(setting.LastIndexOf(':') + 1)..];
        Documents.ShouldContain(name);
        var list = Path.Combine(Repository.Root, "src", "ServiceBot.Server", "SettingNames.cs");
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Any(file => file != list && !file.Contains("/obj/", StringComparison.Ordinal) && Regex.IsMatch(File.ReadAllText(file), $"\"(\\w+:)*{name}[\":]|nameof\\([\\w.]*\\b{name}\\)|\\b{name} \\{{ get;"))
            .ShouldBeTrue(setting);
    }

    // As `Section:Name` in a text, as Section__Name in the environment of a template.
    [GeneratedRegex(@"(?<=`[^`\n]*)\b[A-Z][A-Za-z]+(:[A-Z][A-Za-z]+)+\b|\b[A-Z][A-Za-z]+(__[A-Za-z0-9]+)+")]
    private static partial Regex DocumentedSetting();
}
