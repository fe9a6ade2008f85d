namespace FlinkReady.Structure;

/// <summary>A directed graph by its edges.</summary>
internal sealed class Graph<T>(IEnumerable<T> nodes, IEnumerable<(T From, T To)> edges) where T : notnull
{
    private readonly ILookup<T, T> _next = edges.Distinct().ToLookup(edge => edge.From, edge => edge.To);
    private readonly List<T> _nodes = [.. nodes];

    /// <summary>Nodes that reach each other (Tarjan); each group comes after those that it leads to.</summary>
    public List<List<T>> Components()
    {
        var (components, stack, index, low) = (new List<List<T>>(), new Stack<T>(), new Dictionary<T, int>(), new Dictionary<T, int>());
        var open = new HashSet<T>();
        void Visit(T node)
        {
            low[node] = index[node] = index.Count;
            stack.Push(node);
            open.Add(node);
            foreach (var target in _next[node])
            {
                if (!index.TryGetValue(target, out var found))
                {
                    Visit(target);
                    low[node] = Math.Min(low[node], low[target]);
                }
                else if (open.Contains(target))
                {
                    low[node] = Math.Min(low[node], found);
                }
            }

            if (low[node] == index[node])
            {
                var component = new List<T>();
                do
                {
                    component.Add(stack.Pop());
                    open.Remove(component[^1]);
                }
                while (!component[^1].Equals(node));
                components.Add(component);
            }
        }

        foreach (var node in _nodes.Where(node => !index.ContainsKey(node)))
        {
            Visit(node);
        }

        return components;
    }

    /// <summary>A shortest way from <paramref name="start"/> back to it.</summary>
    public List<T> ShortestCycle(T start)
    {
        var (before, queue) = (new Dictionary<T, T>(), new Queue<T>([start]));
        while (queue.TryDequeue(out var node))
        {
            foreach (var target in _next[node])
            {
                if (target.Equals(start))
                {
                    var way = new List<T> { start };
                    for (var at = node; !at.Equals(start); at = before[at])
                    {
                        way.Insert(1, at);
                    }

                    return way;
                }

                if (before.TryAdd(target, node))
                {
                    queue.Enqueue(target);
                }
            }
        }

        return [];
    }

    /// <summary>How many floors a node stands above those that lead nowhere; nodes that reach each other share a floor.</summary>
    public Dictionary<T, int> Floors()
    {
        var floors = new Dictionary<T, int>();
        foreach (var component in Components())
        {
            var floor = component.SelectMany(node => _next[node]).Where(target => !component.Contains(target)).Select(target => floors[target] + 1).DefaultIfEmpty(0).Max();
            component.ForEach(node => floors[node] = floor);
        }

        return floors;
    }
}
