using System.Text.Json.Nodes;
using FlinkReady.Deployments.Manifests;
using FlinkReady.FlinkModel.Deployments;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Deployments;

/// <summary>What the shared resources say while nobody answers: a deployment that failed is one whose JobManager can't be asked.</summary>
public sealed class ResourceAloneTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Deployments => [.. FilesOf("FlinkDeployment")];

    [NeedsTheory(Need.SharedMaterial)]
    [MemberData(nameof(Deployments))]
    public void The_rules_that_the_truth_names_fail_by_the_resource_alone(string file)
    {
        var facts = Expected(file)["facts"] as JsonObject;
        var resource = Read(file);
        var current = Assess(resource with { Since = Now.AddMinutes(-11) }, TargetState.Initial);
        var failed = Failed(current);

        Assert.All(Names(facts?["failed"]), rule => Assert.Contains(rule, failed));
        Assert.All(Names(facts?["failed_after_10m"]), rule => Assert.Contains(rule, failed));
        if (facts?["failed_after_10m"] is not JsonArray { Count: > 0 })
        {
            Assert.DoesNotContain("deployment-not-reconciled", failed);
        }

        Assert.Equal(resource.State == ResourceState.Failed, failed.Contains("deployment-failed"));
        Assert.All(current.Checks.Concat(current.Jobs.SelectMany(static job => job.Checks)), static check => Assert.Equal(RuleCategory.Deployment, check.Rule.Category));
        Assert.All(
            current.Checks.SelectMany(static check => check.Findings).SelectMany(static finding => finding.Evidence),
            evidence => Assert.StartsWith(resource.Address, evidence.Path, StringComparison.Ordinal));
        Assert.False(current.Assessed);
    }

    [NeedsFact(Need.SharedMaterial)]
    public void The_operators_words_are_in_the_finding()
    {
        var finding = Assert.Single(Assess(Read("jm-error.yaml"), TargetState.Initial).Checks.Single(static check => check.Rule.Id == "deployment-failed").Findings);

        Assert.Contains("Back-off pulling image", finding.Message, StringComparison.Ordinal);
        Assert.Contains(finding.Evidence, static evidence => evidence is { Path: "FlinkDeployment fraud/screening: status.jobManagerDeploymentStatus", Value: "ERROR", Authority: Authority.Declared });
    }

    [NeedsFact(Need.SharedMaterial)]
    public void A_failure_shows_and_ends_while_the_cluster_stays_down()
    {
        var assessor = new Assessor(ReadinessPolicy.Default);
        var failed = assessor.Assess("t", Down(Read("failed.yaml")), TargetState.Initial, Now);
        var upgrading = assessor.Assess("t", Down(Read("failed.yaml") with { State = ResourceState.InUpgrade }), failed, Now.AddMinutes(1));

        Assert.Contains("deployment-failed", Failed(failed.Settled!));
        Assert.DoesNotContain("deployment-failed", Failed(upgrading.Settled!));
    }

    [NeedsFact(Need.SharedMaterial)]
    public void A_first_look_does_not_know_how_long_a_change_has_waited()
    {
        var check = Assess(Read("not-reconciled.yaml"), TargetState.Initial).Checks.Single(static check => check.Rule.Id == "deployment-not-reconciled");

        Assert.Equal(UnknownReason.NeedsHistory, check.UnknownReason);
    }

    [NeedsFact(Need.SharedMaterial)]
    public void As_manifests_the_resources_fail_the_rules_that_need_no_status()
    {
        string[] ofStatus = ["deployment-failed", "deployment-not-reconciled", "flink-version-mismatch"];
        foreach (var file in FilesOf("FlinkDeployment").Concat(FilesOf("FlinkSessionJob")))
        {
            var assessment = AsManifest(File.ReadAllText(Path(file)), file);
            var failed = Failed(assessment);

            Assert.All(Names(Expected(file)["facts"]?["failed"]).Except(ofStatus), rule => Assert.Contains(rule, failed));
            Assert.Empty(failed.Intersect(ofStatus));
            Assert.All(
                assessment.Checks.Concat(assessment.Jobs.SelectMany(static job => job.Checks)).SelectMany(static check => check.Findings),
                finding => Assert.Equal(file, finding.Location?.File));
        }
    }

    [Fact]
    public void Absent_is_not_off_until_the_operators_configuration_is_known()
    {
        const string text = "apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: a}\nspec:\n  flinkVersion: v1_20\n  job: {upgradeMode: savepoint}\n";
        var defaults = OperatorConfigReader.Read("kubernetes.operator.default-configuration.flink-version.v1_19+.high-availability.type: kubernetes", "op.yaml", out _);
        var (alone, told) = (AsManifest(text, "a.yaml"), AsManifest(text, "a.yaml", new OperatorDefaults("op.yaml", defaults)));

        Assert.Equal(CheckStatus.Unknown, Check(alone, "ha-enabled").Status);
        Assert.Contains("--operator-config", Check(alone, "ha-enabled").Message, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Pass, Check(told, "ha-enabled").Status);
        Assert.Equal(CheckStatus.Fail, Check(told, "checkpoints-retained").Status);
        Assert.Equal(CheckStatus.Unknown, alone.Jobs[0].Checks.Single(static check => check.Rule.Id == "checkpoint-retention").Status);
        Assert.Contains("the job's code may", told.Jobs[0].Checks.Single(static check => check.Rule.Id == "checkpoint-retention").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v1_17", "high-availability.typ", "high-availability.type")]
    [InlineData("v2_0", "security.ssl.enabled", "security.ssl.rest.enabled")]
    [InlineData("v1_17", "execution.checkpointing.dir", "state.checkpoints.dir")]
    [InlineData("v1_20", "execution.checkpointing.intervall", "execution.checkpointing.interval")]
    public void A_key_that_the_named_version_does_not_read_is_found_with_the_one_that_it_reads(string version, string key, string read)
    {
        var check = Check(AsManifest($"apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {{name: a}}\nspec:\n  flinkVersion: {version}\n  flinkConfiguration:\n    {key}: x\n", "a.yaml"), "option-not-read");

        var finding = Assert.Single(check.Findings);
        Assert.Contains($"{read}: ", finding.Remediation, StringComparison.Ordinal);
        Assert.Equal(("a.yaml", 7, 5), (finding.Location!.File, finding.Location.Line, finding.Location.Column));
    }

    private static TargetAssessment AsManifest(string text, string file, OperatorDefaults? defaults = null)
    {
        var one = Assert.Single(ManifestReader.Read(text, file).Resources);
        var isJob = one.Resource.Kind == "FlinkSessionJob";
        return new ManifestAssessor(ReadinessPolicy.Default, defaults, new ThrowingObserver()).Assess("t", file, isJob ? null : one.Deployment, isJob ? [one.Deployment] : [], static _ => true, Now);
    }

    private static CheckResult Check(TargetAssessment assessment, string rule) => assessment.Checks.Single(check => check.Rule.Id == rule);

    private static TargetAssessment Assess(DeploymentResource resource, TargetState state) =>
        new Assessor(ReadinessPolicy.Default, new ThrowingObserver()).Assess("t", Down(resource), state, Now).Current!;

    private static ClusterSnapshot Down(DeploymentResource resource) => new()
    {
        Access = new TargetAccess("http://a:8081", false, false, false, IsRecording: false),
        StartedAt = Now,
        Elapsed = TimeSpan.Zero,
        Readings = ReadingSet.Of(
            Reading<JobsOverview>.Failed(JobsOverview.Key, JobsOverview.Key.Template, Now, TimeSpan.Zero, new Failure(FailureReason.Connection, 0, "refused")),
            Reading<DeploymentResource>.Of(DeploymentResource.Key, resource.Address, Now, TimeSpan.Zero, resource, resource.Stamp)),
        Jobs = [],
        Exchanges = [],
    };

    private static List<string> Failed(TargetAssessment assessment) =>
        [.. assessment.Checks.Concat(assessment.Jobs.SelectMany(static job => job.Checks)).Where(static check => check.Status == CheckStatus.Fail).Select(static check => check.Rule.Id)];

    private static IEnumerable<string> Names(JsonNode? list) => (list as JsonArray)?.Select(static name => (string)name!) ?? [];

    private static DeploymentResource Read(string file) =>
        FlinkReady.Deployments.Resources.DeploymentReader.Read(ManifestReader.Read(File.ReadAllText(Path(file)), file).Resources.Single().Resource);

    private static JsonObject Expected(string file) => All()[file]!.AsObject();

    private static JsonObject All()
    {
        using var stream = File.OpenRead(Path("expect.json"));
        return JsonNode.Parse(stream)!["objects"]!.AsObject();
    }

    private static IReadOnlyList<string> FilesOf(string kind) => SharedMaterial.IsThere
        ? [.. All().Where(one => (string?)one.Value!["kind"] == kind).Select(static one => one.Key)]
        : [];

    private static string Path(string file) => SharedMaterial.PathOf("kubernetes", "objects", file)!;

    private sealed class ThrowingObserver : IAssessmentObserver
    {
        public void RuleFailed(RuleDescriptor rule, Exception exception) => throw new InvalidOperationException($"{rule.Id} threw", exception);
    }
}
