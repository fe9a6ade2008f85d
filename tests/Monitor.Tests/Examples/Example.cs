using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace FlinkReady.Monitor.Tests.Examples;

/// <summary>Something in the documentation that a reader may copy: a fenced block, or a command within a sentence.</summary>
/// <param name="Page">The page, from the repository's root.</param>
/// <param name="Line">Where it begins, counted from 1.</param>
/// <param name="Language">What the fence says; empty where it says nothing.</param>
/// <param name="Text">The example.</param>
internal sealed record Example(string Page, int Line, string Language, string Text)
{
    /// <summary>The pages for people: all of the repository's Markdown but what belongs to tests.</summary>
    public static IReadOnlyList<string> Pages { get; } =
        [.. Directory.EnumerateFiles(SharedMaterial.RepositoryRoot, "*.md")
            .Concat(new[] { "docs", "deploy", "bench" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(SharedMaterial.RepositoryRoot, folder), "*.md", SearchOption.AllDirectories)))
            .Select(file => Path.GetRelativePath(SharedMaterial.RepositoryRoot, file))
            .Order(StringComparer.Ordinal)];

    /// <summary>Every fenced or indented block of code of every page.</summary>
    public static IReadOnlyList<Example> Blocks { get; } = [.. Pages.SelectMany(BlocksOf)];

    /// <summary>Every <c>piece of code</c> within the sentences of every page.</summary>
    public static IReadOnlyList<Example> Spans { get; } = [.. Pages.SelectMany(SpansOf)];

    /// <summary>Where it stands.</summary>
    public string Place => $"{Page}:{Line}";

    private static IEnumerable<Example> BlocksOf(string page) =>
        Parse(page).Descendants<CodeBlock>().Select(block =>
            new Example(page, block.Line + 1, (block as FencedCodeBlock)?.Info ?? string.Empty, block.Lines.ToString().ReplaceLineEndings("\n") + "\n"));

    private static IEnumerable<Example> SpansOf(string page) =>
        Parse(page).Descendants<CodeInline>().Select(span => new Example(page, span.Line + 1, "span", span.Content));

    private static MarkdownDocument Parse(string page) =>
        Markdown.Parse(File.ReadAllText(Path.Combine(SharedMaterial.RepositoryRoot, page)), new MarkdownPipelineBuilder().UsePipeTables().UsePreciseSourceLocation().Build());
}
