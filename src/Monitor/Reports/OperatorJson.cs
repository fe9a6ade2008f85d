using System.Text.Json;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Monitor.Reports;

/// <summary>One operator's verdict as JSON, the same in the report and in <c>operators</c>.</summary>
internal static class OperatorJson
{
    /// <summary>Writes the operators of a vertex, or those whose vertex is not known.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="vertex">The vertex.</param>
    /// <param name="withVertex">False where the vertex stands around them.</param>
    public static void Write(Utf8JsonWriter json, VertexOperators vertex, bool withVertex)
    {
        foreach (var verdict in vertex.Operators)
        {
            json.WriteStartObject();
            if (withVertex)
            {
                json.WriteString(WitnessedOperator.Field.VertexId, vertex.IsUnplaced ? null : vertex.VertexId);
            }

            WriteMembers(json, verdict);
            json.WriteEndObject();
        }
    }

    /// <summary>Writes the members of an operator's object.</summary>
    public static void WriteMembers(Utf8JsonWriter json, OperatorVerdict verdict)
    {
        if (verdict.Index < 0)
        {
            json.WriteNull("index");
        }
        else
        {
            json.WriteNumber("index", verdict.Index);
        }

        json.WriteShown(WitnessedOperator.Field.Name, verdict.Name);
        json.WriteString(WitnessedOperator.Field.Uid, verdict.Uid.ToText());
        json.WriteString("operatorId", verdict.OperatorId);
        json.WriteShown("declaredUid", verdict.DeclaredUid);
        json.WriteString("source", verdict.Source?.ToText());
        json.WriteBoolean("assignable", verdict.Assignable);
        json.WriteBoolean("chainedSource", verdict.ChainedSource);
        json.WriteShown("proof", verdict.Proof);
        if (verdict.HasState is { } hasState)
        {
            json.WriteBoolean(WitnessedOperator.Field.HasState, hasState);
        }

        if (verdict.StateBytes is { } bytes)
        {
            json.WriteNumber(WitnessedOperator.Field.StateBytes, bytes);
        }
    }
}
