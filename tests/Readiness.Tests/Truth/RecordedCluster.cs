using System.Text.Json;
using FlinkReady.FlinkClient.Looks;
using FlinkReady.FlinkClient.Readings;
using FlinkReady.FlinkClient.Recordings;
using FlinkReady.TestSupport;

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
    public static IReadOnlyList<string> Names { get; } = SharedMaterial.PathOf("flink-recordings") is { } root
        ? [.. Directory.EnumerateFiles(root, "truth.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal)]
        : [];

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

    public static RecordedCluster Open(string name) => new(name, SharedMaterial.PathOf(["flink-recordings", .. name.Split('/')])!);

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

    public void Dispose() => _series.Dispose();
}
