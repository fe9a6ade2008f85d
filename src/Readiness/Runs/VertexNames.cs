using System.Text.RegularExpressions;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Runs;

/// <summary>
/// Vertex names for comparison. The Table planner numbers its operators, <c>Calc[7]</c>, and counts on over the life of a JVM: the same query submitted twice has
/// other numbers.
/// </summary>
internal static partial class VertexNames
{
    /// <summary>The name of a vertex, without the planner's numbers where its description shows that the planner made it, or where it has none.</summary>
    public static string Comparable(GraphVertex vertex) =>
        vertex.Name.Contains('[', StringComparison.Ordinal) && (vertex.Description is not { } description || Described().IsMatch(description))
            ? Number().Replace(vertex.Name, string.Empty)
            : vertex.Name;

    [GeneratedRegex(@"\[\d+\]:?", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"\[\d+\]:", RegexOptions.CultureInvariant)]
    private static partial Regex Described();
}
