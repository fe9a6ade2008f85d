using FlinkReady.FlinkModel.Deployments;
using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Facts;

/// <summary>
/// What is known of a cluster but for the facts of its jobs: as much as a rule about one job may know of the cluster, since it changes with what was read
/// alone. Other jobs are asked of the rule's context. Immutable; a view on the snapshot that keeps every fact's origin.
/// </summary>
public abstract class ClusterBasics
{
    private readonly Answer<ClusterOverview> _overview;
    private readonly Answer<DashboardConfiguration> _dashboard;
    private readonly Answer<TaskManagerList> _taskManagers;
    private readonly Lazy<SlotMemory> _slotMemory;
    private readonly Lazy<IReadOnlyDictionary<string, (int Parallelism, Fact<string> Written)>> _overrides;

    private protected ClusterBasics(ClusterSnapshot snapshot, OperatorDefaults? defaults)
    {
        Snapshot = snapshot;
        _overview = Answer.Of(snapshot.Readings, ClusterOverview.Key);
        _dashboard = Answer.Of(snapshot.Readings, DashboardConfiguration.Key);
        _taskManagers = Answer.Of(snapshot.Readings, TaskManagerList.Key);
        Declared = DeploymentFacts.Of(snapshot.Readings.Get(DeploymentResource.Key), defaults);
        Configuration = Declared is { Resource.IsManifest: true } manifest
            ? manifest.Configuration
            : new ConfigurationFacts(Answer.Of(snapshot.Readings, JobManagerConfiguration.Key), Version);
        TaskManagers = [.. (_taskManagers.Payload?.TaskManagers ?? []).Select((info, index) => new TaskManagerFacts(_taskManagers.Origin, index, info))];
        _slotMemory = new(() => SlotMemory.Of(TaskManagers));
        _overrides = new(() => Facts.ParallelismOverrides.Of(Configuration));
    }

    /// <summary>How the cluster is reached.</summary>
    public TargetAccess Access => Snapshot.Access;

    /// <summary>How the connection was made that answered, for evidence.</summary>
    internal Evidence ConnectionEvidence() => new("/", TargetAccess.SchemeField, Access.IsEncrypted ? "https" : "http");

    /// <summary>The cluster's "now": when <c>/overview</c> was asked, or when the poll began where <c>/overview</c> was not due in it.</summary>
    public DateTimeOffset Now => _overview.IsMissing || _overview.ReadAt < Snapshot.StartedAt ? Snapshot.StartedAt : _overview.ReadAt;

    /// <summary>What the resource of the cluster declares; null where none is known.</summary>
    public DeploymentFacts? Declared { get; }

    /// <summary>The configuration of the JobManager that was asked; of a manifest, what it declares.</summary>
    public ConfigurationFacts Configuration { get; }

    /// <summary>What the slots of the TaskManagers have of memory.</summary>
    public SlotMemory SlotMemory => _slotMemory.Value;

    /// <summary>The TaskManagers; empty where the list was not read (see <see cref="TaskManagerCount"/>).</summary>
    public IReadOnlyList<TaskManagerFacts> TaskManagers { get; }

    /// <summary>When they were asked.</summary>
    private protected DateTimeOffset TaskManagersReadAt => _taskManagers.ReadAt;

    /// <summary>How many TaskManagers <c>/taskmanagers</c> lists.</summary>
    public Fact<int> TaskManagerCount => _taskManagers.Value($"{TaskManagerList.Field.TaskManagers}.{FieldPath.Length}", static list => list.TaskManagers?.Count);

    /// <summary>The version text of the cluster.</summary>
    public Fact<string> VersionText
    {
        get
        {
            if (Declared is { Resource.IsManifest: true } manifest)
            {
                return manifest.Version;
            }

            var fact = _overview.Object(ClusterOverview.Field.FlinkVersion, static overview => overview.FlinkVersion);
            return fact.IsKnown ? fact : _dashboard.Object(DashboardConfiguration.Field.FlinkVersion, static config => config.FlinkVersion);
        }
    }

    /// <summary>The version, null where it is not known.</summary>
    public FlinkVersion? Version => FlinkVersion.TryParse(VersionText.Or(string.Empty), out var version) ? version : Declared?.Resource.FlinkVersion;

    /// <summary>All slots.</summary>
    public Fact<int> SlotsTotal => Slots(
        TaskManagerInfo.Field.Slots, static manager => manager.Slots, ClusterOverview.Field.SlotsTotal, static overview => overview.SlotsTotal);

    /// <summary>Free slots.</summary>
    public Fact<int> SlotsAvailable => Slots(
        TaskManagerInfo.Field.FreeSlots, static manager => manager.FreeSlots, ClusterOverview.Field.SlotsAvailable, static overview => overview.SlotsAvailable);

    /// <summary>Whether jars can be submitted by the web interface (effective, whatever the configuration says).</summary>
    public Fact<bool> WebSubmit => _dashboard.Value(
        $"{DashboardConfiguration.Field.Features}.{DashboardFeatures.Field.WebSubmit}", static config => config.Features?.WebSubmit);

    /// <summary>How the cluster is deployed; standalone where the configuration was not read.</summary>
    public Deployment Deployment
    {
        get
        {
            if (Declared is not null)
            {
                return Deployment.KubernetesOperator;
            }

            var target = Configuration.Find(FlinkOptions.ExecutionTarget).Or(string.Empty);
            var kubernetes = Configuration.HasKeyWithPrefix("kubernetes.");
            if (kubernetes && (Configuration.Find(FlinkOptions.OperatorFlinkVersion).IsKnown || Configuration.HasKeyWithPrefix("kubernetes.operator.")))
            {
                return Deployment.KubernetesOperator;
            }

            // In an application cluster the target reads "embedded" whatever it was started on: there the keys of Flink's own launchers tell.
            return target switch
            {
                _ when target.StartsWith("kubernetes", StringComparison.OrdinalIgnoreCase) || Configuration.HasKeyWithPrefix("kubernetes.internal.") => Deployment.NativeKubernetes,
                _ when target.StartsWith("yarn", StringComparison.OrdinalIgnoreCase) || Configuration.HasKeyWithPrefix("$internal.yarn.") || Configuration.HasKeyWithPrefix("yarn.application.") => Deployment.Yarn,
                _ => Deployment.Standalone,
            };
        }
    }

    /// <summary>True where the cluster runs one application: nobody submits jobs to it.</summary>
    public bool IsApplication => Configuration.IsApplication;

    /// <summary>True where the whole cluster runs in reactive mode.</summary>
    public bool IsReactive => Configuration.Find(FlinkOptions.SchedulerMode).Or(string.Empty).Equals("reactive", StringComparison.OrdinalIgnoreCase);

    /// <summary>True where the cluster's configuration chooses the adaptive scheduler (reactive mode does).</summary>
    public bool IsAdaptive => IsReactive || Configuration.Find(FlinkOptions.Scheduler).Or(string.Empty).Equals("adaptive", StringComparison.OrdinalIgnoreCase);

    /// <summary>The parallelism that the configuration gives to vertices, by vertex id, each with the entry as it is written.</summary>
    internal IReadOnlyDictionary<string, (int Parallelism, Fact<string> Written)> ParallelismOverrides => _overrides.Value;

    /// <summary>True where an autoscaler overrides the parallelism of vertices.</summary>
    public bool HasParallelismOverrides => Configuration.Find(FlinkOptions.ParallelismOverrides).IsKnown || ParallelismOverrides.Count > 0;

    /// <summary>What was read.</summary>
    internal ClusterSnapshot Snapshot { get; }

    // Where /overview was not due in this poll, the list of TaskManagers tells, which is read in each: old slots beside new jobs would
    // be slots that nobody has.
    private Fact<int> Slots(string field, Func<TaskManagerInfo, int?> ofManager, string overviewField, Func<ClusterOverview, int?> ofOverview)
    {
        var overview = _overview.Value(overviewField, ofOverview);
        if ((overview.IsKnown && _overview.ReadAt >= Snapshot.StartedAt) || _taskManagers.Payload?.TaskManagers is not { } managers)
        {
            return overview;
        }

        long sum = 0;
        foreach (var manager in managers)
        {
            if (ofManager(manager) is not { } slots || slots < 0)
            {
                return overview;
            }

            sum += slots;
        }

        return sum <= int.MaxValue ? Fact<int>.Known(_taskManagers.Origin, $"{TaskManagerList.Field.TaskManagers}[].{field}", (int)sum) : overview;
    }

    /// <summary>The answer of a source.</summary>
    public Origin OriginOf(SourceKey key) => Origin.Of(Snapshot.Readings.Find(key), key.Template);
}
