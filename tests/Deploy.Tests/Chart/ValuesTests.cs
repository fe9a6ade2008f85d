using System.Text.Json.Nodes;
using FlinkReady.Deploy.Tests.Manifests;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Chart;

public sealed class ValuesTests
{
    private const string Target = "config: { targets: [{ url: 'http://flink:8081' }] }\n";

    [NeedsTheory(Need.Helm)]
    [InlineData("an unknown key", "monde: deployment\n" + Target, "monde")]
    [InlineData("an unknown way to run", "mode: daemonset\n" + Target, "/mode")]
    [InlineData("an unknown key of the configuration", "config: { pollIntervall: 30s, targets: [{ url: 'http://flink:8081' }] }", "pollIntervall")]
    [InlineData("a bad duration", "config: { pollInterval: 30 seconds, targets: [{ url: 'http://flink:8081' }] }", "/config/pollInterval")]
    [InlineData("a duration without unit", "config: { pollInterval: 30, targets: [{ url: 'http://flink:8081' }] }", "/config/pollInterval")]
    [InlineData("a password in an address", "config: { targets: [{ url: 'http://user:secret@flink:8081' }] }", "/config/targets/0/url")]
    [InlineData("an address without scheme", "config: { targets: [{ url: 'flink:8081' }] }", "/config/targets/0/url")]
    [InlineData("both url and urls", "config: { targets: [{ url: 'http://a:8081', urls: ['http://b:8081'] }] }", "/config/targets/0")]
    [InlineData("a target's name that is no label", "config: { targets: [{ name: 'orders cluster', url: 'http://a:8081' }] }", "/config/targets/0/name")]
    [InlineData("a password in the values", "config: { targets: [{ url: 'http://a:8081', auth: { basic: { username: u, password: p } } }] }", "password")]
    [InlineData("a waiver without owner", "config: { targets: [{ url: 'http://a:8081' }], waivers: [{ rule: operator-uid, reason: later, expires: 2099-01-01 }] }", "owner")]
    [InlineData("a waiver without end", "config: { targets: [{ url: 'http://a:8081' }], waivers: [{ rule: operator-uid, reason: later, owner: me }] }", "expires")]
    [InlineData("the tag latest", "image: { tag: latest }\n" + Target, "/image/tag")]
    [InlineData("a digest that is none", "image: { digest: 'sha256:123' }\n" + Target, "/image/digest")]
    [InlineData("a port that is none", "service: { port: 98170 }\n" + Target, "/service/port")]
    [InlineData("a severity that does not exist", "cronjob: { failOn: error }\n" + Target, "/cronjob/failOn")]
    [InlineData("an alert that does not exist", "prometheusRule: { alerts: { FlinkReadyTargetUp: { enabled: false } } }\n" + Target, "FlinkReadyTargetUp")]
    [InlineData("a threshold for an alert without one", "prometheusRule: { alerts: { FlinkReadyTargetDown: { threshold: 3 } } }\n" + Target, "threshold")]
    [InlineData("a number for a boolean", "networkPolicy: { enabled: 1 }\n" + Target, "/networkPolicy/enabled")]
    [InlineData("more requests than a JobManager should bear", "config: { maxConcurrentRequests: 8, targets: [{ url: 'http://a:8081' }] }", "/config/maxConcurrentRequests")]
    public async Task The_schema_refuses(string mistake, string values, string place)
    {
        var result = await Helm.TryRenderTextAsync(values);

        Assert.True(result.ExitCode != 0, $"{mistake} was accepted");
        Assert.Contains("schema", result.Error, StringComparison.Ordinal);
        Assert.Contains(place, result.Error, StringComparison.Ordinal);
    }

    // One Secret for each namespace: which ones there are follows from what is found.
    [NeedsFact(Need.Helm)]
    public async Task A_template_may_name_the_Secret_of_the_namespace()
    {
        var manifests = await Helm.RenderTextAsync("config: { kubernetes: { template: { auth: { bearerTokenFile: '/var/run/secrets/flinkready/{namespace}/token' } } } }\nsecrets: [orders, billing]\n");

        Assert.Contains(manifests, manifest => manifest.Kind() == "Deployment");
    }

    [NeedsTheory(Need.Helm)]
    [InlineData("", "config.targets is empty")]
    [InlineData("mode: cronjob", "config.targets is empty")]
    [InlineData("mode: sidecar\n" + Target, "set sidecar.targetName")]
    [InlineData("serviceMonitor: { enabled: true }\npodMonitor: { enabled: true }\n" + Target, "enable one")]
    [InlineData("serviceMonitor: { enabled: true }\nservice: { enabled: false }\n" + Target, "service.enabled=true")]
    [InlineData("config: { targets: [{ name: a, url: 'http://a:8081' }, { name: a, url: 'http://b:8081' }] }", "two targets called \"a\"")]
    [InlineData("config: { targets: [{ url: 'http://a:8081' }], uids: [{ job: a, file: uids.txt }] }", "\"uids.txt\", which is not in configFiles")]
    [InlineData("config: { targets: [{ url: 'https://a:8081', tls: { caFile: /etc/flinkready/ca.pem } }] }", "which is not in configFiles")]
    [InlineData("commonLabels: { app.kubernetes.io/name: other }\n" + Target, "commonLabels must not set app.kubernetes.io/name")]
    [InlineData("podLabels: { app.kubernetes.io/instance: other }\n" + Target, "podLabels must not set app.kubernetes.io/instance")]
    [InlineData("mode: sidecar\nconfig: { kubernetes: {} }", "config.kubernetes has no effect")]
    [InlineData("mode: cronjob\nconfig: { replication: { mode: shard }, targets: [{ url: 'http://a:8081' }] }", "needs mode=deployment")]
    [InlineData("configFiles: { flinkready.yaml: x }\n" + Target, "configFiles must not hold flinkready.yaml")]
    [InlineData("config: { targets: [{ url: 'http://a:8081', auth: { bearerTokenFile: /var/run/secrets/flinkready/access/token } }] }", "\"access\", which is not in secrets")]
    public async Task What_the_schema_cannot_see_is_refused_with_the_way_out(string values, string message)
    {
        var result = await Helm.TryRenderTextAsync(values);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(message.Replace("\"", "\\\""), result.Error.Replace("\\\"", "\"").Replace("\"", "\\\""), StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_forbids_unknown_keys_wherever_it_names_some()
    {
        var open = new List<string>();
        void Visit(JsonNode? node, string path)
        {
            if (node is JsonObject schema)
            {
                if (schema["properties"] is JsonObject && schema["type"] is JsonValue && schema["additionalProperties"]?.ToString() != "false")
                {
                    open.Add(path);
                }

                foreach (var (key, value) in schema)
                {
                    Visit(value, $"{path}/{key}");
                }
            }
        }

        Visit(Schema, string.Empty);

        Assert.Empty(open);
    }

    [Fact]
    public void Every_value_is_known_to_the_schema_and_every_key_of_the_schema_has_a_default()
    {
        var values = YamlText.Read(Repository.Read("deploy", "helm", "flinkready-monitor", "values.yaml")).AsObject();

        Assert.Equal(
            Schema["properties"]!.AsObject().Select(pair => pair.Key).Where(key => key != "global").Order(),
            values.Select(pair => pair.Key).Order());
    }

    private static JsonNode Schema { get; } = JsonNode.Parse(Repository.Read("deploy", "helm", "flinkready-monitor", "values.schema.json"))!;
}
