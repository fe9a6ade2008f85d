using System.Security.Cryptography;
using System.Text;
using FlinkReady.Readiness.Assessments;

namespace FlinkReady.Monitor.Reports.Views;

/// <summary>Names of places within a page, made so that they are the same after a restart and a redeployment.</summary>
internal static class Anchors
{
    /// <summary>The row of a vertex in the table of operators.</summary>
    public static string OfVertex(string vertexId) => $"v-{Plain(vertexId)}";

    /// <summary>The box of a vertex in the graph.</summary>
    public static string OfBox(string vertexId) => $"g-{Plain(vertexId)}";

    /// <summary>The check of a rule, on the page of what it is about.</summary>
    public static string OfCheck(string rule) => $"c-{rule}";

    /// <summary>A finding, by what makes it the same one tomorrow.</summary>
    public static string Of(FindingKey key)
    {
        var text = string.Join('\u001F', key.Rule, key.Target, key.Job, key.Severity, key.Kind, key.Vertex, key.Operator);
        return $"f-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6))}";
    }

    // Ids come from the cluster: what is no hex digit could end the attribute or the URL it stands in.
    private static string Plain(string id) => string.Concat(id.Where(char.IsAsciiHexDigit).Take(64));
}
