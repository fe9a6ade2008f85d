using System.Text.RegularExpressions;

namespace FlinkReady.Readiness.OperatorIds.Graphs;

/// <summary>
/// Recognises operators that no author can give a uid. They keep no state of their own: the heads and tails of iterations (1.x), the maps that tag the two
/// sides of a window join or coGroup, what a sink adds between its writer and its committer, the operators that SQL puts at its borders, and those that
/// PyFlink puts around a keyBy or a custom partitioning (Flink: <c>PythonConfigUtil</c>).
/// </summary>
internal sealed partial class Assignability(Vertex vertex)
{
    /// <summary>A part of a sink has one input, or a few; one that a graph made to be slow gives it thousands of is not looked into.</summary>
    private const int MostInputs = 8;

    private const int MostOperators = 500;

    private static readonly string[] JoinFunctions = ["CoGroupWindowFunction", "JoinCoGroupFunction"];
    private static readonly string[] SinkParts = [": Writer", ": Committer", ": Global Committer"];

    private static readonly string[] PythonHelpers = ["_stream_key_by_map_operator", "_keyed_stream_values_operator", "_partition_custom_map_operator"];

    private List<Vertex>? _joinWindows;

    /// <summary>Whether the author of the program can give this operator a uid.</summary>
    public bool IsAssignable(Operator one) =>
        !(one.Name.StartsWith("Iteration", StringComparison.Ordinal) && Iteration().IsMatch(one.Name))
        && !IsAddedByPython(one.Name)
        && !(one.Name is ['D' or 'T' or 'S' or '*', ..] && SqlBorder().IsMatch(one.Name))
        && !IsAddedBySink(one)
        && !IsTaggingMap(one);

    /// <summary>
    /// A helper of PyFlink's. Of operators in Python that are chained the first gives its uid to all (Flink: <c>PythonOperatorChainingOptimizer</c>), and
    /// their names are joined by commas: where that is a helper none of them can have one.
    /// </summary>
    private static bool IsAddedByPython(string name)
    {
        if (name is not ['_', ..])
        {
            return false;
        }

        foreach (var helper in PythonHelpers)
        {
            if (name.StartsWith(helper, StringComparison.Ordinal) && (name.Length == helper.Length || name.AsSpan(helper.Length).StartsWith(", ")))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A part of a sink that is neither its writer nor a committer: <c>sink: collect committables</c> below or above those.</summary>
    private bool IsAddedBySink(Operator one)
    {
        var colon = one.Name.LastIndexOf(": ", StringComparison.Ordinal);
        if (colon < 0 || IsEndOfPart(one.Name.AsSpan(colon)))
        {
            return false;
        }

        var sink = one.Name.AsSpan(0, colon);
        if (IsPart(one.Parent, sink))
        {
            return true;
        }

        foreach (var child in one.Children)
        {
            if (IsPart(child, sink))
            {
                return true;
            }
        }

        return one.IsHead && vertex.Inputs is { Length: <= MostInputs } inputs && HasPart(inputs, sink);
    }

    /// <summary>Whether one of the chains holds a part of the sink, or what the sink added below one.</summary>
    private static bool HasPart(Vertex[] inputs, ReadOnlySpan<char> sink)
    {
        foreach (var input in inputs)
        {
            foreach (var other in input.Operators.Length <= MostOperators ? input.Operators : [])
            {
                if (IsPart(other, sink) || IsAdded(other, sink))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsPart(Operator? one, ReadOnlySpan<char> sink) =>
        one is not null && one.Name.AsSpan().StartsWith(sink) && IsEndOfPart(one.Name.AsSpan(sink.Length));

    private static bool IsEndOfPart(ReadOnlySpan<char> end)
    {
        foreach (var part in SinkParts)
        {
            if (end.SequenceEqual(part))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAdded(Operator one, ReadOnlySpan<char> sink) =>
        one.Parent is not null
        && one.Name.AsSpan().StartsWith(sink)
        && one.Name.AsSpan(sink.Length).StartsWith(": ")
        && IsPart(one.Parent, sink);

    /// <summary>
    /// A <c>Map</c> at the end of a chain that feeds a window with a join or coGroup function. Where it is not proven which operator of the chain does, it may
    /// be this one, and the author gets the benefit of the doubt.
    /// </summary>
    private bool IsTaggingMap(Operator one) =>
        one is { Name: "Map", Children.Count: 0 } && (_joinWindows ??= vertex.Consumers.FindAll(IsJoinWindow)).Exists(consumer => MayFeed(one, consumer));

    /// <summary>Whether a vertex is a window with a join or coGroup function.</summary>
    private static bool IsJoinWindow(Vertex consumer) => consumer.InEdges == 2
        && JoinFunctions.Any(function => consumer.Reading.Descriptions[0].Contains(function, StringComparison.Ordinal));

    private bool MayFeed(Operator one, Vertex consumer) =>
        consumer.Explanation is not { } explanation || explanation.Terms.Any(term => term.VertexIndex == vertex.Index
            && (one.Hash == term.Value || (one.Hash is null && !vertex.Operators.Any(other => other.Hash == term.Value))));

    [GeneratedRegex(@"^Iteration(Source|Sink|Head|Tail)-[0-9]+")]
    private static partial Regex Iteration();

    [GeneratedRegex(@"^(DataSteamToTable|DataStreamToTable|TableToDataSteam|TableToDataStream|SinkConversion|DataStreamSource)\b.*\[[0-9]+\]|^TableToDataSteam\(|^DataSteamToTable\(|^\*anonymous_datastream_(source|sink)\$[0-9]+\*\[[0-9]+\]")]
    private static partial Regex SqlBorder();
}
