using System.Text.RegularExpressions;

namespace FlinkReady.Readiness.OperatorIds;

/// <summary>
/// Recognises operators that no author can give a uid. They keep no state of their own: the heads and tails of iterations (1.x), the maps that tag the two
/// sides of a window join or coGroup, what a sink adds between its writer and its committer, and the operators that SQL puts at its borders.
/// </summary>
internal static partial class Assignability
{
    private static readonly string[] _sinkParts = [": Writer", ": Committer", ": Global Committer"];

    /// <summary>Whether the author of the program can give this operator a uid.</summary>
    public static bool IsAssignable(Operator one) =>
        !Iteration().IsMatch(one.Name)
        && !SqlBorder().IsMatch(one.Name)
        && !IsAddedBySink(one)
        && !IsTaggingMap(one);

    /// <summary>A part of a sink that is neither its writer nor a committer: <c>sink: collect committables</c> below or above those.</summary>
    private static bool IsAddedBySink(Operator one)
    {
        var colon = one.Name.LastIndexOf(": ", StringComparison.Ordinal);
        if (colon < 0 || _sinkParts.Any(part => one.Name.EndsWith(part, StringComparison.Ordinal)))
        {
            return false;
        }

        var sink = one.Name[..colon];
        return IsPart(one.Parent, sink)
            || one.Children.Any(child => IsPart(child, sink))
            || (one.IsHead && one.Vertex.Inputs is { } inputs && inputs.Any(input => input.Operators.Any(other => IsPart(other, sink) || IsAdded(other, sink))));
    }

    private static bool IsPart(Operator? one, string sink) =>
        one is not null && _sinkParts.Any(part => one.Name.Length == sink.Length + part.Length
            && one.Name.StartsWith(sink, StringComparison.Ordinal)
            && one.Name.EndsWith(part, StringComparison.Ordinal));

    private static bool IsAdded(Operator one, string sink) =>
        one.Parent is not null && one.Name.StartsWith(sink + ": ", StringComparison.Ordinal) && IsPart(one.Parent, sink);

    /// <summary>A <c>Map</c> that nothing but a window with a join or coGroup function reads from.</summary>
    private static bool IsTaggingMap(Operator one) =>
        one is { Name: "Map", Children.Count: 0 }
        && one.Vertex.Consumers.Count > 0
        && one.Vertex.Consumers.All(consumer => consumer.InEdges == 2
            && (consumer.Reading.Descriptions[0].Contains("CoGroupWindowFunction", StringComparison.Ordinal)
                || consumer.Reading.Descriptions[0].Contains("JoinCoGroupFunction", StringComparison.Ordinal)));

    [GeneratedRegex(@"^Iteration(Source|Sink|Head|Tail)-[0-9]+")]
    private static partial Regex Iteration();

    [GeneratedRegex(@"^(DataSteamToTable|DataStreamToTable|TableToDataSteam|TableToDataStream|SinkConversion|DataStreamSource|StreamRecordTimestampInserter|ConstraintEnforcer)\b.*\[[0-9]+\]|^TableToDataSteam\(|^DataSteamToTable\(|^\*anonymous_datastream_(source|sink)\$[0-9]+\*\[[0-9]+\]")]
    private static partial Regex SqlBorder();
}
