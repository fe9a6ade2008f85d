using System.Text.RegularExpressions;
using FlinkReady.Monitor.Configuration.Schema;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>The keys of <c>kubernetes</c>.</summary>
internal static partial class KubernetesKeys
{
    private static readonly string[] Sources = ["flinkdeployments", "flinksessionjobs", "flinkstatesnapshots", "services"];

    /// <summary>The section.</summary>
    public static SectionShape<KubernetesDraft> Shape { get; } = new("section", static _ => new KubernetesDraft(),
    [
        Key<IReadOnlyList<string>>("namespaces", new ListShape<string>(Namespace, "list of namespaces"), static (settings, value) => settings with { Namespaces = [.. value] }, "the monitor's own namespace", "[flink]",
            "The namespaces to look in; `[\"*\"]` for all, which takes a ClusterRole instead of Roles."),
        Key("labelSelector", Selector, static (settings, value) => settings with { LabelSelector = value }, null, "monitoring=flinkready",
            "Which resources to look at, by their labels."),
        Key<IReadOnlyList<string>>("sources", new ListShape<string>(Source, "list of kinds", allowsNone: false), static (settings, value) => settings with { Sources = [.. value.Distinct()] }, "[flinkdeployments, flinksessionjobs, services]", "[flinkdeployments]",
            "The kinds to watch: flinkdeployments, flinksessionjobs, services, flinkstatesnapshots. Each takes the rights to list and watch it."),
        Key("serviceSelector", Selector, static (settings, value) => settings with { ServiceSelector = value }, null, "app=flink",
            "Services that are targets without the annotation `flinkready.io/scrape: \"true\"`."),
        Key("apiVersion", Version, static (settings, value) => settings with { ApiVersion = value }, "v1beta1", "v1beta1",
            "The version of the operator's resources."),
        Key("hostSuffix", Suffix, static (settings, value) => settings with { HostSuffix = value }, "none", ".svc.cluster.local",
            "What follows the namespace in the host names of JobManagers."),
        Key("upgradeGrace", Values.Duration(TimeSpan.Zero, TimeSpan.FromHours(24)), static (settings, value) => settings with { UpgradeGrace = value }, "10m", "15m",
            "How long a cluster that is created or upgraded may be away before that is an outage."),
        new Key<KubernetesDraft, TargetDraft>("template", TargetKeys.Template,
            static (draft, value) => draft with { Settings = draft.Settings with { Template = value.Definition }, TemplateAt = value.Written.Place }, null, "{ tls: { caFile: ca.pem } }",
            "How the targets that are found are reached and looked at: the keys of a target, without name and address. `{name}` and `{namespace}` in them stand for those of the resource."),
    ]);

    private static Shape<string> Namespace => new ScalarShape<string>("namespace", static text =>
        text == KubernetesSettings.AllNamespaces || DnsLabel().IsMatch(text) ? (text, null) : (text, $"must be a namespace, or \"*\" for all, not \"{text}\""));

    private static Shape<LabelSelector> Selector => new ScalarShape<LabelSelector>("label selector", static text =>
        LabelSelector.Parse(text) is { } selector ? (selector, null) : (null!, $"must be a label selector such as app=flink or tier in (a,b), not \"{text}\""));

    private static Shape<string> Source => new ScalarShape<string>("kind", new ValueFormat.Word(Sources), static text =>
        Sources.Contains(text) ? (text, null) : (text, $"must be one of {string.Join(", ", Sources)}, not \"{text}\"{NearestName.Hint(text, Sources)}"));

    private static Shape<string> Version => new ScalarShape<string>("version", new ValueFormat.Pattern("^v[0-9]+((alpha|beta)[0-9]+)?$"), static text =>
        ApiVersion().IsMatch(text) ? (text, null) : (text, $"must be a version such as v1beta1, not \"{text}\""));

    private static Shape<string> Suffix => new ScalarShape<string>("end of a host name", static text =>
        text.Length == 0 || HostSuffix().IsMatch(text) ? (text, null) : (text, $"must begin with a dot, such as .svc.cluster.local, not \"{text}\""));

    private static Key<KubernetesDraft, T> Key<T>(string name, Shape<T> shape, Func<KubernetesSettings, T, KubernetesSettings> put, string? @default, string example, string description) =>
        new(name, shape, (draft, value) => draft with { Settings = put(draft.Settings, value) }, @default, example, description);

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DnsLabel();

    [GeneratedRegex(@"\Av[0-9]+((alpha|beta)[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex ApiVersion();

    [GeneratedRegex(@"\A(\.[a-zA-Z0-9-]+)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex HostSuffix();
}
