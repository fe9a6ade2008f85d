using System.Text;
using FlinkReady.Deployments.Discovery;
using FlinkReady.Deployments.Resources;
using FlinkReady.FlinkModel.Deployments;

namespace FlinkReady.Deployments.Tests;

/// <summary>Shapes that nobody expects: each costs itself at most, and never the list that it stands in.</summary>
public sealed class OddResourceTests
{
    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"kind":"FlinkDeployment"}""")]
    [InlineData("""{"kind":"FlinkDeployment","metadata":{"name":"a"}""")]
    [InlineData("""{"metadata":{"name":"a"}}""")]
    public void What_is_no_object_with_a_kind_and_a_name_is_none(string json) => Assert.Null(Read(json));

    [Fact]
    public void An_item_of_a_list_of_services_has_no_kind_of_its_own() =>
        Assert.Equal("Service", KubernetesResource.Read("""{"metadata":{"name":"a"}}"""u8, "Service")!.Kind);

    [Theory]
    [InlineData(""" "job":"text","flinkConfiguration":["a"]""")]
    [InlineData(""" "job":{"upgradeMode":["savepoint"],"state":{"a":1},"parallelism":"many"},"flinkConfiguration":"text","jobManager":7""")]
    [InlineData(""" "flinkVersion":{"a":1},"flinkConfiguration":{"rest.port":{"a":null},"rest":[[1]]}""")]
    public void A_value_of_another_type_costs_itself(string spec)
    {
        var one = Conclude($$$"""{"kind":"FlinkDeployment","metadata":{"name":"a","namespace":"n","generation":"x"},"spec":{ {{{spec}}} },"status":{"lifecycleState":"STABLE","jobManagerDeploymentStatus":"READY","error":{"a":1},"observedGeneration":"y"}}""");

        Assert.Equal("http://a-rest.n:8081", one.Url);
        Assert.True(one.IsPolled);
        Assert.Equal("stateless", one.Deployment!.UpgradeMode);
    }

    [Fact]
    public void Lists_in_a_configuration_are_joined_and_nulls_are_absent()
    {
        var configuration = Conclude("""{"kind":"FlinkDeployment","metadata":{"name":"a"},"spec":{"flinkConfiguration":{"a":{"b":["x","y"],"c":null},"d":1.50,"e":true,"z":{"":7}}}}""").Deployment!.Configuration;

        Assert.Equal(["a.b=x;y", "d=1.50", "e=true", "z.=7"], configuration.Select(static entry => $"{entry.Key}={entry.Value.Text}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("UPGRADING", "MISSING", "FINISHED", ResourceState.InUpgrade)]
    [InlineData("STABLE", "MISSING", "CANCELED", ResourceState.Ended)]
    [InlineData("ROLLED_BACK", "ERROR", "RUNNING", ResourceState.Failed)]
    [InlineData("STABLE", "SOMETHING_NEW", "RUNNING", ResourceState.Normal)]
    [InlineData("SUSPENDED", "ERROR", "FINISHED", ResourceState.Suspended)]
    public void A_savepoint_on_the_way_is_no_end_and_an_end_is_no_failure(string lifecycle, string jobManager, string job, ResourceState expected) =>
        Assert.Equal(expected, Conclude($$$"""{"kind":"FlinkDeployment","metadata":{"name":"a"},"spec":{"job":{}},"status":{"lifecycleState":"{{{lifecycle}}}","jobManagerDeploymentStatus":"{{{jobManager}}}","jobStatus":{"state":"{{{job}}}" } } }""").State);

    [Fact]
    public void A_missing_JobManager_of_a_session_cluster_is_a_failure() =>
        Assert.Equal(ResourceState.Failed, Conclude("""{"kind":"FlinkDeployment","metadata":{"name":"a"},"spec":{},"status":{"lifecycleState":"STABLE","jobManagerDeploymentStatus":"MISSING"}}""").State);

    [Fact]
    public void A_resource_that_nests_deep_is_read_as_deep_as_its_list_is()
    {
        var (open, close) = (string.Concat(Enumerable.Repeat("{\"a\":", 100)), new string('}', 100));
        var json = $$"""{"kind":"FlinkDeployment","metadata":{"name":"a"},"spec":{"podTemplate":{{open}}1{{close}},"flinkConfiguration":{"b":{{open}}2{{close}} } } }""";

        var configuration = Conclude(json).Deployment!.Configuration;

        Assert.Equal("2", Assert.Single(configuration).Value.Text);
    }

    [Fact]
    public void A_long_error_is_cut_and_stays_on_one_line()
    {
        var message = Conclude($$$"""{"kind":"FlinkDeployment","metadata":{"name":"a"},"status":{"error":"{\"message\":\"first\\nsecond {{{new string('x', 600)}}}\"}" } }""").Deployment!.ErrorMessage!;

        Assert.StartsWith("first second", message, StringComparison.Ordinal);
        Assert.Equal(500, message.Length);
    }

    [Fact]
    public void A_name_of_63_characters_stays_and_of_64_ends_in_a_hash()
    {
        var fits = TargetNaming.Of("n", new string('a', 61));
        var (one, other) = (TargetNaming.Of("n", new string('a', 62)), TargetNaming.Of("n", new string('a', 61) + "b"));

        Assert.Equal(63, fits.Length);
        Assert.Equal(63, one.Length);
        Assert.NotEqual(one, other);
        Assert.Matches("-[0-9a-f]{6}$", one);
    }

    [Fact]
    public void Two_that_want_one_name_make_one_target_and_the_other_says_why()
    {
        const string json = """{"kind":"FlinkDeployment","metadata":{"name":"NAME","annotations":{"flinkready.io/name":"same"}},"spec":{}}""";
        var both = Conclusions.Of([Read(json.Replace("NAME", "b", StringComparison.Ordinal))!, Read(json.Replace("NAME", "a", StringComparison.Ordinal))!]);

        Assert.Equal("same", both[0].Target);
        Assert.Equal(ResourceState.LeftOut, both[1].State);
        Assert.Contains("flinkready.io/name", both[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_the_Service_of_a_deployment_shows_is_the_real_one()
    {
        var both = Conclusions.Of(
        [
            Read("""{"kind":"FlinkDeployment","metadata":{"name":"a","namespace":"n"},"spec":{"flinkConfiguration":{"rest.port":"9000"}}}""")!,
            Read("""{"kind":"Service","metadata":{"name":"a-rest","namespace":"n"},"spec":{"ports":[{"name":"blob","port":1},{"name":"rest","port":9443}]}}""")!,
        ],
            ".svc");

        Assert.Equal("http://a-rest.n.svc:9443", both[0].Url);
        Assert.Equal(ResourceState.None, both[1].State);
    }

    [Fact]
    public void A_selected_Service_needs_no_annotation_and_may_say_no()
    {
        var service = Read("""{"kind":"Service","metadata":{"name":"a","namespace":"n","labels":{"app":"flink"}},"spec":{"ports":[{"port":8081}]}}""")!;
        var not = Read("""{"kind":"Service","metadata":{"name":"b","namespace":"n","labels":{"app":"flink"},"annotations":{"flinkready.io/scrape":"false"}},"spec":{"ports":[{"port":8081}]}}""")!;

        Assert.Equal([ResourceState.Service, ResourceState.OptedOut], Conclusions.Of([service, not], isSelected: static one => one.Label("app") == "flink").Select(static one => one.State));
    }

    private static KubernetesResource? Read(string json) => KubernetesResource.Read(Encoding.UTF8.GetBytes(json));

    private static Conclusion Conclude(string json) => Assert.Single(Conclusions.Of([Read(json)!]));
}
