using System.Text;
using Microsoft.Extensions.Logging;
using ServiceBot.Packs;

namespace ServiceBot.Knowledge;

/// <summary>
/// Articles that stand outside of any pack, in a folder of the company's: <c>LANGUAGE/ID.md</c> for every site, <c>SITE/LANGUAGE/ID.md</c> for one.
/// An edit counts within a second; a file that cannot be read leaves the text it had. Thread-safe.
/// </summary>
public sealed partial class CompanyArticles : IDisposable
{
    private const long LargestFile = 2 * 1024 * 1024;

    private readonly string folder;
    private readonly ILogger logger;
    private readonly PackWatch watch;
    private readonly Lock change = new();
    private volatile Edition current;

    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public CompanyArticles(string folder, TimeProvider time, ILogger logger)
    {
        (this.folder, this.logger) = (folder, logger);
        current = new Edition(0, new Dictionary<string, CompanyArticle>());
        // The watch comes first: an edit during the reading is read after it.
        watch = new PackWatch(folder, time, Reload);
        Reload();
    }

    /// <summary>Another number with every edit.</summary>
    public int Number => current.Number;

    /// <summary>Of this site, its own before those of every site.</summary>
    public IReadOnlyList<Article> Of(string site) =>
        [.. current.Files.Values.Where(f => f.Site is null || f.Site == site).OrderBy(f => f.Site is null).Select(f => f.Article)];

    /// <summary>What is wrong in such a folder, for who writes it.</summary>
    public static IReadOnlyList<PackProblem> Check(string folder)
    {
        var problems = new Problems();
        Read(folder, new Dictionary<string, CompanyArticle>(), problems);
        return problems.Sorted();
    }

    public void Dispose() => watch.Dispose();

    private void Reload()
    {
        lock (change)
        {
            var problems = new Problems();
            var files = Read(folder, current.Files, problems);
            foreach (var problem in problems.Sorted().Where(p => !p.IsWarning)) Log.NotTaken(logger, folder, problem);
            current = new Edition(current.Number + 1, files);
            Log.Reads(logger, files.Count, folder);
        }
    }

    private static Dictionary<string, CompanyArticle> Read(string folder, IReadOnlyDictionary<string, CompanyArticle> before, Problems problems)
    {
        var files = new Dictionary<string, CompanyArticle>(StringComparer.Ordinal);
        foreach (var (path, site, locale) in Paths(folder, problems))
        {
            var id = Path.GetFileNameWithoutExtension(path);
            PackIds.Check(id, 0, path, problems);
            if (Content(Path.Combine(folder, path), path, problems) is { } text && ArticleText.Read(id, locale, text, path, problems) is { } article) files[path] = new CompanyArticle(site, article);
            else if (before.TryGetValue(path, out var last)) files[path] = last;
        }

        return files;
    }

    private static List<(string Path, string? Site, Locale Locale)> Paths(string folder, Problems problems)
    {
        var found = new List<(string, string?, Locale)>();
        foreach (var full in Directory.EnumerateFiles(folder, "*.md", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System }).Order(StringComparer.Ordinal))
        {
            var path = Path.GetRelativePath(folder, full).Replace('\\', '/');
            switch (path.Split('/'))
            {
                case ["README.md"]:
                    break;
                case [var language, _] when LocaleOf(language) is { } locale:
                    found.Add((path, null, locale));
                    break;
                case [var site, var language, _] when LocaleOf(language) is { } locale:
                    found.Add((path, site, locale));
                    break;
                default:
                    problems.Warn(path, 0, "this file is not read", $"put it into one of {string.Join(", ", Locales.All.Select(l => l.Tag()))}, or into SITE/LANGUAGE for one site");
                    break;
            }
        }

        return found;
    }

    private static Locale? LocaleOf(string folder)
    {
        foreach (var locale in Locales.All)
            if (locale.Tag() == folder) return locale;
        return null;
    }

    private static string? Content(string full, string path, Problems problems)
    {
        try
        {
            if (new FileInfo(full).Length <= LargestFile) return File.ReadAllText(full, new UTF8Encoding(false, throwOnInvalidBytes: true));
            problems.Error(path, 0, "this file is larger than 2 MB", "make several articles of it");
        }
        catch (DecoderFallbackException)
        {
            problems.Error(path, 0, "this file is not UTF-8 text", "save it as UTF-8 (in the editor: Save with encoding, UTF-8)");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            problems.Error(path, 0, $"this file cannot be read ({fault.Message})", "let the service read it, and save it again");
        }

        return null;
    }

    private sealed record CompanyArticle(string? Site, Article Article);

    private sealed record Edition(int Number, IReadOnlyDictionary<string, CompanyArticle> Files);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} articles are read from {Folder}.")]
        public static partial void Reads(ILogger logger, int count, string folder);

        [LoggerMessage(Level = LogLevel.Error, Message = "An article in {Folder} was not taken; what it said before still counts: {Problem}")]
        public static partial void NotTaken(ILogger logger, string folder, PackProblem problem);
    }
}
