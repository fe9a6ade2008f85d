using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Tests.ConfigurationFiles;

/// <summary>What holds for a target where both it and the file say something of witnesses.</summary>
public sealed class WitnessSettingsTests
{
    [Fact]
    public void Without_a_word_no_witness_is_asked()
    {
        var target = Read("targets: [{ url: \"http://a:8081\" }]")[0];
        Assert.Null(target.CheckpointMetadata.Enabled);
        Assert.False(target.Prometheus.IsOn);
    }

    [Fact]
    public void A_target_leans_on_the_file_key_by_key()
    {
        var targets = Read(
            """
            checkpointMetadata: { enabled: true, maxBytes: 1MiB, stores: [{ prefix: "s3://flink/" }] }
            prometheus: { url: "http://prometheus:9090", matchers: { cluster: a, namespace: flink }, minInterval: 1m, auth: { bearerTokenFile: token } }
            targets:
              - { url: "http://a:8081", checkpointMetadata: { maxBytes: 2MiB }, prometheus: { matchers: { namespace: orders } } }
              - { url: "http://b:8081", checkpointMetadata: { enabled: false } }
            """);
        Assert.Equal((true, 2L << 20, "s3://flink/"), (targets[0].CheckpointMetadata.Enabled, targets[0].CheckpointMetadata.MaxBytes, Assert.Single(targets[0].CheckpointMetadata.Stores).Prefix));
        Assert.Equal("cluster=a namespace=orders", string.Join(' ', targets[0].Prometheus.Matchers.Select(matcher => $"{matcher.Key}={matcher.Value}")));
        Assert.EndsWith("token", targets[0].Prometheus.Connection.Auth.BearerTokenFile, StringComparison.Ordinal);
        Assert.False(targets[1].CheckpointMetadata.Enabled);
        Assert.True(targets[1].Prometheus.IsOn);
    }

    [Fact]
    public void A_server_of_the_target_s_own_gets_nothing_of_the_other_s()
    {
        var target = Read(
            """
            prometheus: { url: "http://prometheus:9090", matchers: { cluster: a }, minInterval: 1m, headers: { X-Scope-OrgID: a }, auth: { bearerTokenFile: token }, tls: { caFile: ca.pem } }
            targets: [{ url: "http://a:8081", prometheus: { url: "http://other:9090" } }]
            """)[0].Prometheus;
        Assert.Equal("http://other:9090/", target.Connection.Urls[0].AbsoluteUri);
        Assert.Empty(target.Matchers);
        Assert.Empty(target.Connection.Headers);
        Assert.Null(target.Connection.Auth.BearerTokenFile);
        Assert.Null(target.Connection.Tls.CaFile);
        Assert.Equal(TimeSpan.FromMinutes(1), target.MinInterval);
    }

    [Fact]
    public void The_environment_reaches_them()
    {
        var target = Read("targets: [{ url: \"http://a:8081\" }]", new Dictionary<string, string>
        {
            ["FLINKREADY__PROMETHEUS__URL"] = "http://prometheus:9090",
            ["FLINKREADY__PROMETHEUS__MATCHERS__NAMESPACE"] = "flink",
            ["FLINKREADY__CHECKPOINTMETADATA__ENABLED"] = "true",
            ["FLINKREADY__CHECKPOINTMETADATA__STORES__0__PREFIX"] = "s3://flink/",
            ["FLINKREADY__CHECKPOINTMETADATA__STORES__0__S3__PATHSTYLE"] = "true",
        })[0];
        Assert.Equal("flink", target.Prometheus.Matchers["namespace"]);
        Assert.True(Assert.Single(target.CheckpointMetadata.Stores).S3!.PathStyle);
    }

    private static EffectiveTarget[] Read(string text, IReadOnlyDictionary<string, string>? environment = null)
    {
        var result = ConfigurationReader.Read(text, "file", "/", environment ?? new Dictionary<string, string>());
        Assert.Empty(result.Mistakes);
        return [.. result.Configuration!.Targets.Select(target => EffectiveTarget.Of(target, result.Configuration))];
    }
}
