using FlinkReady.Deploy.Tests.Manifests;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Chart;

public sealed class SchemaTests
{
    public static TheoryData<string> CiValues => [.. Helm.CiValues];

    [NeedsTheory(Need.Helm)]
    [MemberData(nameof(CiValues))]
    public async Task Lint_is_clean_for_every_way_to_run(string values)
    {
        var result = await Helm.RunAsync("lint", "--strict", Repository.Chart, "--values", Path.Combine(Repository.Chart, "ci", values));

        Assert.True(result.ExitCode == 0, result.All);
        Assert.DoesNotContain("[WARNING]", result.Output);
    }

    [NeedsTheory(Need.Helm | Need.SharedMaterial)]
    [MemberData(nameof(CiValues))]
    public async Task Every_manifest_is_valid_against_the_published_schemas(string values)
    {
        var manifests = await Helm.RenderAsync(values);

        Assert.NotEmpty(manifests);
        Assert.All(manifests, manifest => Assert.Empty(ManifestSchemas.Check(manifest)));
    }

    [NeedsFact(Need.Helm | Need.SharedMaterial)]
    public async Task A_field_that_no_schema_knows_is_found_at_any_depth()
    {
        var deployment = (await Helm.RenderAsync("deployment-values.yaml")).TheOne("Deployment");
        deployment.At("spec.template.spec.containers.0")!.AsObject()["readynessProbe"] = "x";

        var mistakes = ManifestSchemas.Check(deployment);

        Assert.Contains(mistakes, mistake => mistake.StartsWith("/spec/template/spec/containers/0/readynessProbe", StringComparison.Ordinal));
    }

    [NeedsFact(Need.Helm | Need.SharedMaterial)]
    public async Task A_field_that_no_custom_resource_definition_knows_is_found()
    {
        var monitor = (await Helm.RenderAsync("deployment-values.yaml")).TheOne("ServiceMonitor");
        monitor.At("spec.endpoints.0")!.AsObject()["intervall"] = "30s";

        Assert.NotEmpty(ManifestSchemas.Check(monitor));
    }

    [NeedsFact(Need.Helm)]
    public async Task The_ways_to_run_together_make_every_kind_of_resource()
    {
        var kinds = new HashSet<string>();
        foreach (var values in Helm.CiValues)
        {
            kinds.UnionWith((await Helm.RenderAsync(values)).Select(manifest => manifest.Kind()));
        }

        Assert.Superset(
            new HashSet<string>
            {
                "ConfigMap", "CronJob", "Deployment", "NetworkPolicy", "PodDisruptionBudget", "PodMonitor",
                "PrometheusRule", "Service", "ServiceAccount", "ServiceMonitor",
            },
            kinds);
    }
}
