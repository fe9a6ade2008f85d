using FlinkReady.Monitor.Reports;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace FlinkReady.Monitor.Web;

/// <summary>The pages of <c>docs/rules</c>, which the program carries.</summary>
internal static class RuleDocuments
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();

    /// <summary>A page as HTML, null where there is none.</summary>
    public static string? Html(string rule)
    {
        if (RulePageText.Markdown(rule) is not { } text)
        {
            return null;
        }

        var document = Markdig.Markdown.Parse(text, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            Lead(link);
        }

        return document.ToHtml(Pipeline);
    }

    // In the repository pages link to files; here the rules' pages stand beside each other and other documents are not served.
    private static void Lead(LinkInline link)
    {
        if (link.Url is not { } url || url.StartsWith('#') || Uri.TryCreate(url, UriKind.Absolute, out var absolute) && !absolute.IsFile)
        {
            return;
        }

        var (file, fragment) = url.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? (url[..at], url[at..]) : (url, string.Empty);
        if (file.EndsWith(".md", StringComparison.Ordinal) && RulePageText.Markdown(file[..^3]) is not null)
        {
            link.Url = file[..^3] + fragment;
        }
        else
        {
            link.ReplaceBy(new ContainerInline(), copyChildren: true);
        }
    }
}
