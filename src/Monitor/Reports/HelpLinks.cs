namespace FlinkReady.Monitor.Reports;

/// <summary>Links to the pages of rules.</summary>
/// <param name="docsBaseUrl">Where the pages are, null where nobody said.</param>
/// <param name="fallback">What stands before a rule's id then.</param>
internal sealed class HelpLinks(Uri? docsBaseUrl, string fallback = HelpLinks.ServedByWatch)
{
    /// <summary>Where <c>watch</c> serves the pages by default.</summary>
    public const string ServedByWatch = "http://localhost:9817/rules/";

    private readonly string _base = docsBaseUrl is null ? fallback : docsBaseUrl.AbsoluteUri.EndsWith('/') || docsBaseUrl.Query.Length > 0 ? docsBaseUrl.AbsoluteUri : docsBaseUrl.AbsoluteUri + "/";

    /// <summary>True where somebody said where the pages are: only then is a link worth showing to people elsewhere.</summary>
    public bool IsConfigured => docsBaseUrl is not null;

    /// <summary>Where all pages are.</summary>
    public string Index => _base;

    /// <summary>The page of a rule.</summary>
    public string Of(string ruleId) => _base + ruleId;
}
