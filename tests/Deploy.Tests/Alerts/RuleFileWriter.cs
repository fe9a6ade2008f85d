using System.Text;

namespace FlinkReady.Deploy.Tests.Alerts;

/// <summary>Writes alerts as a Prometheus rule file that reads well.</summary>
public static class RuleFileWriter
{
    /// <summary>The text of the file.</summary>
    public static string Write(IEnumerable<AlertRule> alerts)
    {
        var text = new StringBuilder("""
            # Alerts of FlinkReady.Monitor for Prometheus.
            # Made by deploy/tools/update-generated.sh from the chart's files/alerts.yaml, which explains them, and values.yaml.
            groups:
              - name: flinkready
                rules:

            """);
        foreach (var alert in alerts)
        {
            text.Append($"      - alert: {alert.Name}\n        expr: |-\n{Block(alert.Expression, 10)}");
            text.Append($"        for: {alert.For}\n        labels:\n{Map(alert.Labels)}        annotations:\n{Map(alert.Annotations)}");
        }

        return text.ToString();
    }

    /// <summary>Lines of a literal block.</summary>
    public static string Block(string text, int indent) =>
        string.Concat(text.Split('\n').Select(line => $"{new string(' ', line.Length == 0 ? 0 : indent)}{line}\n"));

    /// <summary>A text between single quotes.</summary>
    public static string Quoted(string text) => $"'{text.Replace("'", "''")}'";

    private static string Map(IReadOnlyDictionary<string, string> map) =>
        string.Concat(map.Select(pair => $"          {pair.Key}: {Quoted(pair.Value)}\n"));
}
