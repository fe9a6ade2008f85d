using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Manifests;

public sealed class PlainManifestTests
{
    public static TheoryData<string> Files => [PlainManifests.Monitor, PlainManifests.Discovery, PlainManifests.Sidecar];

    [NeedsTheory(Need.Helm)]
    [Trait("generated", "true")]
    [MemberData(nameof(Files))]
    public async Task They_are_what_the_chart_makes(string file) =>
        GeneratedFile.AssertFresh(await PlainManifests.WriteAsync(file), "deploy", "kubernetes", file);

    [NeedsTheory(Need.SharedMaterial)]
    [MemberData(nameof(Files))]
    public void They_are_valid_against_the_published_schemas(string file)
    {
        var manifests = YamlText.ReadAll(Repository.Read("deploy", "kubernetes", file));

        Assert.NotEmpty(manifests);
        Assert.All(manifests, manifest => Assert.Empty(ManifestSchemas.Check(manifest!.AsObject())));
    }

    [Fact]
    public void The_sidecar_finds_its_configuration()
    {
        var manifests = YamlText.ReadAll(Repository.Read("deploy", "kubernetes", PlainManifests.Sidecar)).Select(manifest => manifest!.AsObject()).ToList();
        var deployment = manifests.TheOne("FlinkDeployment");

        Assert.Equal(manifests.TheOne("ConfigMap").Text("metadata.name"), deployment.Text("spec.jobManager.podTemplate.spec.volumes.0.configMap.name"));
        Assert.Equal(manifests.TheOne("ConfigMap").Text("metadata.namespace"), deployment.Text("metadata.namespace"));
    }

    [Fact]
    public void Nothing_of_them_is_left_to_a_tool() =>
        Assert.All(Files, file => Assert.DoesNotContain("helm", string.Join('\n', YamlText.ReadAll(Repository.Read("deploy", "kubernetes", file)).Select(manifest => manifest!.ToJsonString())), StringComparison.OrdinalIgnoreCase));
}
