using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Recordings;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Tests.Truth;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Options;

/// <summary>What public reports and recorded clusters show of keys that look set and are not: expected is what their READMEs and truth.json say.</summary>
public sealed class ConfigurationReportTests
{
    // reports/ssl-key-flink2: 2.3.0 with the key that 2.0 removed answered plain http and took a job from anybody.
    [NeedsFact(Need.SharedMaterial)]
    public async Task A_key_that_2_0_removed_encrypts_nothing()
    {
        var cluster = await AssessAsync("reports", "ssl-key-flink2", "input");
        Assert.Equal(CheckStatus.Fail, Of(cluster.Checks, "rest-encrypted").Status);
        Assert.NotEqual(CheckStatus.Pass, Of(cluster.Checks, "web-submit-exposed").Status);
        var unread = Of(cluster.Checks, "option-not-read");
        Assert.Equal((CheckStatus.Fail, Severity.Critical), (unread.Status, unread.Severity));
        Assert.Contains("security.ssl.rest.enabled", Assert.Single(unread.Findings).Remediation, StringComparison.Ordinal);
    }

    // reports/newer-keys-old-flink: 1.19.3 with spellings of 1.20.
    [NeedsFact(Need.SharedMaterial)]
    public async Task Spellings_of_1_20_are_nothing_to_1_19_and_the_fix_names_what_it_reads()
    {
        var cluster = await AssessAsync("reports", "newer-keys-old-flink", "input");
        foreach (var (rule, read) in ((string, string)[])[("checkpoints-retained", "state.checkpoints.num-retained: 3"), ("savepoint-directory", "state.savepoints.dir: s3://b/sp")])
        {
            var check = Of(cluster.Checks, rule);
            Assert.Equal(CheckStatus.Fail, check.Status);
            Assert.Contains("Flink 1.19 does not read it", check.Message, StringComparison.Ordinal);
            Assert.Contains(read, Assert.Single(check.Findings).Remediation, StringComparison.Ordinal);
        }

        Assert.Equal(2, Of(cluster.Checks, "option-not-read").Findings.Count);
    }

    // reports/savepoint-directory-quoted: quotes of flink-conf.yaml belong to the value.
    [NeedsFact(Need.SharedMaterial)]
    public async Task Quotes_make_a_directory_unusable()
    {
        var check = Of((await AssessAsync("reports", "savepoint-directory-quoted", "input")).Checks, "savepoint-directory");
        Assert.Equal((CheckStatus.Fail, Severity.Critical), (check.Status, check.Severity));
        Assert.EndsWith("state.savepoints.dir: s3://bucket/savepoints", Assert.Single(check.Findings).Remediation, StringComparison.Ordinal);
    }

    // reports/client-config-uids: both jobs came from a client whose configuration lacks the key.
    [NeedsFact(Need.SharedMaterial)]
    public async Task The_key_of_a_session_cluster_acquits_no_job_of_its_uids()
    {
        var cluster = await AssessAsync("reports", "client-config-uids", "input");
        Assert.Equal(CheckStatus.Fail, Of(Job(cluster, "nouid-client").Checks, "operator-uid").Status);
        Assert.False(Of(Job(cluster, "partial-client").Checks, "operator-uid") is { Status: CheckStatus.Pass, Complete: true });
    }

    // run-recordings/*/s16-client-keys: decidedBy says whose value each job got.
    [NeedsTheory(Need.SharedMaterial)]
    [InlineData("1.20.5")]
    [InlineData("2.3.0")]
    public async Task A_key_that_clients_read_holds_for_jobs_of_the_web_interface_only(string version)
    {
        var cluster = await AssessAsync("run-recordings", version, "s16-client-keys");
        Assert.Equal(CheckStatus.Pass, Of(Job(cluster, "sets-nothing").Checks, "cluster-option-not-applied").Status);
        foreach (var otherwise in (string[])["sets-otherwise", "own-client", "own-client-plain"])
        {
            Assert.Equal(CheckStatus.Fail, Of(Job(cluster, otherwise).Checks, "cluster-option-not-applied").Status);
        }

        // The cluster's key has an interval already: to set it there once more would change nothing.
        var off = Assert.Single(Of(Job(cluster, "own-client-plain").Checks, "checkpointing-enabled").Findings);
        Assert.StartsWith("Set in the configuration of the client", off.Remediation, StringComparison.Ordinal);
        Assert.Contains("execution.checkpointing.interval: 5s) did not count", off.Remediation, StringComparison.Ordinal);
    }

    // flink-recordings/1.20.5/s11-sql: every job is a query. s9-many: every job is a program.
    [NeedsTheory(Need.SharedMaterial)]
    [InlineData("1.20.5", "s11-sql", true)]
    [InlineData("1.20.5", "s9-many", false)]
    [InlineData("2.3.0", "s9-many", false)]
    public async Task A_statement_of_sql_is_the_fix_of_queries_only(string version, string scenario, bool areQueries)
    {
        var cluster = await AssessAsync("flink-recordings", version, scenario);

        var fixes = cluster.Jobs.SelectMany(job => job.Checks).Where(check => check.Rule.Id == "checkpoint-tolerance").SelectMany(check => check.Findings).ToList();

        Assert.NotEmpty(fixes);
        Assert.All(fixes, fix => Assert.Equal(areQueries, fix.Remediation.Contains("SET 'execution.checkpointing.tolerable-failed-checkpoints' = '3';", StringComparison.Ordinal)));
    }

    // run-recordings/*/s16-application: the JobManager is the client, so that its keys count.
    [NeedsTheory(Need.SharedMaterial)]
    [InlineData("1.20.5")]
    [InlineData("2.3.0")]
    public async Task In_application_mode_the_clusters_keys_are_the_jobs(string version)
    {
        var job = Job(await AssessAsync("run-recordings", version, "s16-application"), "orders");
        Assert.Equal(CheckStatus.Pass, Of(job.Checks, "cluster-option-not-applied").Status);
        Assert.True(Of(job.Checks, "operator-uid") is { Status: CheckStatus.Pass, Complete: true });
    }

    // Every cluster of the recordings of runs was started with keys that its version reads.
    [NeedsFact(Need.SharedMaterial)]
    public async Task No_recorded_key_is_called_unread()
    {
        var recordings = Directory.EnumerateFiles(SharedMaterial.PathOf("run-recordings")!, "truth.json", SearchOption.AllDirectories).Select(file => Path.GetDirectoryName(file)!).ToList();
        Assert.NotEmpty(recordings);
        foreach (var recording in recordings)
        {
            var check = Of((await AssessAsync(recording)).Checks, "option-not-read");
            Assert.True(check.Status == CheckStatus.Pass, $"{recording}: {check.Message}");
        }
    }

    private static Task<TargetAssessment> AssessAsync(params string[] path) => AssessAsync(SharedMaterial.PathOf(path)!);

    private static async Task<TargetAssessment> AssessAsync(string folder)
    {
        using var series = Recording.Open(folder);
        var state = TargetState.Initial;
        var assessor = new Assessor(ReadinessPolicy.Default, ThrowingObserver.Instance);
        ClusterSnapshot? previous = null;
        foreach (var snapshot in series.Snapshots)
        {
            previous = await snapshot.Reader.ReadAsync(previous, ReadOptions.Everything, TestContext.Current.CancellationToken);
            state = assessor.Assess("recorded", previous, state, previous.StartedAt);
        }

        return state.Current!;
    }

    private static JobAssessment Job(TargetAssessment cluster, string name) => cluster.Jobs.Single(job => job.JobName == name);

    private static CheckResult Of(IEnumerable<CheckResult> checks, string rule) => checks.Single(check => check.Rule.Id == rule);
}
