using System.Text.Json;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Recordings;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.Readiness.Tests.Truth;

/// <summary>A recorded cluster with what is known about it because somebody started it so.</summary>
internal sealed class RecordedCluster : IDisposable
{
    private readonly string _folder;
    private readonly RecordingSeries _series;

    private RecordedCluster(string name, string folder)
    {
        Name = name;
        _folder = folder;
        _series = Recording.Open(folder);
        using var truth = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "truth.json")));
        Truth = truth.RootElement.Clone();
        Jobs = Truth.GetProperty("jobs").EnumerateArray().Select(job => new RecordedJob(job, this)).ToDictionary(job => job.Id, StringComparer.Ordinal);
    }

    /// <summary>Every recording: <c>1.20.5/s1-session-plain</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = NamesBelow("flink-recordings");

    public string Name { get; }

    /// <summary>The truth as written down when the cluster was recorded.</summary>
    public JsonElement Truth { get; }

    /// <summary>The jobs that were submitted, by job id.</summary>
    public IReadOnlyDictionary<string, RecordedJob> Jobs { get; }

    /// <summary>The snapshots in their order.</summary>
    public IReadOnlyList<RecordingSnapshot> Snapshots => _series.Snapshots;

    /// <summary>True where high availability was switched on.</summary>
    public bool HasHighAvailability => Truth.GetProperty("highAvailability").GetString() != "NONE";

    /// <summary>True where the adaptive scheduler runs streaming jobs.</summary>
    public bool IsAdaptive => Given("jobmanager.scheduler") == "adaptive" || Given("scheduler-mode") == "reactive";

    /// <summary>What happens to a job over several starts: <c>1.20.5/s12-restores</c>.</summary>
    public static IReadOnlyList<string> NamesOfRuns { get; } = NamesBelow("run-recordings");

    // The scenarios' numbers go on from one folder to the other.
    public static RecordedCluster Open(string name) =>
        new(name, (SharedMaterial.PathOf(["flink-recordings", .. name.Split('/')]) ?? SharedMaterial.PathOf(["run-recordings", .. name.Split('/')]))!);

    /// <summary>Flink's version.</summary>
    public string Version => Truth.GetProperty("flinkVersion").GetString()!;

    /// <summary>True where the REST API speaks TLS.</summary>
    public bool HasTls => Truth.TryGetProperty("tls", out var tls) && tls.GetProperty("rest").GetBoolean();

    /// <summary>True for an application cluster, which runs its one job and takes no other.</summary>
    public bool IsApplication => Truth.GetProperty("deployment").GetString() == "application";

    /// <summary>How many TaskManagers were started in all.</summary>
    public int TaskManagersStarted => Truth.GetProperty("taskManagersStarted").GetInt32();

    /// <summary>True where a JobManager or a TaskManager was killed.</summary>
    public bool HasKills => Timeline.Any(step => step.GetProperty("action").GetString()!.StartsWith("killed", StringComparison.Ordinal));

    /// <summary>From the cluster's start to the end of its recording.</summary>
    public TimeSpan Length => TimeSpan.FromMilliseconds(Timeline.Max(AtMs) - Timeline.Min(AtMs));

    private IEnumerable<JsonElement> Timeline => Truth.GetProperty("timeline").EnumerateArray();

    /// <summary>When a job was submitted; null where the cluster started it by itself.</summary>
    public DateTimeOffset? SubmittedAt(string job) => Timeline
        .Where(step => step.TryGetProperty("jid", out var id) && id.GetString() == job && step.GetProperty("action").GetString() == "submitted")
        .Select(step => (DateTimeOffset?)DateTimeOffset.FromUnixTimeMilliseconds(AtMs(step)))
        .FirstOrDefault();

    /// <summary>A key that the cluster was started with, under one of its names.</summary>
    public string? Given(params string[] keys)
    {
        var given = Truth.GetProperty("clusterConfigGiven");
        return keys.Select(key => given.TryGetProperty(key, out var value) ? value.GetString() : null).FirstOrDefault(value => value is not null);
    }

    /// <summary>The paths that a snapshot answered with 200 or Flink's own 404.</summary>
    public IReadOnlySet<string> Answered(string snapshot)
    {
        using var index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, snapshot, "index.json")));
        return index.RootElement.EnumerateArray()
            .Where(exchange => exchange.GetProperty("method").GetString() == "GET" && exchange.GetProperty("status").GetInt32() is 200 or 404)
            .Select(exchange => exchange.GetProperty("path").GetString()!.Split('?')[0])
            .ToHashSet(StringComparer.Ordinal);
    }

    public static Task<ClusterSnapshot> ReadAsync(RecordingSnapshot snapshot, ClusterSnapshot? previous) =>
        snapshot.Reader.ReadAsync(previous, ReadOptions.Everything, TestContext.Current.CancellationToken);

    private static string[] NamesBelow(string folder) => SharedMaterial.PathOf(folder) is { } root
        ? [.. Directory.EnumerateFiles(root, "truth.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal)]
        : [];

    private static long AtMs(JsonElement step) => step.GetProperty("atMs").GetInt64();

    public void Dispose() => _series.Dispose();
}
