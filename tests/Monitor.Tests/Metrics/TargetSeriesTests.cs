using FlinkReady.FlinkClient.Collections;
using FlinkReady.FlinkClient.Sources;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Targets;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Tests.Metrics;

public sealed class TargetSeriesTests
{
    [Fact]
    public void A_target_is_exposed_as_the_contract_says()
    {
        var job = Made.Job("enrich", "fd72014d4c864993a2e5a9287b4a9c5d", Made.Fail("operator-uid", Severity.Critical, 3), Made.Pass("checkpointing-enabled")) with
        {
            Operators = [Made.Operators(UidVerdict.Auto, UidVerdict.Auto, UidVerdict.Auto, UidVerdict.Explicit)],
            Figures = new JobFigures { MaxParallelismHeadroom = 42.5, LastCompletedCheckpoint = Made.Noon.AddMilliseconds(-1500), CheckpointStateBytes = 1048576 },
        };
        var view = Made.View(Made.Assessment("orders", [Made.Check("ha-enabled", CheckStatus.Waived, waived: 1), Made.Unknown("web-submit-exposed", UnknownReason.Unread)], job)) with
        {
            Target = new TargetDefinition { Name = "orders", Connection = new() { Urls = [new Uri("http://flink:8081/")] }, Labels = new EquatableDictionary([new("team", "o\"1")], StringComparer.Ordinal) },
            Counters = PollCounters.Zero.Add(null, [Asked("/jobs/:jobid", 100), Asked("/jobs/:jobid", 23)]).Add(new Failure(FailureReason.LeaderElection, 503, "x"), []),
        };

        // Each line written by hand from the contract.
        var expected =
            """
            # HELP flinkready_target_up 1 if the cluster answered in the last poll, else 0.
            # TYPE flinkready_target_up gauge
            flinkready_target_up{target="orders"} 1
            # HELP flinkready_target_expected 1 if the cluster has to answer now, else 0.
            # TYPE flinkready_target_expected gauge
            flinkready_target_expected{target="orders"} 1
            # HELP flinkready_target_info Always 1; where the target is and what it runs.
            # TYPE flinkready_target_info gauge
            flinkready_target_info{target="orders",url="http://flink:8081/",flink_version="1.20.5",team="o\"1"} 1
            # HELP flinkready_target_last_success_timestamp_seconds When the last poll began at which the cluster answered.
            # TYPE flinkready_target_last_success_timestamp_seconds gauge
            flinkready_target_last_success_timestamp_seconds{target="orders"} 1767355200
            # HELP flinkready_target_poll_duration_seconds How long the last poll took.
            # TYPE flinkready_target_poll_duration_seconds gauge
            flinkready_target_poll_duration_seconds{target="orders"} 0.25
            # HELP flinkready_target_score_ratio Readiness of the target, 0 to 1.
            # TYPE flinkready_target_score_ratio gauge
            flinkready_target_score_ratio{target="orders"} 0.5
            # HELP flinkready_target_polls_total Polls of the target, failed ones included.
            # TYPE flinkready_target_polls_total counter
            flinkready_target_polls_total{target="orders"} 2
            # HELP flinkready_target_poll_failures_total Polls at which the cluster did not answer, by reason.
            # TYPE flinkready_target_poll_failures_total counter
            flinkready_target_poll_failures_total{target="orders",reason="timeout"} 0
            flinkready_target_poll_failures_total{target="orders",reason="dns"} 0
            flinkready_target_poll_failures_total{target="orders",reason="connection"} 0
            flinkready_target_poll_failures_total{target="orders",reason="tls"} 0
            flinkready_target_poll_failures_total{target="orders",reason="unauthorized"} 0
            flinkready_target_poll_failures_total{target="orders",reason="forbidden"} 0
            flinkready_target_poll_failures_total{target="orders",reason="http4xx"} 0
            flinkready_target_poll_failures_total{target="orders",reason="http5xx"} 0
            flinkready_target_poll_failures_total{target="orders",reason="redirect"} 0
            flinkready_target_poll_failures_total{target="orders",reason="bad_payload"} 0
            flinkready_target_poll_failures_total{target="orders",reason="too_large"} 0
            flinkready_target_poll_failures_total{target="orders",reason="leader_election"} 1
            flinkready_target_poll_failures_total{target="orders",reason="circuit_open"} 0
            flinkready_target_poll_failures_total{target="orders",reason="not_flink"} 0
            flinkready_target_poll_failures_total{target="orders",reason="cancelled"} 0
            # HELP flinkready_violation Affected resources of a violated rule; no series while it holds or is waived.
            # TYPE flinkready_violation gauge
            flinkready_violation{target="orders",job_name="enrich",rule="operator-uid",severity="critical"} 3
            # HELP flinkready_violations Affected resources of all violated rules, by severity.
            # TYPE flinkready_violations gauge
            flinkready_violations{target="orders",severity="critical"} 3
            flinkready_violations{target="orders",severity="warning"} 0
            flinkready_violations{target="orders",severity="info"} 0
            # HELP flinkready_waived_violation Affected resources whose violation is waived.
            # TYPE flinkready_waived_violation gauge
            flinkready_waived_violation{target="orders",job_name="",rule="ha-enabled"} 1
            # HELP flinkready_checks Verdicts, by status.
            # TYPE flinkready_checks gauge
            flinkready_checks{target="orders",status="pass"} 1
            flinkready_checks{target="orders",status="fail"} 1
            flinkready_checks{target="orders",status="waived"} 1
            flinkready_checks{target="orders",status="unknown"} 1
            flinkready_checks{target="orders",status="not_applicable"} 0
            # HELP flinkready_not_assessed Always 1; a check that could not be decided.
            # TYPE flinkready_not_assessed gauge
            flinkready_not_assessed{target="orders",job_name="",rule="web-submit-exposed",reason="unread"} 1
            # HELP flinkready_job_info Always 1; a job that the cluster lists.
            # TYPE flinkready_job_info gauge
            flinkready_job_info{target="orders",job_name="enrich",job_id="fd72014d4c864993a2e5a9287b4a9c5d",job_type="STREAMING",state="RUNNING"} 1
            # HELP flinkready_job_score_ratio Readiness of a job, 0 to 1.
            # TYPE flinkready_job_score_ratio gauge
            flinkready_job_score_ratio{target="orders",job_name="enrich"} 0.5
            # HELP flinkready_job_operators Operators that can have a uid, by what is proven about it.
            # TYPE flinkready_job_operators gauge
            flinkready_job_operators{target="orders",job_name="enrich",uid="auto"} 3
            flinkready_job_operators{target="orders",job_name="enrich",uid="declared"} 0
            flinkready_job_operators{target="orders",job_name="enrich",uid="explicit"} 1
            flinkready_job_operators{target="orders",job_name="enrich",uid="undecided"} 0
            # HELP flinkready_job_max_parallelism_headroom_ratio Smallest max parallelism / parallelism over the keyed vertices.
            # TYPE flinkready_job_max_parallelism_headroom_ratio gauge
            flinkready_job_max_parallelism_headroom_ratio{target="orders",job_name="enrich"} 42.5
            # HELP flinkready_job_checkpoint_last_completed_timestamp_seconds When the latest completed checkpoint was acknowledged.
            # TYPE flinkready_job_checkpoint_last_completed_timestamp_seconds gauge
            flinkready_job_checkpoint_last_completed_timestamp_seconds{target="orders",job_name="enrich"} 1767355198.5
            # HELP flinkready_job_checkpoint_state_bytes Full size of the latest completed checkpoint.
            # TYPE flinkready_job_checkpoint_state_bytes gauge
            flinkready_job_checkpoint_state_bytes{target="orders",job_name="enrich"} 1048576
            # HELP flinkready_runs_linked_total Runs of jobs that were linked to the run before.
            # TYPE flinkready_runs_linked_total counter
            flinkready_runs_linked_total{target="orders",how="state"} 0
            flinkready_runs_linked_total{target="orders",how="resource"} 0
            flinkready_runs_linked_total{target="orders",how="name"} 0
            # HELP flinkready_series_dropped Series left out because of maxSeriesPerTarget or maxJobs.
            # TYPE flinkready_series_dropped gauge
            flinkready_series_dropped{target="orders"} 0

            """;
        var page = Exposition.Of(view);
        string[] others = ["_requests_total", "_response_bytes_total", "flinkready_metadata_", "flinkready_operator_ids_", "flinkready_witness_"];
        var withoutTraffic = string.Join('\n', page.Split('\n').Where(line => !others.Any(other => line.Contains(other, StringComparison.Ordinal))));
        Assert.Equal(expected.ReplaceLineEndings("\n"), withoutTraffic);

        Assert.Contains("flinkready_target_requests_total{target=\"orders\",endpoint=\"/jobs/:jobid\"} 2\n", page, StringComparison.Ordinal);
        Assert.Contains("flinkready_target_response_bytes_total{target=\"orders\",endpoint=\"/jobs/:jobid\"} 123\n", page, StringComparison.Ordinal);
        Assert.Equal(FlinkEndpoints.Templates.Count, Exposition.Samples(page, "flinkready_target_requests_total").Length);
        Assert.Contains("flinkready_target_requests_total{target=\"orders\",endpoint=\"/overview\"} 0\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_before_its_first_poll_claims_nothing()
    {
        var view = new TargetView { Target = new TargetDefinition { Name = "new", Connection = new() { Urls = [new Uri("http://flink:8081/")] } }, Access = Made.Access };

        var page = Exposition.Of(view);

        Assert.Equal(["flinkready_target_up{target=\"new\"} 0"], Exposition.Samples(page, "flinkready_target_up"));
        Assert.Equal(["flinkready_target_polls_total{target=\"new\"} 0"], Exposition.Samples(page, "flinkready_target_polls_total"));
        foreach (var absent in (string[])["violations", "checks", "violation", "target_score_ratio", "target_last_success_timestamp_seconds", "target_poll_duration_seconds"])
        {
            Assert.Empty(Exposition.Samples(page, "flinkready_" + absent));
        }
    }

    [Fact]
    public void A_target_that_never_answered_claims_no_absence_of_violations()
    {
        var page = Exposition.Of(Made.View(Made.Down("dead", FailureReason.Dns)));

        Assert.Empty(Exposition.Samples(page, "flinkready_violations"));
        Assert.Contains("flinkready_target_poll_failures_total{target=\"dead\",reason=\"dns\"} 1", Exposition.Samples(page, "flinkready_target_poll_failures_total"));
    }

    [Fact]
    public void In_an_outage_violations_stay_as_they_were_and_stale_values_go()
    {
        var job = Made.Job("enrich", "a", Made.Fail("operator-uid", Severity.Critical, 2), Made.Check("ha-storage", CheckStatus.Waived, waived: 1));
        var lastUp = Made.Assessment("orders", [], job);
        // What the assessor makes of it once everything is too old.
        var stale = Made.Down("orders") with
        {
            Jobs = [job with { Checks = [Made.Unknown("operator-uid", UnknownReason.Unread, Severity.Critical), Made.Unknown("ha-storage", UnknownReason.Unread)], Score = null }],
        };

        var page = Exposition.Of(Made.View(stale, lastUp));

        Assert.Equal(["flinkready_target_up{target=\"orders\"} 0"], Exposition.Samples(page, "flinkready_target_up"));
        Assert.Equal(["flinkready_violation{target=\"orders\",job_name=\"enrich\",rule=\"operator-uid\",severity=\"critical\"} 2"], Exposition.Samples(page, "flinkready_violation"));
        Assert.Equal(["flinkready_waived_violation{target=\"orders\",job_name=\"enrich\",rule=\"ha-storage\"} 1"], Exposition.Samples(page, "flinkready_waived_violation"));
        Assert.Contains("flinkready_violations{target=\"orders\",severity=\"critical\"} 2", Exposition.Samples(page, "flinkready_violations"));
        Assert.Equal(2, Exposition.Samples(page, "flinkready_not_assessed").Length);
        Assert.Contains("flinkready_checks{target=\"orders\",status=\"unknown\"} 2", Exposition.Samples(page, "flinkready_checks"));
        Assert.Empty(Exposition.Samples(page, "flinkready_job_info"));
        Assert.Empty(Exposition.Samples(page, "flinkready_job_score_ratio"));
        Assert.Empty(Exposition.Samples(page, "flinkready_target_score_ratio"));
    }

    private static Exchange Asked(string endpoint, long bytes) => new(endpoint, endpoint, 200, Made.Noon, TimeSpan.Zero, bytes, null);
}
