using System.Text;
using System.Text.RegularExpressions;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Manifests;

/// <summary>The manifests of <c>deploy/kubernetes</c> for those who don't use Helm: what the chart makes, without Helm's own labels.</summary>
public static partial class PlainManifests
{
    /// <summary>One monitor for clusters that are named.</summary>
    public const string Monitor = "monitor.yaml";

    /// <summary>One monitor for all clusters of the Flink operator, found by itself.</summary>
    public const string Discovery = "discovery.yaml";

    /// <summary>A FlinkDeployment whose JobManager has the monitor beside it.</summary>
    public const string Sidecar = "flinkdeployment-with-sidecar.yaml";

    private const string Namespace = """
        apiVersion: v1
        kind: Namespace
        metadata:
          name: flink-monitoring
          labels:
            pod-security.kubernetes.io/enforce: restricted
        ---

        """;

    /// <summary>What a file should hold.</summary>
    public static async Task<string> WriteAsync(string file) => file switch
    {
        Monitor => Head("Watches the clusters of flinkready.yaml in the ConfigMap below: name yours there.", "monitor.yaml") + Namespace
            + await RenderAsync("flink-monitoring", "config: { targets: [{ name: orders, url: 'http://orders-rest.flink:8081' }] }"),
        Discovery => Head("Watches every cluster of the Flink operator, in all namespaces.", "discovery.yaml") + Namespace
            + await RenderAsync("flink-monitoring", "config: { kubernetes: { namespaces: ['*'] } }"),
        _ => Head("A FlinkDeployment whose JobManager is watched from its own pod, and the monitor's configuration.", Sidecar) + await WithSidecarAsync(),
    };

    private static string Head(string what, string file) =>
        $"# {what}\n# Made by deploy/tools/update-generated.sh from the chart.\n#\n#   kubectl apply --filename deploy/kubernetes/{file}\n";

    private static async Task<string> RenderAsync(string @namespace, string values)
    {
        using var file = new TemporaryFile(values);
        var result = await Helm.RunAsync("template", "flinkready", Repository.Chart, "--namespace", @namespace, "--values", file.Path, "--set", "fullnameOverride=flinkready");
        Assert.True(result.ExitCode == 0, result.All);
        return HelmsOwn().Replace(result.Output, string.Empty).TrimStart('-', '\n');
    }

    private static async Task<string> WithSidecarAsync()
    {
        var rendered = await RenderAsync("flink", "mode: sidecar\nsidecar: { targetName: orders }");
        var documents = rendered.Split("---\n");
        var configuration = documents.Single(document => document.Contains("flinkready.yaml:", StringComparison.Ordinal));
        var template = YamlText.Read(documents.Single(document => document.Contains("pod-template.yaml:", StringComparison.Ordinal))).Text("data.pod-template|yaml")!;
        var indented = new StringBuilder();
        foreach (var line in template.TrimEnd('\n').Split('\n'))
        {
            indented.Append(line.Length == 0 ? string.Empty : "      ").Append(line).Append('\n');
        }

        return $"{configuration.TrimEnd('\n')}\n---\n{Deployment}{indented}";
    }

    private const string Deployment = """
        apiVersion: flink.apache.org/v1beta1
        kind: FlinkDeployment
        metadata:
          name: orders
          namespace: flink
        spec:
          image: flink:1.20
          flinkVersion: v1_20
          serviceAccount: flink
          flinkConfiguration:
            taskmanager.numberOfTaskSlots: "2"
            high-availability.type: kubernetes
            high-availability.storageDir: s3://flink-state/orders/ha
            state.backend.type: rocksdb
            execution.checkpointing.interval: 60s
            execution.checkpointing.dir: s3://flink-state/orders/checkpoints
            execution.checkpointing.savepoint-dir: s3://flink-state/orders/savepoints
            execution.checkpointing.incremental: "true"
            execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
            execution.checkpointing.num-retained: "3"
            pipeline.max-parallelism: "720"
            pipeline.auto-generate-uids: "false"
            restart-strategy.type: exponential-delay
          taskManager:
            replicas: 2
            resource: { memory: 2048m, cpu: 1 }
          job:
            jarURI: local:///opt/flink/usrlib/orders.jar
            parallelism: 4
            upgradeMode: savepoint
          jobManager:
            replicas: 1
            resource: { memory: 2048m, cpu: 1 }
            podTemplate:

        """;

    [GeneratedRegex("""^ *(# Source: .*|helm\.sh/chart: .*|app\.kubernetes\.io/managed-by: .*)\n""", RegexOptions.Multiline)]
    private static partial Regex HelmsOwn();
}
