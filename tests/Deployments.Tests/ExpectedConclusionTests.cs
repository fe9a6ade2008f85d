using System.Text.Json.Nodes;
using FlinkReady.Deployments.Discovery;
using FlinkReady.FlinkModel.Deployments;

namespace FlinkReady.Deployments.Tests;

/// <summary>Every shared resource gives what its truth says: a monitor that polls a suspended cluster pages somebody at night.</summary>
public sealed class ExpectedConclusionTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, Conclusion>> All = new(() =>
        Conclusions.Of(Objects.All()).ToDictionary(static one => one.Resource.Address, StringComparer.Ordinal));

    /// <summary>The files.</summary>
    public static TheoryData<string> Files => [.. Objects.Files];

    [NeedsTheory(Need.SharedMaterial)]
    [MemberData(nameof(Files))]
    public void What_the_truth_says_is_concluded(string file)
    {
        var expected = Objects.Expected(file);
        var conclusion = Of(expected);

        Assert.Equal(Camel((string)expected["row"]!), conclusion.State.ToText());
        Assert.Equal((bool?)expected["polled"] ?? false, conclusion.IsPolled);
        if (conclusion.State != ResourceState.Facts)
        {
            Assert.Equal((int?)expected["target_expected"], conclusion.Expected);
            Assert.Equal((int?)(expected["target_expected_after_upgrade_grace"] ?? expected["target_expected"]), conclusion.ExpectedAfterGrace);
        }

        Assert.Equal((string?)expected["url"], conclusion.Url);
        Assert.NotEmpty(conclusion.Reason);
        CheckTarget(expected["target"], conclusion);
        if (expected["joins"] is JsonObject joins)
        {
            Assert.Equal((string?)joins["target"], conclusion.Joins?.Target);
            Assert.True(joins["jobId"] is null || (string?)joins["jobId"] == conclusion.Joins?.JobId);
        }
        else
        {
            Assert.Null(conclusion.Joins);
        }

        foreach (var (name, value) in expected["labels"]?.AsObject() ?? [])
        {
            Assert.Equal((string?)value, conclusion.Labels[name]);
        }

        CheckFacts(expected["facts"]?.AsObject() ?? [], conclusion);
    }

    [NeedsFact(Need.SharedMaterial)]
    public void No_two_targets_have_one_name_or_one_address()
    {
        var targets = All.Value.Values.Where(static one => one.Target is not null).ToList();

        Assert.Equal(targets.Count, targets.Select(static one => one.Target).Distinct().Count());
        Assert.Equal(targets.Count, targets.Select(static one => one.Url).Distinct().Count());
    }

    [NeedsTheory(Need.SharedMaterial)]
    [MemberData(nameof(Files))]
    public void The_order_of_members_does_not_matter(string file)
    {
        var sorted = Resources.KubernetesResource.Read(Objects.Json(file))!;
        var backwards = Resources.KubernetesResource.Read(Objects.Json(file, isSorted: false))!;
        var (one, other) = (Conclusions.Of([sorted]).Single(), Conclusions.Of([backwards]).Single());

        Assert.Equal((one.State, one.Target, one.Url, one.Reason), (other.State, other.Target, other.Url, other.Reason));
        Assert.True(one.Deployment is null || one.Deployment.Stamp.IsSameAs(other.Deployment!.Stamp));
    }

    private static Conclusion Of(JsonObject expected) => All.Value[$"{expected["kind"]} {expected["namespace"]}/{expected["name"]}"];

    private static string Camel(string row) => string.Concat(row.Split('-').Select(static (part, index) => index == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));

    private static void CheckTarget(JsonNode? expected, Conclusion conclusion)
    {
        if (expected is JsonObject shape)
        {
            Assert.True(conclusion.Target!.Length <= (int)shape["maxLength"]!);
            Assert.StartsWith((string)shape["startsWith"]!, conclusion.Target, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal((string?)expected, conclusion.Target);
        }
    }

    private static void CheckFacts(JsonObject facts, Conclusion conclusion)
    {
        var deployment = conclusion.Deployment;
        foreach (var (name, value) in facts)
        {
            switch (name)
            {
                case "upgradeMode" when value is not null:
                    Assert.Equal((string?)value, deployment!.UpgradeMode);
                    break;
                case "lifecycle":
                    Assert.Equal((string?)value, deployment!.Lifecycle);
                    break;
                case "session":
                    Assert.Equal((bool)value!, !deployment!.HasJob);
                    break;
                case "message" when deployment is not null:
                    Assert.Equal((string?)value, deployment.ErrorMessage);
                    break;
                case "parent":
                    Assert.Equal((string?)value, conclusion.Resource.Parent);
                    break;
                case "suspended":
                    Assert.Equal((bool)value!, deployment!.State == ResourceState.Suspended);
                    break;
                case "expected":
                    Assert.Equal((bool)value! ? 1 : 0, conclusion.Expected);
                    break;
                case "latest":
                    Assert.Equal((bool)value!, conclusion.Snapshot!.IsLatest);
                    break;
                case "path":
                    Assert.Equal((string?)value, conclusion.Snapshot!.Path);
                    break;
                case "kind":
                    Assert.Equal((string?)value == "savepoint", conclusion.Snapshot!.IsSavepoint);
                    break;
                case "deployedJar":
                    Assert.Equal((string?)value, new Resources.ResourceLife(conclusion.Resource.Root).Deployed!.Jar);
                    break;
                case "wishedJar":
                    Assert.Equal((string?)value, deployment!.Find("spec.job.jarURI")!.Text);
                    break;
                case "lastStateByCancel":
                    Assert.Equal("true", deployment!.Configuration["kubernetes.operator.job.upgrade.last-state.job-cancel.enabled"].Text);
                    break;
            }
        }
    }
}
