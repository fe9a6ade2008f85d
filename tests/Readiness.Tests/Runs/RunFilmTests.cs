using System.Globalization;
using System.Text.Json;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Runs;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Runs;

/// <summary>
/// The recordings of restores, of jobs that hang and of JobManagers that were started anew, look by look: what is said of runs has to follow from their truth. Every
/// other recording has to be silent.
/// </summary>
public sealed class RunFilmTests
{
    private static readonly string[] Roots = ["run-recordings", "flink-recordings"];

    private static readonly HashSet<string> Rules = new(["job-duplicate", "started-without-state", "restore-rejected", "jobs-lost", "jobmanager-split"], StringComparer.Ordinal);

    public static TheoryData<string> Restores => NamesOf("s12-");

    /// <summary>But those without uids, whose graphs have nothing in common but the place of their operators.</summary>
    public static TheoryData<string> RestoresWithUids => NamesOf("s12-", static name => !name.EndsWith("/s12-pinned", StringComparison.Ordinal));

    public static TheoryData<string> Others => NamesOf("s", static name => !name.Contains("/s12-", StringComparison.Ordinal));

    public static TheoryData<string> SqlNames => NamesOf("s17-sql-names");

    [Theory]
    [MemberData(nameof(Restores))]
    public async Task A_refused_start_is_told_with_its_operator_and_figures_until_the_job_runs_again(string recording)
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        var truth = TruthOf(recording);
        var runs = truth.GetProperty("runs").EnumerateArray().ToDictionary(run => run.GetProperty("jid").GetString()!, StringComparer.Ordinal);
        var (refused, asked) = (0, 0);
        await foreach (var (look, state) in PlayAsync(recording))
        {
            asked = Math.Max(asked, look.Exchanges.Count(exchange => exchange.Path.Contains("/exceptions", StringComparison.Ordinal)));
            var newest = look.Jobs.MaxBy(job => job.Overview!.StartTimeMs)!.Id;
            foreach (var job in state.Current!.Jobs)
            {
                var check = job.Checks.Single(one => one.Rule.Id == "restore-rejected");
                var expected = runs[job.JobId].GetProperty("expected");
                if (expected.GetProperty("outcome").GetString() != "rejected" || job.JobId != newest)
                {
                    Assert.NotEqual(CheckStatus.Fail, check.Status);
                    continue;
                }

                refused++;
                Assert.True(check.Status == CheckStatus.Fail, $"{recording}: {check.Message}");
                Assert.Equal((Severity.Critical, Certainty.Proven), (check.Severity, check.Findings[0].Certainty));
                Assert.Contains(expected.GetProperty("operatorIds").EnumerateArray(), id => check.Message.Contains(id.GetString()!, StringComparison.Ordinal));
                if (expected.TryGetProperty("figures", out var figures) && figures.ValueKind == JsonValueKind.Object)
                {
                    Assert.Contains(Figure(figures, "stored"), check.Message, StringComparison.Ordinal);
                    Assert.Contains(Figure(figures, "new"), check.Message, StringComparison.Ordinal);
                    Assert.Contains(Figure(figures, "stored"), check.Findings[0].Remediation, StringComparison.Ordinal);
                }
                else
                {
                    Assert.Contains("setUidHash", check.Findings[0].Remediation, StringComparison.Ordinal);
                }
            }
        }

        Assert.Equal(runs.Values.Any(run => run.GetProperty("expected").GetProperty("outcome").GetString() == "rejected"), refused > 0);
    }

    /// <summary>These jobs keep their name and most of them half of their uids, and checkpoint numbers go on from what was restored.</summary>
    [Theory]
    [MemberData(nameof(RestoresWithUids))]
    public async Task A_run_that_restored_less_than_the_one_before_it_had_is_told(string recording)
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        var newest = new Dictionary<string, (long StartMs, long Checkpoint, HashSet<string> Vertices)>(StringComparer.Ordinal);
        var (older, compared) = (0, 0);
        await foreach (var (look, state) in PlayAsync(recording))
        {
            foreach (var job in look.Jobs.Where(job => job.Overview!.State == "RUNNING"))
            {
                var check = state.Current!.Jobs.Single(one => one.JobId == job.Id).Checks.Single(one => one.Rule.Id == "started-without-state");
                var vertices = VerticesOf(job);
                var before = newest.Where(run => run.Key != job.Id && run.Value.StartMs < job.Overview!.StartTimeMs).Select(run => run.Value)
                    .Where(run => run.Vertices.Intersect(vertices).Count() * 2 >= Math.Min(run.Vertices.Count, vertices.Count))
                    .OrderByDescending(run => run.StartMs).Select(run => run.Checkpoint).FirstOrDefault();
                if (job.Readings.Value(CheckpointStatistics.Key)?.Latest?.Restored is { Id: { } restored, IsSavepoint: true })
                {
                    compared++;
                    older += restored < before ? 1 : 0;
                    Assert.True((check.Status == CheckStatus.Fail) == (restored < before), $"{recording}: restored {restored}, {before} before: {check.Message}");
                    Assert.All(check.Findings, finding => Assert.Equal(Certainty.Inferred, finding.Certainty));
                }
            }

            foreach (var job in look.Jobs)
            {
                if (job.Readings.Value(CheckpointStatistics.Key)?.Latest?.Completed is { Id: { } completed, StateSize: > 0 })
                {
                    newest[job.Id] = (job.Overview!.StartTimeMs!.Value, completed, VerticesOf(job));
                }
            }
        }

        Assert.True(compared > 0);
        Assert.True(older > 0 || recording.EndsWith("s12-rejected", StringComparison.Ordinal), "each of these went back to the first savepoint several times");
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Nothing_is_said_of_runs_that_are_as_they_should_be(string recording)
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);

        // One was pointed at a file that is no savepoint, the other restores another program's savepoint.
        var refused = (string[])["slow-savepoint", "other-uids"];
        await foreach (var (_, state) in PlayAsync(recording))
        {
            foreach (var located in LocatedCheck.Of(state.Current!).Where(located => Rules.Contains(located.Check.Rule.Id) && located.Check.Status == CheckStatus.Fail))
            {
                Assert.True(located.Check.Rule.Id == "restore-rejected" && refused.Contains(located.Job?.JobName), $"{recording}: {located.Check.Rule.Id} {located.Job?.JobName}: {located.Check.Message}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(SqlNames))]
    public async Task Unrelated_jobs_are_not_the_same_whatever_name_and_ids_they_share(string recording)
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        var runs = new Dictionary<string, KnownRun>(StringComparer.Ordinal);
        await foreach (var (_, state) in PlayAsync(recording))
        {
            foreach (var run in state.History.Runs.All)
            {
                runs[run.JobId] = run;
            }
        }

        foreach (var pair in TruthOf(recording).GetProperty("unrelated").EnumerateArray().Select(pair => pair.GetProperty("jobs")))
        {
            var (one, other) = (runs[pair[0].GetString()!], runs[pair[1].GetString()!]);
            Assert.NotNull(one.Graph);
            Assert.NotNull(other.Graph);
            Assert.Equal(JobLink.None, SameJob.Between(one with { Name = "the same", HasEnded = true }, other with { Name = "the same" }));
        }
    }

    private static HashSet<string> VerticesOf(JobSnapshot job) => [.. (job.Readings.Value(JobDetails.Key)?.Vertices ?? []).Select(vertex => vertex.Id)];

    private static TheoryData<string> NamesOf(string scenario, Func<string, bool>? include = null)
    {
        var names = Roots.Select(root => SharedMaterial.PathOf(root)).OfType<string>()
            .SelectMany(root => Directory.EnumerateFiles(root, "truth.json", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(SharedMaterial.Root!, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Where(name => name.Contains($"/{scenario}", StringComparison.Ordinal) && (include is null || include(name)))
            .Order(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? ["none"] : [.. names];
    }

    private static JsonElement TruthOf(string recording)
    {
        using var truth = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SharedMaterial.PathOf(recording.Split('/'))!, "truth.json")));
        return truth.RootElement.Clone();
    }

    private static string Figure(JsonElement figures, string name) => figures.GetProperty(name).GetInt32().ToString(CultureInfo.InvariantCulture);

    private static IAsyncEnumerable<(ClusterSnapshot Look, TargetState State)> PlayAsync(string recording) => FilmOfRuns.PlayAsync(SharedMaterial.PathOf(recording.Split('/'))!);
}
