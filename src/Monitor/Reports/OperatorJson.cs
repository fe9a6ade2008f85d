using System.Text.Json;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Monitor.Reports;

/// <summary>One operator's verdict as JSON, the same in the report and in <c>operators</c>.</summary>
internal static class OperatorJson
{
    /// <summary>Writes the object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="vertexId">Null where the vertex stands around it; empty where it is not known.</param>
    public static void Write(Utf8JsonWriter json, OperatorVerdict verdict, string? vertexId)
    {
        json.WriteStartObject();
        if (vertexId is not null)
        {
            json.WriteString("vertexId", vertexId.Length == 0 ? null : vertexId);
        }

        json.WritePropertyName("index");
        if (verdict.Index < 0)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteNumberValue(verdict.Index);
        }

        json.WriteShown("name", verdict.Name);
        json.WriteString("uid", verdict.Uid.ToText());
        json.WriteString("operatorId", verdict.OperatorId);
        json.WriteShown("declaredUid", verdict.DeclaredUid);
        json.WriteString("source", verdict.Source?.ToText());
        json.WriteBoolean("assignable", verdict.Assignable);
        json.WriteBoolean("chainedSource", verdict.ChainedSource);
        json.WriteShown("proof", verdict.Proof);
        json.WriteEndObject();
    }
}
