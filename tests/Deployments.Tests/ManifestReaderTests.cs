using FlinkReady.Deployments.Manifests;
using FlinkReady.FlinkModel.Deployments;

namespace FlinkReady.Deployments.Tests;

/// <summary>Manifests as people have them: what is read, what is passed over, and what is wrong with the rest, each with its line.</summary>
public sealed class ManifestReaderTests
{
    private const string Orders = "apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: orders\nspec:\n  flinkVersion: v1_20\n  job:\n    upgradeMode: savepoint\n";

    /// <summary>The shared resources.</summary>
    public static TheoryData<string> Files => [.. Objects.Files];

    [NeedsTheory(Need.SharedMaterial)]
    [MemberData(nameof(Files))]
    public void A_resource_of_a_file_declares_what_it_declares_on_a_server(string file)
    {
        var read = ManifestReader.Read(Objects.Text(file), file);
        var kind = (string)Objects.Expected(file)["kind"]!;

        Assert.Equal(kind is "FlinkDeployment" or "FlinkSessionJob" ? (1, 0) : (0, 1), (read.Resources.Count, read.Others));
        Assert.Empty(read.Mistakes);
        if (read.Resources is [var one])
        {
            var server = Resources.DeploymentReader.Declared(Resources.KubernetesResource.Read(Objects.Json(file))!);
            Assert.True(server.Stamp.IsSameAs(one.Deployment.Stamp));
            Assert.True(one.Deployment.IsManifest);
        }
    }

    [Fact]
    public void Keys_stand_at_their_line_and_missing_ones_at_what_would_hold_them()
    {
        var one = Assert.Single(ManifestReader.Read("# a comment\n---\n" + Orders, "a.yaml").Resources).Deployment;

        Assert.Equal(("a.yaml", 10, 5), Place(one, DeploymentResource.Field.UpgradeMode));
        Assert.Equal(("a.yaml", 9, 3), Place(one, DeploymentResource.Field.AllowNonRestoredState));
        Assert.Equal(("a.yaml", 7, 1), Place(one, DeploymentResource.Field.Configuration));
        Assert.Equal(("a.yaml", 7, 1), Place(one, DeploymentResource.Field.JobManagerReplicas));
    }

    [Fact]
    public void Several_documents_a_list_and_JSON_are_read_and_other_kinds_counted()
    {
        var list = "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n  metadata: {name: x}\n- apiVersion: flink.apache.org/v1beta1\n  kind: FlinkSessionJob\n  metadata: {name: j, namespace: n}\n  spec: {deploymentName: c, job: {}}\n";
        var json = """{"apiVersion":"flink.apache.org/v1beta1","kind":"FlinkDeployment","metadata":{"name":"b"},"spec":{"flinkConfiguration":{"rest":{"port":9000}}}}""";

        var read = ManifestReader.Read($"{Orders}---\n---\n# nothing\n--- # Source: chart\nkind: Secret\n---\n{list}---\n{json}\n", "all.yaml");

        Assert.Empty(read.Mistakes);
        Assert.Equal(["FlinkDeployment default/orders", "FlinkSessionJob n/j", "FlinkDeployment default/b"], read.Resources.Select(static one => one.Resource.Address));
        Assert.Equal(2, read.Others);
        Assert.Equal("c", read.Resources[1].Cluster);
        Assert.Equal("9000", read.Resources[2].Deployment.Configuration["rest.port"].Text);
    }

    [Theory]
    [InlineData("a: 1\nb: [1, }", 2, "not valid YAML")]
    [InlineData("apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: {{ .Values.x }}}", 3, "{{")]
    [InlineData("apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: \"{{ .Release.Name }}\"", 4, "helm template")]
    [InlineData("apiVersion: flink.apache.org/v2\nkind: FlinkDeployment\nmetadata: {name: a}", 1, "v1beta1 is known")]
    [InlineData("kind: FlinkDeployment\nmetadata: {name: a}", 1, "no apiVersion")]
    [InlineData("apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {}", 3, "no name")]
    [InlineData("apiVersion: flink.apache.org/v1beta1\nkind: FlinkSessionJob\nmetadata: {name: a}\nspec: {}", 4, "deploymentName")]
    [InlineData("apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: a}\nspec:\n  job:\n    parallelism: \"two\"", 6, "spec.job.parallelism must be a whole number")]
    [InlineData("apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: a}\nspec:\n  job:\n    upgradeMode: stateful", 6, "stateless, savepoint or last-state")]
    [InlineData("apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: a}\nspec:\n  flinkConfiguration: [a]", 5, "a map of keys, not a list")]
    [InlineData("- a\n- b", 1, "no Kubernetes object")]
    public void What_is_wrong_is_one_line_and_costs_no_other_document(string document, int line, string message)
    {
        var read = ManifestReader.Read($"{document}\n---\n{Orders}", "bad.yaml");

        var mistake = Assert.Single(read.Mistakes);
        Assert.Equal(line, mistake.Location.Line);
        Assert.Contains(message, mistake.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', mistake.Message);
        Assert.Contains(read.Resources, static one => one.Resource.Name == "orders");
    }

    [Fact]
    public void Anchors_and_merged_maps_are_followed_but_not_without_end()
    {
        var read = ManifestReader.Read("apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: a}\nx-base: &base {state: running, upgradeMode: stateless}\nspec:\n  job:\n    <<: *base\n    upgradeMode: last-state\n", "a.yaml");
        var endless = ManifestReader.Read("a: &a [1,1]\nb: &b [*a,*a]\nc: &c [*b,*b]\n", "b.yaml");

        Assert.Equal("last-state", Assert.Single(read.Resources).Deployment.UpgradeMode);
        Assert.Equal("running", read.Resources[0].Deployment.Find("spec.job.state")!.Text);
        Assert.Contains("alias", Assert.Single(endless.Mistakes).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kubernetes.operator.default-configuration.high-availability.type: kubernetes\nother: a: b")]
    [InlineData("kubernetes:\n  operator:\n    default-configuration:\n      high-availability.type: kubernetes")]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  log4j.properties: x\n  config.yaml: |\n    kubernetes.operator.default-configuration.high-availability.type: kubernetes\n")]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  flink-conf.yaml: |+\n    kubernetes.operator.default-configuration.high-availability.type: kubernetes\n    a: b: c\n")]
    public void The_operators_configuration_is_read_from_a_file_or_a_ConfigMap(string text)
    {
        var values = OperatorConfigReader.Read(text, "op.yaml", out var mistake);

        Assert.Null(mistake);
        Assert.Equal("kubernetes", values["kubernetes.operator.default-configuration.high-availability.type"].Text);
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: b}")]
    [InlineData("")]
    [InlineData("[broken")]
    public void A_file_that_is_no_configuration_says_so(string text)
    {
        _ = OperatorConfigReader.Read(text, "op.yaml", out var mistake);

        Assert.NotNull(mistake);
    }

    private static (string File, int Line, int Column) Place(DeploymentResource resource, string path)
    {
        var location = resource.LocationOf(path)!;
        return (location.File, location.Line, location.Column);
    }
}
