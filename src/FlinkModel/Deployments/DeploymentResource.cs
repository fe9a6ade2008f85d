using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Deployments;

/// <summary>
/// What a FlinkDeployment or a FlinkSessionJob declares and what its operator says of it (Flink Kubernetes Operator, <c>flink.apache.org/v1beta1</c>). Immutable.
/// </summary>
public sealed record DeploymentResource
{
    /// <summary>The FlinkDeployment of a cluster.</summary>
    public static SourceKey<DeploymentResource> Key { get; } = new("deployment", "kubernetes:FlinkDeployment") { IsDeclared = true };

    /// <summary>The FlinkSessionJob of a job.</summary>
    public static SourceKey<DeploymentResource> SessionJobKey { get; } = new("sessionJob", "kubernetes:FlinkSessionJob :jobid") { IsDeclared = true };

    /// <summary>The names of the fields that are read.</summary>
    public static class Field
    {
        /// <summary>How the job is upgraded: <c>stateless</c> (also where it is absent), <c>savepoint</c>, <c>last-state</c>.</summary>
        public const string UpgradeMode = "spec.job.upgradeMode";

        /// <summary>Whether state that no operator claims is dropped.</summary>
        public const string AllowNonRestoredState = "spec.job.allowNonRestoredState";

        /// <summary>The parallelism that the job is started with.</summary>
        public const string Parallelism = "spec.job.parallelism";

        /// <summary>Flink's configuration: keys, flat or nested.</summary>
        public const string Configuration = "spec.flinkConfiguration";

        /// <summary>Whether a savepoint upgrade of a job that is not running takes the last state (<c>KubernetesOperatorConfigOptions.OPERATOR_JOB_UPGRADE_LAST_STATE_FALLBACK_ENABLED</c>), true by default.</summary>
        public const string LastStateFallback = "kubernetes.operator.job.upgrade.last-state-fallback.enabled";

        /// <summary>Whether a last-state upgrade cancels the job and takes its last checkpoint from REST, false by default.</summary>
        public const string LastStateCancel = "kubernetes.operator.job.upgrade.last-state.job-cancel.enabled";

        /// <summary>What the operator's defaults for every cluster begin with.</summary>
        public const string DefaultConfiguration = "kubernetes.operator.default-configuration.";

        /// <summary>What its defaults for clusters of one version begin with.</summary>
        public const string DefaultOfVersion = DefaultConfiguration + "flink-version.";

        /// <summary>How many JobManagers there are.</summary>
        public const string JobManagerReplicas = "spec.jobManager.replicas";

        /// <summary>Flink's version: <c>v1_20</c>.</summary>
        public const string FlinkVersion = "spec.flinkVersion";

        /// <summary>What the operator makes of all it knows.</summary>
        public const string Lifecycle = "status.lifecycleState";

        /// <summary>The state of the JobManager's Deployment.</summary>
        public const string JobManagerStatus = "status.jobManagerDeploymentStatus";

        /// <summary>What went wrong last.</summary>
        public const string Error = "status.error";

        /// <summary>Counts up with each change of the spec.</summary>
        public const string Generation = "metadata.generation";

        /// <summary>The generation that the operator has dealt with.</summary>
        public const string ObservedGeneration = "status.observedGeneration";
    }

    private readonly IReadOnlyDictionary<string, DeclaredValue> _fields;
    private readonly IReadOnlyDictionary<string, SourceLocation> _parents;

    /// <summary>A resource.</summary>
    /// <param name="kind"><c>FlinkDeployment</c> or <c>FlinkSessionJob</c>.</param>
    /// <param name="ns">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="fields">Its values by path, as <see cref="Field"/> names them; what is absent or null is not in it.</param>
    /// <param name="configuration">Flink's configuration, flat.</param>
    /// <param name="parents">Where the objects that hold fields stand, by path; empty where that is not known.</param>
    public DeploymentResource(
        string kind,
        string ns,
        string name,
        IReadOnlyDictionary<string, DeclaredValue> fields,
        IReadOnlyDictionary<string, DeclaredValue> configuration,
        IReadOnlyDictionary<string, SourceLocation>? parents = null)
    {
        (Kind, Namespace, Name, _fields, Configuration) = (kind, ns, name, fields, configuration);
        _parents = parents ?? new Dictionary<string, SourceLocation>();
    }

    /// <summary><c>FlinkDeployment</c> or <c>FlinkSessionJob</c>.</summary>
    public string Kind { get; }

    /// <summary>The namespace.</summary>
    public string Namespace { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What evidence calls it: <c>FlinkDeployment orders/pricing</c>.</summary>
    public string Address => $"{Kind} {Namespace}/{Name}";

    /// <summary>True where it has a job of its own: no session cluster.</summary>
    public bool HasJob { get; init; }

    /// <summary>Flink's configuration, flat, with the place of each key.</summary>
    public IReadOnlyDictionary<string, DeclaredValue> Configuration { get; }

    /// <summary>Where it stands in its life; <see cref="ResourceState.None"/> for a manifest, which has no life yet.</summary>
    public ResourceState State { get; init; } = ResourceState.None;

    /// <summary>Since when this monitor has seen it in <see cref="State"/>; null where it looks for the first time, as a scan does.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The operator's life-cycle state, derived for operators that don't write one; null for a manifest.</summary>
    public string? Lifecycle { get; init; }

    /// <summary>The id of its job, 32 hex digits, where the operator says one.</summary>
    public string? JobId { get; init; }

    /// <summary>The message in <c>status.error</c>, at most 500 characters, on one line.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>True where it was read from a file and not from an API server: it has no status, and what is applied may add to it.</summary>
    public bool IsManifest { get; init; }

    /// <summary>A value by its path, null where it is absent.</summary>
    public DeclaredValue? Find(string path) => _fields.GetValueOrDefault(path);

    /// <summary>A number by its path, null where it is absent or none.</summary>
    public long? Number(string path) => long.TryParse(Find(path)?.Text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>True where a value is <c>true</c>.</summary>
    public bool IsTrue(string path) => Find(path)?.Text.Trim().Equals("true", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The upgrade mode that is in effect: absent is <c>stateless</c> (Flink Kubernetes Operator: <c>JobSpec.upgradeMode</c>).</summary>
    public string UpgradeMode => Find(Field.UpgradeMode)?.Text.Trim() is { Length: > 0 } mode ? mode.ToLowerInvariant().Replace('_', '-') : "stateless";

    /// <summary>The version of Flink that the spec names, null where it names none that is known to be one.</summary>
    public FlinkVersion? FlinkVersion =>
        Find(Field.FlinkVersion)?.Text is ['v' or 'V', .. var digits] && Options.FlinkVersion.TryParse(digits.Replace('_', '.'), out var version) ? version : null;

    /// <summary>Where a field stands, or where it would stand: the nearest object above it that is there. Null where no file is known.</summary>
    public SourceLocation? LocationOf(string path)
    {
        if (Find(path)?.Location is { } exact)
        {
            return exact;
        }

        for (var parent = path; parent.Length > 0; parent = parent.LastIndexOf('.') is > 0 and var dot ? parent[..dot] : string.Empty)
        {
            if (_parents.TryGetValue(parent, out var location))
            {
                return location;
            }
        }

        return _parents.GetValueOrDefault(string.Empty);
    }

    /// <summary>The same object alone: what changed is told by <see cref="Stamp"/>.</summary>
    public bool Equals(DeploymentResource? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <summary>Changes with anything that is read of it.</summary>
    public Stamp Stamp
    {
        get
        {
            var stamp = new StampBuilder().Add(Address).Add(HasJob).Add((long)State).Add(Lifecycle).Add(JobId).Add(ErrorMessage);
            foreach (var (path, value) in _fields.Concat(Configuration).OrderBy(static entry => entry.Key, StringComparer.Ordinal))
            {
                stamp = stamp.Add(path).Add(value.Text);
            }

            return stamp.ToStamp();
        }
    }
}
