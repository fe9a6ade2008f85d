using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Comparing;

/// <summary>
/// A comparison as SARIF 2.1.0: problems only. What fails at <c>lost</c> is an error, at <c>risk</c> a warning. The physical location names no file:
/// without one, code scanning services refuse results.
/// </summary>
internal sealed class CompareSarif : ICompareWriter
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private static readonly (ComparisonVerdict Verdict, string Id, string Title)[] Rules =
    [
        (ComparisonVerdict.Lost, "compare-lost", "The state of an operator is not found by the new program."),
        (ComparisonVerdict.ParallelismAboveMax, "compare-parallelism-above-max", "An operator is to run with more parallelism than its state was stored for."),
        (ComparisonVerdict.MaxParallelismChanged, "compare-max-parallelism-changed", "The new deployment sets another max parallelism than the stored one."),
        (ComparisonVerdict.Dropped, "compare-dropped", "High availability's metadata names an operator that the new program does not have."),
        (ComparisonVerdict.Undecided, "compare-undecided", "Whether an operator finds its state could not be decided."),
        (ComparisonVerdict.KeptByChance, "compare-kept-by-chance", "An operator finds its state, and has no uid that would hold its id."),
    ];

    /// <inheritdoc/>
    public void Write(CompareReport report, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json, report);
            json.WriteStartObject("automationDetails");
            json.WriteString("id", "flinkready-compare/");
            json.WriteEndObject();
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (var one in report.Comparison.Operators.Where(one => one.Level > ComparisonLevel.None))
            {
                WriteResult(json, report, one);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteTool(Utf8JsonWriter json, CompareReport report)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "flinkready");
        json.WriteString("fullName", "FlinkReady.Monitor");
        json.WriteString("version", report.Version);
        json.WriteString("semanticVersion", report.Version);
        json.WriteStartArray("rules");
        foreach (var (verdict, id, title) in Rules)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            WriteText(json, "shortDescription", title);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", verdict is ComparisonVerdict.Undecided or ComparisonVerdict.KeptByChance ? "warning" : "error");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, CompareReport report, OperatorComparison one)
    {
        var rule = Array.FindIndex(Rules, rule => rule.Verdict == one.Verdict);
        json.WriteStartObject();
        json.WriteString("ruleId", Rules[rule].Id);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", one.Level == ComparisonLevel.Lost ? "error" : "warning");
        var fix = one.Fix is { } text ? $" Fix: {string.Join('\n', PlainText.Lines(text))}" : string.Empty;
        WriteText(json, "message", $"{PlainText.Line(one.Operator.Name, 200)}: {PlainText.Line(one.Message)}{fix}");
        var (job, name) = (PlainText.Line(report.JobName, 200), PlainText.Line(one.Operator.Name, 200));
        SarifLocation.Write(json, ["compare", job], [("job", job), ("operator", name)]);
        json.WriteStartObject("partialFingerprints");
        json.WriteString("finding/v1", Fingerprint(report, one, Rules[rule].Id));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("operatorId", one.Operator.Id);
        json.WriteString("certainty", one.Certainty?.ToText());
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Fingerprint(CompareReport report, OperatorComparison one, string rule) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', report.JobName, rule, one.Operator.Id, one.Operator.Name))))[..32];

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
