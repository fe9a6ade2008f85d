using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Uids;

/// <summary>
/// The uids that the SQL planner gives (<c>table.exec.uid.generation</c>, compiled plans): <c>&lt;id of the plan's node&gt;_&lt;transformation&gt;</c>, as
/// in <c>5_group-aggregate</c>. The operator's name starts with that of the node, and the number is often in it too.
/// </summary>
internal sealed partial class SqlUids : UidRow
{
    /// <summary>The largest id of a node that is tried.</summary>
    private const int LargestNode = 100;

    private const int MostTransformations = 32;

    /// <summary>Transformations that are kept once hashed: about as many as Flink has. A few kilobytes each.</summary>
    private const int MostKept = 64;

    /// <summary>Transformations whose name is not that of the operator.</summary>
    private static readonly Dictionary<string, string> Named = new(StringComparer.Ordinal)
    {
        ["StreamRecordTimestampInserter"] = "timestamp-inserter",
        ["SinkMaterializer"] = "upsert-materialize",
        ["ConstraintEnforcer"] = "constraint-validator",
    };

    /// <summary>Transformations that every SQL job may have.</summary>
    private static readonly string[] Everywhere = ["source", "sink", "values"];

    private static readonly ConcurrentDictionary<string, SqlUids> Kept = new(StringComparer.Ordinal);

    private readonly string _transformation;

    private SqlUids(string transformation)
    {
        _transformation = transformation;
        var hashes = new OperatorHash[LargestNode];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = Murmur3.OfText(TextOf(i));
        }

        Fill(hashes);
    }

    /// <summary>The texts that the uids of a job with operators of these names may be; none where no name looks like one of SQL's.</summary>
    public static IReadOnlyList<UidRow> For(IEnumerable<string> names)
    {
        var transformations = new List<string>();
        foreach (var name in names)
        {
            // Most names of other jobs end here.
            if (transformations.Count < MostTransformations && name.AsSpan().ContainsAny('[', '(') && Node().Match(name) is { Success: true } match)
            {
                Add(transformations, TransformationOf(match.Groups[1].Value));
            }
        }

        if (transformations.Count == 0)
        {
            return [];
        }

        foreach (var transformation in Everywhere)
        {
            Add(transformations, transformation);
        }

        return transformations.ConvertAll(Of);
    }

    /// <inheritdoc/>
    protected override string TextOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1}_{_transformation}");

    private static SqlUids Of(string transformation)
    {
        if (!Kept.TryGetValue(transformation, out var uids))
        {
            uids = new SqlUids(transformation);
            if (Kept.Count < MostKept)
            {
                Kept.TryAdd(transformation, uids);
            }
        }

        return uids;
    }

    private static void Add(List<string> transformations, string transformation)
    {
        if (!transformations.Contains(transformation))
        {
            transformations.Add(transformation);
        }
    }

    private static string TransformationOf(string node) =>
        Named.TryGetValue(node, out var transformation) ? transformation : Hump().Replace(node, "-$0").ToLowerInvariant();

    [GeneratedRegex(@"^((?:[A-Z][a-z]+)+)(?:\[[0-9]+\]|\()")]
    private static partial Regex Node();

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex Hump();
}
