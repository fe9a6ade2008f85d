namespace FlinkReady.TestSupport;

/// <summary>Says whether what tests need is there.</summary>
public static class Needs
{
    private static readonly Dictionary<Need, Func<string?>> Reasons = new()
    {
        [Need.SharedMaterial] = () => SharedMaterial.Root is null ? SharedMaterial.MissingReason : null,
        [Need.Helm] = () => Helm is null ? "helm is not installed (deploy/tools/get-helm.sh puts it into artifacts/tools)" : null,
        [Need.Promtool] = () => ExternalTool.Promtool is null ? "promtool is not installed (it comes with Prometheus)" : null,
        [Need.Prometheus] = () => ExternalTool.Prometheus is null ? ExternalTool.Missing("prometheus") : null,
        [Need.Chromium] = () => Chromium is null ? ExternalTool.Missing("chromium") : null,
        [Need.Nginx] = () => Nginx is null ? ExternalTool.Missing("nginx") : null,
        [Need.Alertmanager] = () => Alertmanager is null ? ExternalTool.Missing("alertmanager") : null,
        [Need.Curl] = () => ExternalTool.Find("curl") is null ? ExternalTool.Missing("curl") : null,
    };

    /// <summary>Helm, from <c>artifacts/tools</c> or from the path.</summary>
    public static ExternalTool? Helm { get; } = ExternalTool.Find("helm", Path.Combine(SharedMaterial.RepositoryRoot, "artifacts", "tools"));

    /// <summary>The Alertmanager; Debian's package calls it otherwise than its project does.</summary>
    public static ExternalTool? Alertmanager { get; } = ExternalTool.Find("prometheus-alertmanager") ?? ExternalTool.Find("alertmanager");

    /// <summary>Chromium, under the names that distributions give it.</summary>
    public static ExternalTool? Chromium { get; } = ExternalTool.Find("chromium") ?? ExternalTool.Find("chromium-browser") ?? ExternalTool.Find("google-chrome");

    /// <summary>nginx; Debian puts it where only the path of root leads.</summary>
    public static ExternalTool? Nginx { get; } = ExternalTool.Find("nginx", "/usr/sbin");

    /// <summary>The reason a test gives when it skips: the first thing that is missing; null where all is there.</summary>
    public static string? Missing(Need needs) =>
        Reasons.Where(reason => needs.HasFlag(reason.Key)).Select(reason => reason.Value()).FirstOrDefault(reason => reason is not null);
}
