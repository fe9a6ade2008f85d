using System.Text.Json.Nodes;
using FlinkReady.Deploy.Tests.Manifests;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Chart;

/// <summary>The volume on which runs and changes are remembered over restarts of the pod.</summary>
public sealed class PersistenceTests
{
    private const string History = "history-values.yaml";
    private const string Target = "config: { targets: [{ url: 'http://orders-rest.flink:8081' }], history: { folder: /data/flinkready } }\n";

    [NeedsFact(Need.Helm)]
    public async Task The_pod_writes_to_a_claim_of_its_own_and_the_configuration_names_the_folder()
    {
        var manifests = await Helm.RenderAsync(History);
        var deployment = manifests.TheOne("Deployment");
        var claim = manifests.TheOne("PersistentVolumeClaim");

        Assert.Equal("/var/lib/flinkready", Folder(manifests));
        Assert.Equal("/var/lib/flinkready", Mount(deployment)!.Text("mountPath"));
        Assert.Equal(claim.Text("metadata.name"), Volume(deployment)!.Text("persistentVolumeClaim.claimName"));
        Assert.Equal(("1Gi", "fast", "ReadWriteOnce"), (claim.Text("spec.resources.requests.storage"), claim.Text("spec.storageClassName"), claim.Text("spec.accessModes.0")));

        // The old pod has the volume until it is gone: a rolling update would wait for ever.
        Assert.Equal("Recreate", deployment.Text("spec.strategy.type"));
    }

    [NeedsFact(Need.Helm)]
    public async Task Without_it_nothing_of_it_is_there()
    {
        var manifests = await Helm.RenderAsync("deployment-minimal-values.yaml");
        var deployment = manifests.TheOne("Deployment");

        Assert.Null(Folder(manifests));
        Assert.Null(Mount(deployment));
        Assert.Null(Volume(deployment));
        Assert.Null(deployment.At("spec.strategy"));
        Assert.DoesNotContain(manifests, manifest => manifest.Kind() == "PersistentVolumeClaim");
    }

    [NeedsFact(Need.Helm)]
    public async Task An_existing_claim_and_a_folder_of_ones_own_are_taken()
    {
        var manifests = await Helm.RenderAsync(History, "persistence.existingClaim=kept", "config.history.folder=/data/flinkready");
        var deployment = manifests.TheOne("Deployment");

        Assert.Equal(("/data/flinkready", "/data/flinkready"), (Folder(manifests), Mount(deployment)!.Text("mountPath")));
        Assert.Equal("kept", Volume(deployment)!.Text("persistentVolumeClaim.claimName"));
        Assert.DoesNotContain(manifests, manifest => manifest.Kind() == "PersistentVolumeClaim");
    }

    [NeedsFact(Need.Helm)]
    public async Task Pods_that_share_the_targets_have_a_volume_each()
    {
        var manifests = await Helm.RenderAsync("shards-values.yaml", "persistence.enabled=true");
        var set = manifests.TheOne("StatefulSet");

        Assert.Equal("flinkready-history", set.Text("spec.volumeClaimTemplates.0.metadata.name"));
        Assert.Equal("512Mi", set.Text("spec.volumeClaimTemplates.0.spec.resources.requests.storage"));
        Assert.Equal("/var/lib/flinkready", Mount(set)!.Text("mountPath"));
        Assert.Null(Volume(set));
        Assert.DoesNotContain(manifests, manifest => manifest.Kind() == "PersistentVolumeClaim");
    }

    [NeedsTheory(Need.Helm)]
    [InlineData("mode: sidecar\npersistence: { enabled: true }", "persistence has no effect with mode=sidecar")]
    [InlineData("mode: cronjob\n" + Target + "persistence: { enabled: true }", "persistence has no effect with mode=cronjob")]
    [InlineData(Target + "deployment: { replicas: 2 }\npersistence: { enabled: true }", "persistence needs deployment.replicas=1")]
    [InlineData("config: { targets: [{ url: 'http://a:8081' }], replication: { mode: shard } }\npersistence: { enabled: true, existingClaim: kept }", "persistence.existingClaim is one volume")]
    [InlineData("config: { targets: [{ url: 'http://a:8081' }], history: { folder: data } }\npersistence: { enabled: true }", "needs an absolute path")]
    [InlineData(Target, "where the container can't write: set persistence.enabled=true")]
    [InlineData(Target + "persistence: { enabled: true, size: much }", "/persistence/size")]
    public async Task What_would_remember_nothing_is_refused(string values, string expected)
    {
        var result = await Helm.TryRenderTextAsync(values);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(expected, result.All.Replace("persistence.size", "/persistence/size", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [NeedsFact(Need.Helm)]
    public async Task A_volume_that_somebody_mounts_there_is_enough()
    {
        var manifests = await Helm.RenderTextAsync(Target + "extraVolumes: [{ name: data, emptyDir: {} }]\nextraVolumeMounts: [{ name: data, mountPath: /data }]\n");

        Assert.Equal("/data/flinkready", Folder(manifests));
    }

    [NeedsTheory(Need.Helm)]
    [InlineData("/data", "/data/")]
    [InlineData("/data/", "/data")]
    public async Task A_slash_at_the_end_is_no_other_folder(string folder, string mountPath)
    {
        var manifests = await Helm.RenderTextAsync($"config: {{ targets: [{{ url: 'http://a:8081' }}], history: {{ folder: {folder} }} }}\nextraVolumes: [{{ name: data, emptyDir: {{}} }}]\nextraVolumeMounts: [{{ name: data, mountPath: {mountPath} }}]\n");

        Assert.Equal(folder, Folder(manifests));
    }

    private static string? Folder(IReadOnlyList<JsonObject> manifests) =>
        YamlText.Read(manifests.First(manifest => manifest.Kind() == "ConfigMap" && manifest.At("data")!.AsObject().ContainsKey("flinkready.yaml")).At("data")!["flinkready.yaml"]!.GetValue<string>()).At("history.folder")?.GetValue<string>();

    private static JsonNode? Mount(JsonObject workload) =>
        workload.At("spec.template.spec.containers.0.volumeMounts")!.AsArray().SingleOrDefault(mount => mount.Text("name") == "flinkready-history");

    private static JsonNode? Volume(JsonObject workload) =>
        workload.At("spec.template.spec.volumes")!.AsArray().SingleOrDefault(volume => volume.Text("name") == "flinkready-history");
}
