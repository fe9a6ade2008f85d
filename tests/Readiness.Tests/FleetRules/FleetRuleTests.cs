using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.FleetRules;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Tests.Harness;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.FleetRules;

/// <summary>Rules on several targets: which places are one, which targets are one cluster, and what is known of targets that don't answer.</summary>
public sealed class FleetRuleTests
{
    private const string Ha = "shared-ha-namespace";
    private const string Directory = "shared-checkpoint-directory";

    // The report reports/shared-ha-namespace: two namespaces, one quorum, one cluster id.
    [Fact]
    public void Two_clusters_of_one_quorum_and_cluster_id_are_found_and_both_are_named()
    {
        var check = Judge(Ha, FleetLook.Of("ns1", '1'), FleetLook.Of("ns2", '2'));

        var finding = Assert.Single(check.Findings);
        Assert.Equal((CheckStatus.Fail, Severity.Critical, Certainty.Inferred), (check.Status, check.Severity, finding.Certainty));
        Assert.Equal(["ns1", "ns2"], finding.Resource.Targets);
        Assert.Contains("z1:2181, z2:2181, z3:2181", finding.Message, StringComparison.Ordinal);
        Assert.Contains("/flink/orders", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("high-availability.zookeeper.quorum", "z3,Z2:2181, z1.:2181", "another order, the default port, case, a final dot")]
    [InlineData("high-availability.zookeeper.quorum", "z1:2181,z2:2181,z3:2181/", "an empty path behind it")]
    [InlineData("high-availability.zookeeper.quorum", "[z1:2181, z2:2181, z3:2181]", "a list")]
    [InlineData("high-availability.zookeeper.quorum", "z1:2181", "a part of the ensemble: a server belongs to one")]
    [InlineData("high-availability.zookeeper.path.root", "/flink", "the default root, written out")]
    [InlineData("high-availability.zookeeper.path.root", "flink/", "the default root, otherwise spelled")]
    [InlineData("high-availability.cluster-id", "/orders/", "slashes around the id")]
    public void Spellings_of_one_place_are_one(string key, string value, string what) =>
        Assert.True(Judge(Ha, FleetLook.Of("a", '1'), FleetLook.Of("b", '2').With((key, value))).Status == CheckStatus.Fail, what);

    [Theory]
    [InlineData("high-availability.zookeeper.quorum", "z4:2181,z5:2181,z6:2181", "another ensemble")]
    [InlineData("high-availability.zookeeper.quorum", "z1:2182,z2:2182,z3:2182", "other ports: another ensemble on the same hosts")]
    [InlineData("high-availability.zookeeper.quorum", "z1:2181,z2:2181,z3:2181/other", "another path behind the quorum")]
    [InlineData("high-availability.zookeeper.path.root", "/flink/b", "another root")]
    [InlineData("high-availability.cluster-id", "payments", "another id")]
    [InlineData("high-availability.cluster-id", null, "the default id")]
    public void Other_places_are_not_one(string key, string? value, string what) =>
        Assert.True(Judge(Ha, FleetLook.Of("a", '1'), FleetLook.Of("b", '2').With((key, value))).Status == CheckStatus.Pass, what);

    [Fact]
    public void A_path_behind_the_quorum_counts_as_much_as_the_root_does() => Assert.Equal(CheckStatus.Fail, Judge(
        Ha,
        FleetLook.Of("a", '1').With(("high-availability.zookeeper.quorum", "z1,z2,z3/teams"), ("high-availability.zookeeper.path.root", "/a")),
        FleetLook.Of("b", '2').With(("high-availability.zookeeper.path.root", "/teams/a"))).Status);

    [Fact]
    public void Old_names_of_the_keys_are_read() => Assert.Equal(CheckStatus.Fail, Judge(
        Ha,
        FleetLook.Of("a", '1'),
        FleetLook.Of("b", '2').With(
            ("high-availability.type", null), ("high-availability", "zookeeper"), ("high-availability.cluster-id", null), ("high-availability.zookeeper.path.namespace", "/orders"))).Status);

    [Fact]
    public void Of_three_targets_those_that_share_are_named_in_one_finding()
    {
        var finding = Assert.Single(Judge(Ha, FleetLook.Of("c", '3'), FleetLook.Of("a", '1'), FleetLook.Of("b", '2'), FleetLook.Of("d", '4').With(("high-availability.cluster-id", "own"))).Findings);
        Assert.Equal(["a", "b", "c"], finding.Resource.Targets);
    }

    [Fact]
    public void One_cluster_at_two_addresses_is_one()
    {
        Assert.Equal(CheckStatus.Pass, Judge(Ha, FleetLook.Of("a", '1'), FleetLook.Of("b", '1')).Status);
        Assert.Equal(CheckStatus.Pass, Judge(Ha, new FleetLook { Name = "a", TaskManagers = ["10.0.0.7:6122-1f2e3d"] }, new FleetLook { Name = "b", TaskManagers = ["10.0.0.7:6122-1f2e3d"] }).Status);

        // Pods of two namespaces have one name where the clusters do.
        Assert.Equal(CheckStatus.Unknown, Judge(Ha, new FleetLook { Name = "a", TaskManagers = ["orders-taskmanager-1-1"] }, new FleetLook { Name = "b", TaskManagers = ["orders-taskmanager-1-1"] }).Status);

        // A third one beside it is another cluster than both.
        var finding = Assert.Single(Judge(Ha, FleetLook.Of("a", '1'), FleetLook.Of("b", '1'), FleetLook.Of("c", '2')).Findings);
        Assert.Equal(["a", "b", "c"], finding.Resource.Targets);
    }

    [Fact]
    public void One_job_id_with_two_starts_is_two_clusters() => Assert.Equal(CheckStatus.Fail, Judge(Ha, FleetLook.Of("a", '0', 24), FleetLook.Of("b", '0', 20)).Status);

    [Theory]
    [InlineData(0.001, "a job began between the looks")]
    [InlineData(-0.001, "a job began after both")]
    public void A_job_that_began_about_the_time_of_the_looks_tells_nothing(double hoursAgo, string what)
    {
        var check = Judge(Ha, new FleetLook { Name = "a" }, FleetLook.Of("b", '1', hoursAgo));
        Assert.True((check.Status, check.UnknownReason) == (CheckStatus.Unknown, UnknownReason.Undecidable), what);
    }

    [Fact]
    public void A_cluster_that_took_the_place_of_one_that_is_down_is_not_a_second_one_beside_it()
    {
        var before = FleetLook.Of("a", '1');
        var after = FleetLook.Of("b", '2', -2) with { At = FleetLook.Noon.AddHours(3) };
        Assert.Equal(CheckStatus.Unknown, Judge(Ha, before, after).Status);
        Assert.Equal(CheckStatus.Fail, Judge(Ha, before, FleetLook.Of("b", '2', 5) with { At = FleetLook.Noon.AddHours(3) }).Status);
    }

    [Fact]
    public void What_was_found_stays_while_a_target_is_down_and_ends_when_it_leaves()
    {
        var assessor = new Assessor(ReadinessPolicy.Default);
        var index = new FleetIndex();
        var a = assessor.Assess("a", FleetLook.Of("a", '1').ToSnapshot(), TargetState.Initial, FleetLook.Noon);
        var b = assessor.Assess("b", FleetLook.Of("b", '2').ToSnapshot(), TargetState.Initial, FleetLook.Noon);
        index.Set(a.Current!);
        index.Set(b.Current!);
        Assert.Equal(CheckStatus.Fail, Combine(index, Ha, a, b).Status);

        var hours = FleetLook.Noon.AddHours(5);
        a = assessor.Assess("a", (FleetLook.Of("a", '1') with { IsDown = true, At = hours }).ToSnapshot(), a, hours);
        b = assessor.Assess("b", (FleetLook.Of("b", '2') with { At = hours }).ToSnapshot(), b, hours);
        index.Set(a.Current!);
        index.Set(b.Current!);
        Assert.Equal(CheckStatus.Fail, Combine(index, Ha, a, b).Status);

        index.Remove("a");
        Assert.Equal(CheckStatus.NotApplicable, Combine(index, Ha, b).Status);
    }

    [Fact]
    public void A_target_that_never_answered_is_said_to_be_unread()
    {
        var check = Judge(Ha, FleetLook.Of("a", '1'), new FleetLook { Name = "b", IsDown = true });
        Assert.Equal((CheckStatus.Unknown, UnknownReason.Unread), (check.Status, check.UnknownReason));
        Assert.False(Judge(Ha, FleetLook.Of("a", '1'), FleetLook.Of("b", '2').With(("high-availability.cluster-id", "own")), new FleetLook { Name = "c", Keys = null }).Complete);
    }

    [Fact]
    public void Localhost_is_one_machine_only_where_both_are_asked_at_it()
    {
        var local = ("high-availability.zookeeper.quorum", (string?)"localhost:2181");
        Assert.Equal(CheckStatus.Unknown, Judge(Ha, FleetLook.Of("a", '1').With(local), FleetLook.Of("b", '2').With(local)).Status);
        Assert.Equal(CheckStatus.Fail, Judge(Ha, Live("a", '1', "http://one:8081/").With(local), Live("b", '2', "http://one:8082/").With(local)).Status);
        Assert.Equal(CheckStatus.Pass, Judge(Ha, Live("a", '1', "http://one:8081/").With(local), Live("b", '2', "http://two:8081/").With(local)).Status);
    }

    [Fact]
    public void Kubernetes_names_that_are_equal_are_not_believed_to_be_one_place_and_others_are_two()
    {
        FleetLook Kubernetes(string name, char job, string inNamespace) => FleetLook.Of(name, job).With(
            ("high-availability.type", "kubernetes"), ("kubernetes.cluster-id", "orders"), ("kubernetes.namespace", inNamespace));

        Assert.Equal(CheckStatus.Unknown, Judge(Ha, Kubernetes("a", '1', "flink"), Kubernetes("b", '2', "flink")).Status);
        Assert.Equal(CheckStatus.Pass, Judge(Ha, Kubernetes("a", '1', "flink"), Kubernetes("b", '2', "other")).Status);
        Assert.Equal(CheckStatus.Pass, Judge(Ha, Kubernetes("a", '1', "flink"), Kubernetes("b", '1', "flink")).Status);
    }

    [Fact]
    public void Without_high_availability_nothing_is_shared() =>
        Assert.Equal(CheckStatus.NotApplicable, Judge(Ha, FleetLook.Of("a", '1').With(("high-availability.type", "NONE")), FleetLook.Of("b", '2')).Status);

    [Theory]
    [InlineData("s3://bucket/cp/J/chk-7", "s3://bucket/cp/J/chk-4", CheckStatus.Fail)]
    [InlineData("s3://bucket/cp/J/chk-7", "s3a://Bucket//cp/J/chk-7", CheckStatus.Fail)]
    [InlineData("s3p://bucket/cp/J/chk-7/_metadata", "s3a:///bucket/cp/J/chk-4", CheckStatus.Fail)]
    [InlineData("hdfs://nn/cp/J/chk-7", "hdfs:///nn/cp/J/chk-4", CheckStatus.Pass)]
    [InlineData("s3://bucket/cp/J/chk-7", "s3://bucket/CP/J/chk-7", CheckStatus.Pass)]
    [InlineData("s3://bucket/cp/J/chk-7", "s3://bucket/b/J/chk-7", CheckStatus.Pass)]
    [InlineData("hdfs://nn:8020/cp/J/chk-7", "hdfs://other:8020/cp/J/chk-7", CheckStatus.Pass)]
    [InlineData("hdfs:/cp/J/chk-7", "hdfs:///cp/J/chk-7", CheckStatus.Unknown)]
    [InlineData("file:/cp/J/chk-7", "file:///cp/J/chk-7", CheckStatus.Unknown)]
    public void Jobs_of_one_id_must_not_write_into_one_directory(string one, string other, CheckStatus expected) => Assert.Equal(
        expected,
        Judge(Directory, new FleetLook { Name = "a", Jobs = [('0', 24, one)] }, new FleetLook { Name = "b", Jobs = [('0', 12, other)] }).Status);

    [Fact]
    public void One_run_seen_twice_and_a_run_that_took_anothers_place_share_nothing()
    {
        const string path = "s3://bucket/cp/J/chk-7";
        var one = new FleetLook { Name = "a", Jobs = [('0', 24, path)] };
        Assert.Equal(CheckStatus.Pass, Judge(Directory, one, one with { Name = "b" }).Status);
        Assert.Equal(CheckStatus.Unknown, Judge(Directory, one, new FleetLook { Name = "b", Jobs = [('0', -1, path)], At = FleetLook.Noon.AddHours(2) }).Status);
    }

    [Theory]
    [InlineData("ns2", CheckStatus.Waived)]
    [InlineData("ns*", CheckStatus.Waived)]
    [InlineData("other", CheckStatus.Fail)]
    public void A_waiver_covers_a_finding_that_names_one_of_its_targets(string target, CheckStatus expected)
    {
        var policy = new ReadinessPolicy { Waivers = [Made.Waiver(Ha, target)] };
        var targets = Assess(policy, FleetLook.Of("ns1", '1'), FleetLook.Of("ns2", '2'));
        var assessment = AssessmentBuilder.Combine(policy, targets, false, FleetLook.Noon);

        Assert.Equal(expected, assessment.Checks.Single(check => check.Rule.Id == Ha).Status);
        Assert.Equal(expected == CheckStatus.Fail ? CheckStatus.Fail : CheckStatus.Pass, assessment.Checks.Single(check => check.Rule.Id == "waiver-unused").Status);
    }

    [Fact]
    public void A_proposed_waiver_covers_the_finding_and_a_baseline_knows_it()
    {
        var targets = Assess(ReadinessPolicy.Default, FleetLook.Of("ns1", '1'), FleetLook.Of("ns2", '2'));
        var assessment = AssessmentBuilder.Combine(ReadinessPolicy.Default, targets, false, FleetLook.Noon);
        var proposed = WaiverProposal.For(assessment, "team", new DateOnly(2027, 1, 1), "later").Where(waiver => waiver.Rule == Ha).ToList();
        var waived = AssessmentBuilder.Combine(new ReadinessPolicy { Waivers = proposed }, targets, false, FleetLook.Noon);
        Assert.Equal(CheckStatus.Waived, waived.Checks.Single(check => check.Rule.Id == Ha).Status);

        var located = LocatedCheck.Of(assessment).Single(check => check.Check.Rule.Id == Ha);
        var key = located.KeyOf(located.Check.Findings[0]);
        Assert.Equal("ns1,ns2", key.Target);
        Assert.Null(new Baseline([key]).Compare(assessment).WorstNew(located.Check));
    }

    [Fact]
    public void Settings_of_a_target_hold_for_what_it_takes_part_in()
    {
        var lower = new RuleOverride(Ha, new Glob("ns*"), null, new RuleSettings { Severity = Severity.Warning });
        Assert.Equal(Severity.Warning, Judge(new ReadinessPolicy { Overrides = [lower] }, Ha, FleetLook.Of("ns1", '1'), FleetLook.Of("ns2", '2')).Severity);
        Assert.Equal(Severity.Critical, Judge(new ReadinessPolicy { Overrides = [lower] }, Ha, FleetLook.Of("ns1", '1'), FleetLook.Of("b", '2')).Severity);

        var off = new RuleOverride(Ha, new Glob("ns1"), null, new RuleSettings { Enabled = false });
        Assert.Equal(CheckStatus.NotApplicable, Judge(new ReadinessPolicy { Overrides = [off] }, Ha, FleetLook.Of("ns1", '1'), FleetLook.Of("ns2", '2')).Status);
    }

    private static FleetLook Live(string name, char job, string address) => FleetLook.Of(name, job) with { IsLive = true, Address = address };

    private static CheckResult Judge(string rule, params FleetLook[] looks) => Judge(ReadinessPolicy.Default, rule, looks);

    private static CheckResult Judge(ReadinessPolicy policy, string rule, params FleetLook[] looks) =>
        AssessmentBuilder.Combine(policy, Assess(policy, looks), false, FleetLook.Noon).Checks.Single(check => check.Rule.Id == rule);

    private static CheckResult Combine(FleetIndex index, string rule, params TargetState[] states) =>
        AssessmentBuilder.Combine(ReadinessPolicy.Default, [.. states.Select(state => state.Current!)], false, FleetLook.Noon, fleet: index.Picture()).Checks.Single(check => check.Rule.Id == rule);

    private static List<TargetAssessment> Assess(ReadinessPolicy policy, params FleetLook[] looks) =>
        [.. looks.Select(look => new Assessor(policy).Assess(look.Name, look.ToSnapshot(), TargetState.Initial, look.At).Current!)];
}
