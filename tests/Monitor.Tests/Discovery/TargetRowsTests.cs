using FlinkReady.Deployments.Discovery;
using FlinkReady.Deployments.Resources;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Discovery;

namespace FlinkReady.Monitor.Tests.Discovery;

/// <summary>The list of targets goes into logs of pipelines: it shows nothing that is secret.</summary>
public sealed class TargetRowsTests
{
    [Fact]
    public void Neither_form_shows_a_secret()
    {
        const string service = """{"kind":"Service","metadata":{"name":"a","namespace":"b","annotations":{"flinkready.io/scrape":"true","flinkready.io/port":"http://me:hunter2@host/"}},"spec":{"ports":[{"port":1}]}}""";
        var conclusion = Assert.Single(Conclusions.Of([KubernetesResource.Read(System.Text.Encoding.UTF8.GetBytes(service))!]));
        IReadOnlyList<TargetRow> rows =
        [
            TargetRow.Of(new TargetDefinition { Name = "own", Connection = new() { Urls = [new Uri("http://me:hunter2@host:8081/flink?token=hunter2")] } }, isArgument: false),
            TargetRow.Of(new DiscoveredTarget(conclusion, default)),
        ];

        Assert.DoesNotContain("hunter2", TargetRows.Json(rows), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", TargetRows.Console(rows), StringComparison.Ordinal);
        Assert.Contains("\"http://host:8081/flink\"", TargetRows.Json(rows), StringComparison.Ordinal);
        Assert.Contains("It has no port", TargetRows.Json(rows), StringComparison.Ordinal);
    }
}
