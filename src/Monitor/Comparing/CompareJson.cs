using System.Text.Json;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Comparing;

/// <summary>A comparison as JSON: <c>docs/compare.schema.json</c>.</summary>
internal sealed class CompareJson : ICompareWriter
{
    private const string Version = "1";

    /// <inheritdoc/>
    public void Write(CompareReport report, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("compareVersion", Version);
            json.WriteStartObject("tool");
            json.WriteString("name", "flinkready");
            json.WriteString("version", report.Version);
            json.WriteEndObject();
            json.WriteString("generatedAt", ReportWords.ToText(report.GeneratedAt));
            WriteSide(json, "old", report.Old);
            WriteSide(json, "new", report.New);
            json.WriteString("restore", report.Comparison.Restore == RestoreFrom.LastState ? "last-state" : "savepoint");
            json.WriteStartArray("operators");
            foreach (var one in report.Comparison.Operators)
            {
                WriteOperator(json, one);
            }

            json.WriteEndArray();
            json.WriteStartObject("summary");
            foreach (var verdict in ComparisonVerdicts.WorstFirst)
            {
                json.WriteNumber(verdict.ToText(), report.Count(verdict));
            }

            json.WriteEndObject();
            json.WriteStartArray("notes");
            foreach (var note in report.Comparison.Notes)
            {
                json.WriteShownValue(note);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteSide(Utf8JsonWriter json, string name, ComparedSide side)
    {
        json.WriteStartObject(name);
        json.WriteString("source", side.Source);
        json.WriteString("kind", side.Kind.ToText());
        json.WriteShown("jobName", side.Operators.JobName);
        json.WriteString("flinkVersion", side.Operators.FlinkVersion);
        json.WriteBoolean("complete", side.Operators.IsComplete);
        json.WriteEndObject();
    }

    private static void WriteOperator(Utf8JsonWriter json, OperatorComparison one)
    {
        json.WriteStartObject();
        json.WriteString("id", one.Operator.Id);
        json.WriteShown("name", one.Operator.Name);
        json.WriteShown("uid", one.Operator.UidText);
        WriteOptional(json, "hasState", one.Operator.HasState);
        if (one.Operator.Bytes is { } bytes)
        {
            json.WriteNumber("bytes", bytes);
        }
        else
        {
            json.WriteNull("bytes");
        }

        json.WriteString("verdict", one.Verdict.ToText());
        json.WriteString("certainty", one.Certainty?.ToText());
        if (one.Successor is { } successor)
        {
            json.WriteStartObject("successor");
            json.WriteString("id", successor.Id);
            json.WriteShown("name", successor.Name);
            json.WriteShown("uid", successor.UidText);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("successor");
        }

        json.WriteShown("message", one.Message);
        json.WriteShown("fix", one.Fix);
        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } known)
        {
            json.WriteBoolean(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
