using System.Globalization;

namespace FlinkReady.KubernetesApi.Paths;

/// <summary>What a list and a watch are about: the resources of a kind, in one namespace or in all.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Version">The version of the API group; without effect for Services, which have <c>v1</c>.</param>
/// <param name="Namespace">The namespace, null for all.</param>
/// <param name="LabelSelector">Which resources; null for all.</param>
public sealed record ResourcePath(ResourceKind Kind, string Version, string? Namespace, string? LabelSelector)
{
    /// <summary>How many resources a page of a list has at most.</summary>
    internal const int PageSize = 500;

    // "/apis/GROUP/VERSION" or, for the core group, "/api/v1".
    private string Root => Kind.Group.Length == 0 ? "api/v1" : $"apis/{Kind.Group}/{Escaped(Version)}";

    private string Collection => Namespace is null ? $"{Root}/{Kind.Plural}" : $"{Root}/namespaces/{Escaped(Namespace)}/{Kind.Plural}";

    private string Selector => LabelSelector is null ? string.Empty : $"&labelSelector={Escaped(LabelSelector)}";

    /// <summary>A page of the list.</summary>
    /// <param name="page">What the page before said to go on with; null for the first.</param>
    internal string Page(string? page) =>
        string.Create(CultureInfo.InvariantCulture, $"{Collection}?limit={PageSize}{(page is null ? string.Empty : $"&continue={Escaped(page)}")}{Selector}");

    /// <summary>The whole list in one answer.</summary>
    internal string Whole() => LabelSelector is null ? Collection : $"{Collection}?labelSelector={Escaped(LabelSelector)}";

    /// <summary>A watch from a version on.</summary>
    /// <param name="version">The last version that was seen.</param>
    /// <param name="seconds">When the server is to end it.</param>
    internal string Watch(string version, int seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{Collection}?watch=1&resourceVersion={Escaped(version)}&allowWatchBookmarks=true&timeoutSeconds={seconds}{Selector}");

    /// <inheritdoc/>
    public override string ToString() => Namespace is null ? $"{Kind.Plural} in all namespaces" : $"{Kind.Plural} in namespace {Namespace}";

    private static string Escaped(string text) => Uri.EscapeDataString(text);
}
