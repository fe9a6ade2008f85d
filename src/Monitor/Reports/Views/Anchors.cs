using System.Security.Cryptography;
using System.Text;
using FlinkReady.Readiness.Assessments;

namespace FlinkReady.Monitor.Reports.Views;

/// <summary>Names of places within a page, made so that they are the same after a restart and a redeployment.</summary>
internal static class Anchors
{
    /// <summary>The row of a vertex in the table of operators.</summary>
    public static string OfVertex(string vertexId) => $"v-{Plain(vertexId)}";

    /// <summary>The box of a vertex in the graph; shorter than its id, which a page has often enough.</summary>
    public static string OfBox(string vertexId) => $"g-{Short(vertexId, 5)}";

    /// <summary>The check of a rule, on the page of what it is about.</summary>
    public static string OfCheck(string rule) => $"c-{rule}";

    /// <summary>A finding, by what makes it the same one tomorrow.</summary>
    public static string Of(FindingKey key)
    {
        var text = string.Join('\u001F', key.Rule, key.Target, key.Job, key.Severity, key.Kind, key.Vertex, key.Operator);
        return $"f-{Short(text, 6)}";
    }

    private static string Short(string text, int bytes) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, bytes));

    // Ids come from the cluster: what is no hex digit could end the attribute or the URL it stands in.
    private static string Plain(string id) => string.Concat(id.Where(char.IsAsciiHexDigit).Take(64));
}
