namespace FlinkReady.Monitor.Reports;

/// <summary>Links to the pages of rules.</summary>
/// <param name="docsBaseUrl">Where the pages are, null where nobody said.</param>
/// <param name="fallback">What stands before a rule's id then; null where there is nobody who serves the pages, and so no link.</param>
internal sealed class HelpLinks(Uri? docsBaseUrl, string? fallback = null)
{
    private const string Project = "https://github.com/flinkready/flinkready-monitor";

    private readonly string? _base = docsBaseUrl is null ? fallback : docsBaseUrl.AbsoluteUri.EndsWith('/') || docsBaseUrl.Query.Length > 0 ? docsBaseUrl.AbsoluteUri : docsBaseUrl.AbsoluteUri + "/";

    /// <summary>Where more can be read: the pages where somebody said where they are, else the project's own page.</summary>
    public string Index => docsBaseUrl is null ? Project : _base!;

    /// <summary>The page of a rule, null where nobody serves it. Only a configured one is a link worth showing to people elsewhere.</summary>
    public string? Find(string ruleId) => _base is null ? null : _base + ruleId;

    /// <summary>The page of a rule where somebody said where the pages are; else null.</summary>
    public string? FindConfigured(string ruleId) => docsBaseUrl is null ? null : _base + ruleId;
}
