using System.Globalization;
using System.Text;

namespace FlinkReady.Readiness.Runs;

/// <summary>Matches the vertices of two runs by what they are called and what they read from; ids and parallelism are left out.</summary>
internal static class GraphTwins
{
    /// <summary>The vertices of both, pair by pair; null where the graphs are not the same but for ids.</summary>
    public static IReadOnlyList<(RunVertex Old, RunVertex Now)>? Match(RunGraph old, RunGraph now)
    {
        if (old.Vertices.Count != now.Vertices.Count || old.Vertices.Count == 0)
        {
            return null;
        }

        var shapes = new Dictionary<string, int>(StringComparer.Ordinal);
        if (Shapes(old, shapes) is not { } before || Shapes(now, shapes) is not { } after)
        {
            return null;
        }

        var pairs = new List<(RunVertex, RunVertex)>(old.Vertices.Count);
        foreach (var (shape, group) in after)
        {
            if (!before.TryGetValue(shape, out var twins) || twins.Count != group.Count)
            {
                return null;
            }

            // Of several that look alike those that kept their id are pairs.
            var kept = group.Where(vertex => twins.Exists(twin => twin.Id == vertex.Id)).Select(static vertex => vertex.Id).ToHashSet(StringComparer.Ordinal);
            pairs.AddRange(group.Where(vertex => kept.Contains(vertex.Id)).Select(vertex => (twins.Find(twin => twin.Id == vertex.Id), vertex)));
            pairs.AddRange(twins.Where(twin => !kept.Contains(twin.Id)).Zip(group.Where(vertex => !kept.Contains(vertex.Id))));
        }

        return pairs;
    }

    // A shape is a number for the name and the shapes of the inputs in their order. Null for what is no job graph: a circle, an input that is no vertex.
    private static Dictionary<int, List<RunVertex>>? Shapes(RunGraph graph, Dictionary<string, int> numbers)
    {
        var shapes = new Dictionary<string, int>(StringComparer.Ordinal);
        var left = graph.Vertices.DistinctBy(static vertex => vertex.Id).ToList();
        while (left.Count > 0)
        {
            var ready = left.Where(vertex => (vertex.Inputs ?? []).All(shapes.ContainsKey)).ToList();
            if (ready.Count == 0)
            {
                return null;
            }

            foreach (var vertex in ready)
            {
                var key = new StringBuilder();
                foreach (var input in vertex.Inputs ?? [])
                {
                    key.Append(CultureInfo.InvariantCulture, $"{shapes[input]},");
                }

                var text = key.Append('|').Append(vertex.Name).ToString();
                if (!numbers.TryGetValue(text, out var number))
                {
                    numbers[text] = number = numbers.Count;
                }

                shapes[vertex.Id] = number;
            }

            left.RemoveAll(vertex => shapes.ContainsKey(vertex.Id));
        }

        return graph.Vertices.DistinctBy(static vertex => vertex.Id).GroupBy(vertex => shapes[vertex.Id]).ToDictionary(static group => group.Key, static group => group.ToList());
    }
}
