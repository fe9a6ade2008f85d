namespace FlinkReady.Structure;

/// <summary>Draws rooms as a graph for Graphviz.</summary>
internal static class Drawing
{
    /// <summary>The graph; mutual use is red.</summary>
    public static string Of(Rooms rooms)
    {
        var boxes = rooms.Files.GroupBy(rooms.Of).Select(room => $"\"{room.Key}\" [label=\"{room.Key}\\n{room.Count()} files, {room.Sum(file => file.Lines)} lines\"];");
        var arrows = rooms.Edges.Select(edge => $"\"{edge.Key.From}\" -> \"{edge.Key.To}\" [label={edge.Value.Count}{(rooms.Edges.ContainsKey((edge.Key.To, edge.Key.From)) ? ",color=red" : string.Empty)}];");
        return $"digraph {{ rankdir=TB; node [shape=box,fontname=Helvetica]; edge [color=gray40];\n{string.Join('\n', boxes.Concat(arrows))}\n}}\n";
    }
}
