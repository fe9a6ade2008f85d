using System.Globalization;
using System.Text.RegularExpressions;

namespace FlinkReady.Readiness.OperatorIds;

/// <summary>
/// The uids that the SQL planner gives (<c>table.exec.uid.generation</c>, compiled plans): <c>&lt;id of the plan's node&gt;_&lt;transformation&gt;</c>, as
/// in <c>5_group-aggregate</c>. The operator's name starts with that of the node, and the number is often in it too.
/// </summary>
internal static partial class SqlUids
{
    /// <summary>The largest id of a node that is tried.</summary>
    private const int LargestNode = 100;

    private const int MostTransformations = 32;

    /// <summary>Transformations whose name is not that of the operator.</summary>
    private static readonly Dictionary<string, string> _named = new(StringComparer.Ordinal)
    {
        ["StreamRecordTimestampInserter"] = "timestamp-inserter",
        ["SinkMaterializer"] = "upsert-materialize",
        ["ConstraintEnforcer"] = "constraint-validator",
    };

    /// <summary>The texts that the uids of a job with operators of these names may be; none where no name looks like one of SQL's.</summary>
    public static IEnumerable<string> For(IEnumerable<string> names)
    {
        var transformations = names
            .Select(name => Node().Match(name))
            .Where(match => match.Success)
            .Select(match => TransformationOf(match.Groups[1].Value))
            .Distinct(StringComparer.Ordinal)
            .Take(MostTransformations)
            .ToList();
        if (transformations.Count == 0)
        {
            return [];
        }

        return transformations.Concat(["source", "sink", "values"]).Distinct(StringComparer.Ordinal).SelectMany(transformation =>
            Enumerable.Range(1, LargestNode).Select(node => string.Create(CultureInfo.InvariantCulture, $"{node}_{transformation}")));
    }

    private static string TransformationOf(string node) =>
        _named.TryGetValue(node, out var transformation) ? transformation : Hump().Replace(node, "-$0").ToLowerInvariant();

    [GeneratedRegex(@"^((?:[A-Z][a-z]+)+)(?:\[[0-9]+\]|\()")]
    private static partial Regex Node();

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex Hump();
}
