using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace FlinkReady.Monitor.Reports;

/// <summary>The pages of <c>docs/rules</c>, which the program carries, as text.</summary>
internal static partial class RulePageText
{
    private const string Resource = "rules.zip";

    /// <summary>A page as it stands in the repository, null where there is none.</summary>
    public static string? Markdown(string rule)
    {
        using var archive = new ZipArchive(typeof(RulePageText).Assembly.GetManifestResourceStream(Resource)!);
        if (archive.GetEntry($"{rule}.md") is not { } page)
        {
            return null;
        }

        using var reader = new StreamReader(page.Open(), Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>A page for a place where the other pages are not: links to them are their words alone.</summary>
    public static string? WithoutLinksToFiles(string rule) => Markdown(rule) is { } text ? LinkToFile().Replace(text, "$1") : null;

    [GeneratedRegex(@"\[([^\]\n]+)\]\((?![a-z]+:)[^)\n]*\)")]
    private static partial Regex LinkToFile();
}
