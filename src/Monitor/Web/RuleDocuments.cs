using System.Text;
using Markdig;

namespace FlinkReady.Monitor.Web;

/// <summary>The pages of <c>docs/rules</c>, which the program carries.</summary>
internal static class RuleDocuments
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();

    /// <summary>A page as Markdown, null where there is none.</summary>
    public static string? Markdown(string rule)
    {
        using var stream = typeof(RuleDocuments).Assembly.GetManifestResourceStream($"rules/{rule}.md");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>A page as HTML, null where there is none.</summary>
    public static string? Html(string rule) => Markdown(rule) is { } text ? Markdig.Markdown.ToHtml(text, Pipeline) : null;
}
