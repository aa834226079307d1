using System.Reflection;
using System.Text.RegularExpressions;
using ServiceBot.Dialogs;
using ServiceBot.Server.Chat;

namespace ServiceBot.Tests;

/// <summary>A pattern that the generator cannot write as code is left to the interpreter without a word, and costs many times as much in every turn.</summary>
public sealed class GeneratedPatternsTests
{
    private const BindingFlags Declared = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Assembly[] Ours = [typeof(Heard).Assembly, typeof(StandardDialogs).Assembly, typeof(ChatFile).Assembly];

    [Fact]
    public void Every_pattern_is_compiled_with_the_program()
    {
        var patterns = Ours.SelectMany(assembly => assembly.GetTypes()).SelectMany(type => type.GetMethods(Declared))
            .Where(method => method.GetCustomAttribute<GeneratedRegexAttribute>() is not null).ToList();

        patterns.Count.ShouldBeGreaterThan(50);
        patterns.Where(method => method.Invoke(null, null)!.GetType() == typeof(Regex)).Select(method => $"{method.DeclaringType!.Name}.{method.Name}").ShouldBeEmpty();
    }
}
