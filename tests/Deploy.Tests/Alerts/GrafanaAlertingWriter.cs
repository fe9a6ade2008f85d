using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace FlinkReady.Deploy.Tests.Alerts;

/// <summary>Writes alerts as a provisioning file of Grafana-managed rules.</summary>
/// <remarks>
/// The expressions filter by themselves, so whatever comes back fires, whatever its value: a series of 0 must fire
/// where <c>target_up == 0</c> is meant. Hence the condition: there is a number.
/// </remarks>
public static partial class GrafanaAlertingWriter
{
    /// <summary>The text of the file.</summary>
    public static string Write(IEnumerable<AlertRule> alerts)
    {
        var text = new StringBuilder("""
            # Alerts of FlinkReady.Monitor as Grafana-managed rules, for those who alert from Grafana alone.
            # Copy to provisioning/alerting/ and set FLINKREADY_DATASOURCE_UID in Grafana's environment to the uid of the
            # Prometheus data source.
            # Made by deploy/tools/update-generated.sh from the chart's files/alerts.yaml, which explains them, and values.yaml.
            apiVersion: 1
            groups:
              - orgId: 1
                name: flinkready
                folder: Flink
                interval: 1m
                rules:

            """);
        foreach (var alert in alerts)
        {
            text.Append($$"""
                      - uid: {{Uid(alert.Name)}}
                        title: {{alert.Name}}
                        condition: B
                        for: {{alert.For}}
                        noDataState: OK
                        execErrState: Error
                        isPaused: false
                        labels:
                {{Map(alert.Labels)}}
                        annotations:
                {{Map(alert.Annotations.ToDictionary(pair => pair.Key, pair => InGrafanasTerms(pair.Value)))}}
                        data:
                          - refId: A
                            datasourceUid: ${FLINKREADY_DATASOURCE_UID}
                            relativeTimeRange: { from: 600, to: 0 }
                            model:
                              refId: A
                              instant: true
                              range: false
                              expr: |-
                {{RuleFileWriter.Block(alert.Expression, 16)}}          - refId: B
                            datasourceUid: __expr__
                            relativeTimeRange: { from: 0, to: 0 }
                            model:
                              refId: B
                              type: math
                              expression: is_number($A)

                """);
        }

        return text.ToString();
    }

    /// <summary>Prometheus' <c>$value</c> is a number; Grafana's is a text of all values. And its texts can't ask for other metrics.</summary>
    public static string InGrafanasTerms(string annotation) => Queries().Replace(annotation.Replace("$value ", "$values.A.Value "), string.Empty);

    [GeneratedRegex(@"\{\{ with printf [^}]*\}[^}]*\| query \}\}.*?\{\{ end \}\}")]
    private static partial Regex Queries();

    // A uid has at most 40 characters and must never change: provisioning would make a second rule.
    private static string Uid(string name) => "flinkready-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..16];

    private static string Map(IEnumerable<KeyValuePair<string, string>> map) =>
        string.Join('\n', map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"          {pair.Key}: {RuleFileWriter.Quoted(pair.Value)}"));
}
