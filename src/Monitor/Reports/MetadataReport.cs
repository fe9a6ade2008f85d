using System.Text;
using System.Text.Json;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.OperatorIds.Contract;
using Text = FlinkReady.Readiness.Names.Text;

namespace FlinkReady.Monitor.Reports;

/// <summary>The operators that a checkpoint's metadata lists, without their job.</summary>
internal static class MetadataReport
{
    /// <summary>One JSON object.</summary>
    public static void WriteJson(CheckpointMetadata file, IReadOnlyList<OperatorVerdict> verdicts, Stream output)
    {
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteStartObject("metadata");
            json.WriteString(CheckpointMetadata.Field.Path, file.Path);
            json.WriteNumber(CheckpointMetadata.Field.Version, file.Version);
            json.WriteNumber(CheckpointMetadata.Field.CheckpointId, file.CheckpointId);
            json.WriteEndObject();
            json.WriteStartArray(CheckpointMetadata.Field.Operators);
            foreach (var (one, verdict) in file.Operators.Zip(verdicts))
            {
                json.WriteStartObject();
                json.WriteNull(WitnessedOperator.Field.VertexId);
                OperatorJson.WriteMembers(json, verdict);
                WriteNumber(json, WitnessedOperator.Field.Parallelism, one.Parallelism);
                WriteNumber(json, WitnessedOperator.Field.MaxParallelism, one.MaxParallelism);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>A list for a terminal, by name and id: the file has no order.</summary>
    public static void WriteConsole(CheckpointMetadata file, IReadOnlyList<OperatorVerdict> verdicts, ProgramEnvironment surroundings, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        var page = new ConsolePage(writer, surroundings.HasColor, surroundings.Width);
        page.Heading(PlainText.Line(file.Path), $"checkpoint {file.CheckpointId}, version {file.Version}, {Text.Count(file.Operators.Count, "operator")}");
        foreach (var (one, verdict) in file.Operators.Zip(verdicts).OrderBy(pair => pair.Second.Name, StringComparer.Ordinal).ThenBy(pair => pair.First.Id, StringComparer.Ordinal))
        {
            OperatorReport.WriteOperator(page, verdict, $"{(verdict.Name == one.Id ? string.Empty : $"{one.Id}, ")}{State(one)}, parallelism {one.Parallelism} of at most {one.MaxParallelism}");
        }
    }

    private static string State(WitnessedOperator one) => one.HasState == true ? $"{Text.Bytes(one.StateBytes ?? 0)} of state" : "no state";

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
