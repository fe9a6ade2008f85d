using System.Text.RegularExpressions;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>
/// How the Table planner names operators (Flink: <c>ExecNodeBase</c>): <c>GroupAggregate[3]</c>, described as <c>[3]:GroupAggregate(groupBy=[a], …)</c>; where
/// <c>table.exec.simplify-operator-name-enabled</c> is false both read <c>GroupAggregate(groupBy=[a], …)</c>.
/// </summary>
internal static partial class PlannerNames
{
    private const string Nodes =
        "AsyncCalc|AsyncCorrelate|Calc|ChangelogNormalize|ConstraintEnforcer|Correlate|DataStreamScan|Deduplicate|DeltaJoin|DropUpdateBefore|Expand|GlobalGroupAggregate|GlobalWindowAggregate"
        + "|GroupAggregate|GroupTableAggregate|GroupWindowAggregate|GroupWindowTableAggregate|IncrementalGroupAggregate|IntervalJoin|Join|LegacySink|LegacyTableSourceScan|Limit|LocalGroupAggregate"
        + "|LocalWindowAggregate|LookupJoin|MLPredictTableFunction|Match|MiniBatchAssigner|MultiJoin|MultipleInput|OverAggregate|ProcessTableFunction|PythonCalc|PythonCorrelate|PythonGroupAggregate"
        + "|PythonGroupTableAggregate|PythonGroupWindowAggregate|PythonOverAggregate|Rank|Sink|SinkMaterializer|Sort|SortLimit|StreamRecordTimestampInserter|TableSourceScan|TemporalJoin|TemporalSort"
        + "|Union|Values|VectorSearchTableFunction|WatermarkAssigner|WindowAggregate|WindowDeduplicate|WindowJoin|WindowRank|WindowTableFunction";

    private static readonly string[] SinkParts = [": Writer", ": Committer", ": Global Committer"];

    /// <summary>True where only the planner writes such a name or description.</summary>
    public static bool IsPlanned(string text) =>
        text.AsSpan().ContainsAny('[', '(') && (Described().IsMatch(text) || Named().IsMatch(text));

    /// <summary>True where a name ends as the planner's do, in <c>[n]</c>, without what Flink adds for the parts of a sink: in a job of SQL it is one of its names.</summary>
    public static bool EndsWithNumber(string name)
    {
        foreach (var part in SinkParts)
        {
            name = name.EndsWith(part, StringComparison.Ordinal) ? name[..^part.Length] : name;
        }

        var open = name.LastIndexOf('[');
        return open >= 0 && name.EndsWith(']') && open < name.Length - 2 && !name.AsSpan(open + 1, name.Length - open - 2).ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>True where a text starts with the name of one of the planner's operators, as in <c>ConstraintEnforcer[NotNullEnforcer(…)]</c>.</summary>
    public static bool StartsWithNode(string text) => Started().IsMatch(text);

    [GeneratedRegex(@"^\[[0-9]+\]:[A-Z][A-Za-z]+[(\[]")]
    private static partial Regex Described();

    [GeneratedRegex(@"^(Source: |Sink: )?(" + Nodes + @")(\[[0-9]+\]|\([A-Za-z]+=\[)")]
    private static partial Regex Named();

    [GeneratedRegex("^(Source: |Sink: )?(" + Nodes + @")[\[(]")]
    private static partial Regex Started();
}
