using FlinkReady.Deployments.Discovery;
using FlinkReady.Deployments.Resources;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Discovery;
using FlinkReady.Monitor.Tests.Support;

namespace FlinkReady.Monitor.Tests.Discovery;

/// <summary>A template says of all targets that are found how they are reached, and its <c>{name}</c> and <c>{namespace}</c> are those of each resource.</summary>
public sealed class TargetTemplateTests
{
    [Fact]
    public void Name_and_namespace_stand_in_every_value()
    {
        var target = Fill("""
            kubernetes:
              namespaces: [orders]
              template:
                publicUrl: https://{namespace}.flink.example.com/{name}/
                labels: { team: "{namespace}", plain: a }
                headers: { X-Scope-OrgID: "{namespace}" }
                proxy: http://proxy.{namespace}:3128
                auth: { basic: { username: "{name}", passwordFile: "/secrets/{namespace}/{name}" } }
                tls: { caFile: "/ca/{namespace}.pem", certificateFile: "/tls/{name}.crt", keyFile: "/tls/{name}.key", serverName: "{name}-rest.{namespace}" }
                jobs: { include: ["{name}-*"], exclude: ["{namespace}"] }
                prometheus: { url: "http://prometheus.{namespace}:9090/{name}", matchers: { namespace: "{namespace}", app: "{name}" }, auth: { bearerTokenFile: "/tokens/{namespace}" } }
                checkpointMetadata:
                  stores:
                    - { prefix: "s3://flink-{namespace}/{name}/", s3: { endpoint: "https://s3.{namespace}:9000", region: "{namespace}", credentialsFile: "/aws/{namespace}" } }
                    - { prefix: "file:/flink/{name}", folder: "/mnt/{namespace}/{name}" }
                    - { prefix: "hdfs://nn/{name}", url: "https://files.{namespace}/{name}/", auth: { bearerTokenFile: "/tokens/{name}" } }
            """);

        Assert.Equal("https://pricing-rest.orders:8081/", target.Connection.Urls[0].ToString());
        Assert.Equal("https://orders.flink.example.com/pricing/", target.PublicUrl);
        Assert.Equal(("orders", "a", "pricing"), (target.Labels["team"], target.Labels["plain"], target.Labels["resource_name"]));
        Assert.Equal(("orders", "http://proxy.orders:3128/"), (target.Connection.Headers["x-scope-orgid"], target.Connection.Proxy!.ToString()));
        Assert.Equal(new("pricing", "/secrets/orders/pricing"), target.Connection.Auth.Basic);
        var tls = target.Connection.Tls;
        Assert.Equal(("/ca/orders.pem", "/tls/pricing.crt", "/tls/pricing.key", "pricing-rest.orders"), (tls.CaFile, tls.CertificateFile, tls.KeyFile, tls.ServerName));
        Assert.True(target.Jobs.Cover("pricing-1"));
        Assert.False(target.Jobs.Cover("orders"));
        Assert.Equal(("http://prometheus.orders:9090/pricing", "/tokens/orders"), (target.Prometheus.Connection.Urls[0].ToString(), target.Prometheus.Connection.Auth.BearerTokenFile));
        Assert.Equal(["app=pricing", "namespace=orders"], target.Prometheus.Matchers.Select(static matcher => $"{matcher.Key}={matcher.Value}").Order(StringComparer.Ordinal));
        var (s3, file, web) = (target.CheckpointMetadata.Stores[0], target.CheckpointMetadata.Stores[1], target.CheckpointMetadata.Stores[2]);
        Assert.Equal(("s3://flink-orders/pricing/", "https://s3.orders:9000/", "orders", "/aws/orders"), (s3.Prefix, s3.S3!.Endpoint!.ToString(), s3.S3.Region, s3.S3.CredentialsFile));
        Assert.Equal(("file:/flink/pricing", "/mnt/orders/pricing"), (file.Prefix, file.Folder));
        Assert.Equal(("https://files.orders/pricing/", "/tokens/pricing"), (web.Web.Urls[0].ToString(), web.Web.Auth.BearerTokenFile));
    }

    [Fact]
    public void What_names_no_resource_is_the_same_for_all_of_them()
    {
        const string text = """
            kubernetes:
              template:
                pollInterval: 15s
                upgradeMode: last-state
                auth: { bearerTokenFile: /token }
                headers: { X-Filter: '{"team":"orders"}' }
                tls: { caFile: /ca.pem }
                checkpointMetadata: { enabled: true, maxBytes: 1MiB, stores: [{ prefix: "s3://a/" }] }
            """;

        var (template, target) = (Settings(text).Template, Fill(text));

        Assert.Equal((TimeSpan.FromSeconds(15), "last-state", "/token"), (target.PollInterval, target.UpgradeMode, target.Connection.Auth.BearerTokenFile));
        Assert.Equal("{\"team\":\"orders\"}", target.Connection.Headers["X-Filter"]);
        Assert.Equal((true, 1L << 20), (target.CheckpointMetadata.Enabled, target.CheckpointMetadata.MaxBytes));
        Assert.Equal((template.CheckpointMetadata, template.Prometheus, template.Jobs, "/ca.pem"), (target.CheckpointMetadata, target.Prometheus, target.Jobs, target.Connection.Tls.CaFile));
    }

    private static KubernetesSettings Settings(string text)
    {
        var read = ConfigurationReader.Read(text, "f.yaml", "/", new Dictionary<string, string>());
        Assert.Empty(read.Mistakes);
        return read.Configuration!.Kubernetes!;
    }

    private static TargetDefinition Fill(string text)
    {
        var json = DiscoveryHarness.Deployment("pricing", static one => one["spec"]!["flinkConfiguration"]!["security.ssl.rest.enabled"] = true);
        var conclusion = Assert.Single(Conclusions.Of([KubernetesResource.Read(System.Text.Encoding.UTF8.GetBytes(json))!]));
        return TargetTemplate.Fill(Settings(text).Template, conclusion)!;
    }
}
