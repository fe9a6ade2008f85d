using System.Text.Json;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Verdicts;
using Level = FlinkReady.Readiness.Verdicts.Severity;

namespace FlinkReady.Readiness.Tests.Truth;

/// <summary>What has to be said of state, ids and max parallelism from start to start, as <c>runs</c> of <c>truth.json</c> has it.</summary>
internal static class DriftTruth
{
    private const CheckStatus Pass = CheckStatus.Pass;
    private const CheckStatus Fail = CheckStatus.Fail;
    private const CheckStatus Unknown = CheckStatus.Unknown;
    private const CheckStatus NotApplicable = CheckStatus.NotApplicable;

    private static readonly string[] Rules = ["restored-state-dropped", "uid-unstable", "operator-id-drift", "max-parallelism-changed"];

    /// <summary>Of recordings in which nobody deployed another program: nothing is lost, and nothing moved.</summary>
    public static IEnumerable<RunExpectation> OfUnchanged(RecordedCluster cluster, FilmStep step) =>
        cluster.Truth.TryGetProperty("runs", out _) ? [] : step.Poll.Jobs.SelectMany(job => Rules.Select(rule => new RunExpectation(job.Id, rule, Pass, Unknown, NotApplicable)));

    /// <summary>Of the recordings of restores.</summary>
    /// <param name="cluster">The recording.</param>
    /// <param name="step">The step.</param>
    /// <param name="isWitnessed">True where the metadata of what each run restored, and of its own checkpoints, was read.</param>
    public static IEnumerable<RunExpectation> OfRestores(RecordedCluster cluster, FilmStep step, bool isWitnessed)
    {
        foreach (var run in cluster.Truth.GetProperty("runs").EnumerateArray())
        {
            var id = run.GetProperty("jid").GetString()!;
            if (step.Poll.Jobs.FirstOrDefault(job => job.Id == id) is not { } job)
            {
                continue;
            }

            yield return Dropped(run, job, isWitnessed);

            // None of them has a max parallelism other than the stored one: what Flink doesn't refuse keeps it.
            yield return new(id, "max-parallelism-changed", Pass, Unknown, NotApplicable);
            var before = RunsBefore(cluster, run);
            yield return before.Any(other => HasRenamedHead(other, run)) ? new(id, "uid-unstable", Pass, Fail, Unknown, NotApplicable) { MustDoubt = true } : new(id, "uid-unstable", Pass, Unknown, NotApplicable);
            yield return before.Any(other => HasMovedHead(other, run)) ? new(id, "operator-id-drift", Pass, Fail, Unknown, NotApplicable) { Severity = Level.Info } : new(id, "operator-id-drift", Pass, Unknown, NotApplicable);
        }
    }

    /// <summary>The jobs that ran without state of what they were restored from.</summary>
    public static IEnumerable<string> JobsWithLoss(RecordedCluster cluster) => cluster.Truth.GetProperty("runs").EnumerateArray()
        .Where(run => run.GetProperty("expected").GetProperty("outcome").GetString() == "runs" && Ids(run.GetProperty("expected"), "dropped").Count > 0)
        .Select(run => run.GetProperty("jid").GetString()!);

    private static RunExpectation Dropped(JsonElement run, JobSnapshot job, bool isWitnessed)
    {
        var id = run.GetProperty("jid").GetString()!;
        var expected = run.GetProperty("expected");
        var dropped = Ids(expected, "dropped");

        // Neither a body nor a file tells an operator that pins an old id from one whose state is gone.
        var pinned = expected.GetProperty("pinned").EnumerateArray().Select(one => one.GetProperty("takesOver").GetString()!).ToList();
        var isRunning = job.Readings.Value(JobDetails.Key) is { State: "RUNNING", Vertices.Count: > 0 } && job.Readings.Value(CheckpointStatistics.Key)?.Latest?.Restored is not null && job.Overview?.State == "RUNNING";
        if (expected.GetProperty("outcome").GetString() == "rejected" || !isRunning)
        {
            return new(id, "restored-state-dropped", Pass, Unknown, NotApplicable);
        }

        return (isWitnessed && HasOwnMetadata(job), dropped.Count > 0, pinned.Count > 0) switch
        {
            (_, _, true) => new(id, "restored-state-dropped", Pass, Fail, Unknown) { MustDoubt = true },
            (true, true, _) => new(id, "restored-state-dropped", Fail) { Severity = Level.Critical, Says = [.. dropped], Findings = dropped.Count },
            (true, false, _) => new(id, "restored-state-dropped", Pass),
            (false, true, _) => new(id, "restored-state-dropped", Fail, Unknown),
            _ => new(id, "restored-state-dropped", Pass, Unknown),
        };
    }

    private static bool HasOwnMetadata(JobSnapshot job) =>
        job.Readings.Value(CheckpointMetadata.Key) is { } file && !file.Path.StartsWith(job.Readings.Value(CheckpointStatistics.Key)!.Latest!.Restored!.ExternalPath ?? "none", StringComparison.Ordinal);

    private static List<JsonElement> RunsBefore(RecordedCluster cluster, JsonElement run) => [.. cluster.Truth.GetProperty("runs").EnumerateArray()
        .TakeWhile(other => other.GetProperty("run").GetString() != run.GetProperty("run").GetString())
        .Where(other => other.GetProperty("expected").GetProperty("outcome").GetString() == "runs")];

    private static bool HasRenamedHead(JsonElement before, JsonElement run) => Operators(before).Any(old => old.Uid is not null
        && Operators(run).Any(now => now.Name == old.Name && now.Uid is not null && now.Uid != old.Uid && now.IsHead));

    private static bool HasMovedHead(JsonElement before, JsonElement run) => Operators(before).Any(old => old.Uid is null && old.IsHead
        && Operators(run).Any(now => now.Name == old.Name && now.Uid is null && now.Id != old.Id && now.IsHead));

    private static IEnumerable<(string Id, string Name, string? Uid, bool IsHead)> Operators(JsonElement run) => run.GetProperty("operators").EnumerateArray().Select(one => (
        one.GetProperty("id").GetString()!, one.GetProperty("name").GetString()!, one.GetProperty("uid").GetString(), one.GetProperty("head").GetBoolean()));

    private static List<string> Ids(JsonElement expected, string property) => [.. expected.GetProperty(property).EnumerateArray().Select(one => one.GetString()!)];
}
