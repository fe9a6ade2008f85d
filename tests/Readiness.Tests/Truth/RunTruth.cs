using System.Text.Json;
using FlinkReady.Readiness.Verdicts;
using Level = FlinkReady.Readiness.Verdicts.Severity;

namespace FlinkReady.Readiness.Tests.Truth;

/// <summary>What has to be said of a job, or of the cluster where none is named, at a step of a recording of runs.</summary>
/// <param name="JobId">The job; empty for the cluster.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Allowed">Its verdicts that the truth allows.</param>
internal sealed record RunExpectation(string JobId, string Rule, params CheckStatus[] Allowed)
{
    /// <summary>Texts of which a failure has to say one, in its message, findings or evidence.</summary>
    public IReadOnlyList<string> Says { get; init; } = [];

    /// <summary>True where a failure must not be called proven.</summary>
    public bool MustDoubt { get; init; }

    /// <summary>How many findings a failure has; null where the truth doesn't tell.</summary>
    public int? Findings { get; init; }

    /// <summary>The severity of a failure; null where the truth doesn't tell.</summary>
    public Level? Severity { get; init; }
}

/// <summary>What follows for jobs over several starts from what was done to them, as <c>truth.json</c> of the recordings of runs has it.</summary>
internal static class RunTruth
{
    private const CheckStatus Pass = CheckStatus.Pass;
    private const CheckStatus Fail = CheckStatus.Fail;
    private const CheckStatus Unknown = CheckStatus.Unknown;
    private const CheckStatus NotApplicable = CheckStatus.NotApplicable;

    /// <summary>The expectations at a step, by what the scenario did until then.</summary>
    public static IEnumerable<RunExpectation> Of(RecordedCluster cluster, FilmStep step, bool isLast) =>
        cluster.Name.Split('/')[1] switch
        {
            "s14-cancelling" => OfStuck(cluster, step).Concat(OfCluster(step)),
            "s14-no-slots" => OfSlots(cluster, step).Concat(OfCluster(step)),
            "s15-jobmaster" => OfRestarts(cluster, step, isLast),
            "s17-sql-names" => OfUnrelated(cluster, step),
            var scenario when scenario.StartsWith("s12", StringComparison.Ordinal) => OfRestores(cluster, step),
            var scenario when scenario.StartsWith("s13", StringComparison.Ordinal) => OfOverrides(cluster, step),
            var scenario when scenario.StartsWith("s16", StringComparison.Ordinal) => OfClients(cluster, step),
            _ => OfCluster(step),
        };

    // Nobody's JobManager forgot a job, there is one JobManager, and no two live jobs do the same.
    private static IEnumerable<RunExpectation> OfCluster(FilmStep step) => step.Poll.IsUp
        ? [new(string.Empty, "jobs-lost", Pass, Unknown, NotApplicable), new(string.Empty, "jobmanager-split", Pass, Unknown, NotApplicable), new(string.Empty, "job-duplicate", Pass, Unknown, NotApplicable)]
        : [];

    private static IEnumerable<RunExpectation> OfRestores(RecordedCluster cluster, FilmStep step)
    {
        foreach (var run in cluster.Truth.GetProperty("runs").EnumerateArray())
        {
            var id = run.GetProperty("jid").GetString()!;
            var expected = run.GetProperty("expected");
            if (step.Poll.Jobs.FirstOrDefault(job => job.Id == id) is not { } job)
            {
                continue;
            }

            // Whatever was dropped: who restored what the run before had left started with its state; some were started from an older savepoint on purpose.
            if (RestoresTheLast(cluster, run))
            {
                yield return new(id, "started-without-state", Pass, Unknown, NotApplicable);
            }

            var isRejected = expected.GetProperty("outcome").GetString() == "rejected" && step.Held.Contains($"/jobs/{id}/exceptions");
            if (!isRejected)
            {
                yield return new(id, "restore-rejected", Pass, Unknown, NotApplicable);
            }
            else if (IsNewest(cluster, run, step))
            {
                yield return new(id, "restore-rejected", Fail) { Severity = Level.Critical, Says = [.. expected.GetProperty("operatorIds").EnumerateArray().Select(one => one.GetString()!)] };
            }
        }

        foreach (var expectation in OfCluster(step).Concat(DriftTruth.OfRestores(cluster, step, isWitnessed: false)))
        {
            yield return expectation;
        }
    }

    private static bool RestoresTheLast(RecordedCluster cluster, JsonElement run)
    {
        var before = cluster.Truth.GetProperty("runs").EnumerateArray().TakeWhile(other => other.GetProperty("run").GetString() != run.GetProperty("run").GetString())
            .LastOrDefault(other => other.GetProperty("expected").GetProperty("outcome").GetString() == "runs");
        return before.ValueKind == JsonValueKind.Undefined
            || (run.GetProperty("restoredFrom") is { ValueKind: JsonValueKind.Object } from && from.GetProperty("run").GetString() == before.GetProperty("run").GetString());
    }

    // The newest start of the name that the step shows.
    private static bool IsNewest(RecordedCluster cluster, JsonElement run, FilmStep step) => !cluster.Truth.GetProperty("runs").EnumerateArray().Any(other =>
        other.GetProperty("submittedAtMs").GetInt64() > run.GetProperty("submittedAtMs").GetInt64() && step.Poll.Jobs.Any(job => job.Id == other.GetProperty("jid").GetString()));

    private static IEnumerable<RunExpectation> OfOverrides(RecordedCluster cluster, FilmStep step)
    {
        var overrides = cluster.Truth.GetProperty("overrides").EnumerateArray().ToList();
        foreach (var job in step.Poll.Jobs)
        {
            // An id that no vertex has may be meant for any job.
            var concerned = overrides.Where(one => !one.GetProperty("vertexExists").GetBoolean()
                || cluster.Jobs[job.Id].Vertices!.Any(vertex => vertex.Id == one.GetProperty("vertexId").GetString())).ToList();
            var isIgnored = concerned.Exists(one => !one.GetProperty("vertexExists").GetBoolean() || one.GetProperty("running").GetInt32() != one.GetProperty("parallelism").GetInt32());
            yield return new(job.Id, "parallelism-overrides", isIgnored ? Fail : concerned.Count > 0 ? Pass : NotApplicable);
        }
    }

    private static IEnumerable<RunExpectation> OfStuck(RecordedCluster cluster, FilmStep step)
    {
        foreach (var role in cluster.Truth.GetProperty("stuck").EnumerateObject())
        {
            var id = role.Value.GetProperty("jid").GetString()!;
            if (step.Poll.Jobs.All(job => job.Id != id))
            {
                continue;
            }

            // Grace is two minutes at least: nothing has hung for so long before the step that was taken after 140 s.
            var hangs = step.Name.EndsWith("-stuck-140s", StringComparison.Ordinal);
            yield return (role.Name, hangs, step.Name.EndsWith("-released", StringComparison.Ordinal)) switch
            {
                ("healthy", _, _) => new(id, "job-running", Pass, Unknown),
                ("cancelled" or "failing", true, _) => new(id, "job-running", Fail) { Severity = Level.Critical },
                ("initialising" or "restarting", true, _) => new(id, "job-running", Fail) { Severity = Level.Critical },
                ("reading", true, _) => new(id, "job-running", Pass, Unknown),
                ("reading" or "failing", _, true) => new(id, "job-running", Fail) { Severity = Level.Critical },
                (_, _, true) => new(id, "job-running", Pass, Unknown, NotApplicable),
                _ => new(id, "job-running", Pass, Unknown, NotApplicable),
            };

            // The savepoint could not be read in the end.
            yield return role.Name == "reading" && step.Name.EndsWith("-released", StringComparison.Ordinal)
                ? new(id, "restore-rejected", Fail)
                : new(id, "restore-rejected", Pass, Unknown, NotApplicable);
        }
    }

    private static IEnumerable<RunExpectation> OfSlots(RecordedCluster cluster, FilmStep step)
    {
        // It gave up with its vertices: no restore was refused.
        var gaveUp = cluster.Truth.GetProperty("stuck").GetProperty("gives-up").GetProperty("jid").GetString()!;
        return step.Poll.Jobs.Any(job => job.Id == gaveUp) ? [new(gaveUp, "restore-rejected", Pass, Unknown, NotApplicable)] : [];
    }

    private static IEnumerable<RunExpectation> OfRestarts(RecordedCluster cluster, FilmStep step, bool isLast)
    {
        foreach (var expectation in OfCluster(step))
        {
            yield return expectation;
        }

        foreach (var id in cluster.Jobs.Keys.Where(id => step.Poll.Jobs.Any(job => job.Id == id)))
        {
            yield return new(id, "started-without-state", Pass, Unknown, NotApplicable);

            // Three times within ten minutes the JobMaster was started anew.
            if (isLast)
            {
                yield return new(id, "restart-loop", Fail);
            }
        }
    }

    private static IEnumerable<RunExpectation> OfClients(RecordedCluster cluster, FilmStep step)
    {
        foreach (var job in cluster.Truth.GetProperty("jobs").EnumerateArray())
        {
            var id = job.GetProperty("jid").GetString()!;
            if (step.Poll.Jobs.All(candidate => candidate.Id != id))
            {
                continue;
            }

            // Uids follow from the program alone, whatever key the JobManager has.
            yield return job.GetProperty("uids").GetString() == "none" ? new(id, "operator-uid", Fail) : new(id, "operator-uid", Pass, Unknown);
            yield return job.GetProperty("checkpointing").ValueKind == JsonValueKind.Null ? new(id, "checkpointing-enabled", Fail) : new(id, "checkpointing-enabled", Pass);
            yield return job.TryGetProperty("decidedBy", out var decided) && decided.GetString() is "cluster key"
                ? new(id, "cluster-option-not-applied", Pass, NotApplicable)
                : new(id, "cluster-option-not-applied", Fail);
        }
    }

    private static IEnumerable<RunExpectation> OfUnrelated(RecordedCluster cluster, FilmStep step)
    {
        foreach (var expectation in OfCluster(step))
        {
            yield return expectation;
        }

        foreach (var id in cluster.Truth.GetProperty("unrelated").EnumerateArray().SelectMany(pair => pair.GetProperty("jobs").EnumerateArray()).Select(id => id.GetString()!))
        {
            if (step.Poll.Jobs.Any(job => job.Id == id))
            {
                yield return new(id, "started-without-state", Pass, Unknown, NotApplicable);
            }
        }
    }
}
