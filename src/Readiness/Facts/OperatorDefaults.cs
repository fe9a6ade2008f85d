using FlinkReady.FlinkModel.Deployments;
using FlinkReady.FlinkModel.Options;

namespace FlinkReady.Readiness.Facts;

/// <summary>
/// What the operator puts into the configuration of every cluster that says nothing itself (Flink Kubernetes Operator:
/// <c>kubernetes.operator.default-configuration.*</c>, <c>….flink-version.v1_20.*</c>, and the operator's own Flink options).
/// </summary>
/// <param name="address">The file, for evidence.</param>
/// <param name="values">The operator's configuration, flat.</param>
public sealed class OperatorDefaults(string address, IReadOnlyDictionary<string, DeclaredValue> values)
{
    private const string Prefix = DeploymentResource.Field.DefaultConfiguration;
    private const string VersionPrefix = DeploymentResource.Field.DefaultOfVersion;

    /// <summary>The file, for evidence.</summary>
    public string Address => address;

    /// <summary>The keys that a cluster of a version gets. Options of the operator itself (<c>kubernetes.operator.*</c>) count for every resource.</summary>
    internal IReadOnlyDictionary<string, DeclaredValue> Of(FlinkVersion? version)
    {
        var defaults = new Dictionary<string, DeclaredValue>(StringComparer.Ordinal);
        foreach (var (key, value) in values.OrderBy(static entry => entry.Key, StringComparer.Ordinal))
        {
            if (!key.StartsWith(Prefix, StringComparison.Ordinal))
            {
                defaults.TryAdd(key, value);
            }
        }

        // What is said for all versions goes before the operator's own, what is said for one before that.
        foreach (var (key, value) in values.Where(static entry => entry.Key.StartsWith(Prefix, StringComparison.Ordinal) && !entry.Key.StartsWith(VersionPrefix, StringComparison.Ordinal)))
        {
            defaults[key[Prefix.Length..]] = value;
        }

        foreach (var (key, value) in values.Where(entry => entry.Key.StartsWith(VersionPrefix, StringComparison.Ordinal)).OrderBy(entry => Since(entry.Key)))
        {
            var rest = key[VersionPrefix.Length..];
            if (rest.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && IsFor(rest[..dot], version))
            {
                defaults[rest[(dot + 1)..]] = value;
            }
        }

        return defaults;
    }

    // "v1_20" is one version, "v1_20+" that one and later ones.
    private static bool IsFor(string written, FlinkVersion? version) =>
        version is { } wanted && Read(written) is { } named && (written.EndsWith('+') ? wanted >= named : wanted == named);

    private static FlinkVersion Since(string key) => Read(key[VersionPrefix.Length..].Split('.')[0]) ?? default;

    private static FlinkVersion? Read(string written) =>
        FlinkVersion.TryParse(written.TrimStart('v', 'V').TrimEnd('+').Replace('_', '.'), out var version) ? version : null;
}
