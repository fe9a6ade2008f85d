using System.Net;
using System.Text;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Tests.OperatorIds.Generated;

/// <summary>
/// Makes random operator graphs with chains, branches, unions and uids, hashes them with <see cref="ReferenceHasher"/> and shows them as REST would:
/// escaped description trees, inputs without the order of the in-edges.
/// </summary>
internal sealed class GraphGenerator
{
    private readonly Random _random;
    private readonly List<Node> _nodes = [];

    private GraphGenerator(int seed) => _random = new Random(seed);

    /// <summary>Makes a graph; a share of the operators, from 0 to 1, gets a uid.</summary>
    public static (JobGraph Graph, IReadOnlyList<Node> Nodes) Make(int seed, int operators, double uidShare, bool hostileNames)
    {
        var generator = new GraphGenerator(seed);
        generator.Grow(operators, uidShare, hostileNames);
        ReferenceHasher.Hash(generator._nodes);
        return (generator.Show(cascading: seed % 3 == 0), generator._nodes);
    }

    /// <summary>Shows these operators, hashed.</summary>
    public static JobGraph Of(IReadOnlyList<Node> nodes, bool cascading)
    {
        var generator = new GraphGenerator(0);
        generator._nodes.AddRange(nodes);
        ReferenceHasher.Hash(generator._nodes);
        return generator.Show(cascading);
    }

    /// <summary>The chain of a vertex in the order of the description tree.</summary>
    public static IReadOnlyList<Node> ChainOf(Node head) => [head, .. head.OutEdges.Where(next => next.ChainedTo == head).SelectMany(ChainOf)];

    private static readonly string[] Hostile = ["a -> b", "x (y", "[z]", "p, q", "back\\slash", "Größe", "line\nbreak", ":- child", "+- child", "a [b]"];

    private void Grow(int operators, double uidShare, bool hostileNames)
    {
        var sources = 1 + _random.Next(1 + operators / 6);
        for (var i = 0; i < operators; i++)
        {
            var name = hostileNames && _random.Next(4) == 0 ? Hostile[_random.Next(Hostile.Length)] : $"op {i}";
            var node = new Node(name) { Uid = _random.NextDouble() < uidShare ? $"uid of operator {i}" : null };
            if (i >= sources)
            {
                Connect(node);
            }

            _nodes.Add(node);
        }
    }

    private void Connect(Node node)
    {
        var inputs = _random.Next(5) == 0 ? 2 + _random.Next(2) : 1;
        for (var i = 0; i < inputs; i++)
        {
            var input = _nodes[_random.Next(Math.Max(0, _nodes.Count - 12), _nodes.Count)];
            Node.Connect(input, node, chained: false);
        }

        if (inputs == 1 && _random.Next(3) > 0)
        {
            node.ChainedTo = node.InEdges[0];
        }
    }

    private JobGraph Show(bool cascading)
    {
        var heads = _nodes.Where(node => node.ChainedTo is null).ToList();
        var place = heads.Select((head, index) => (head, index)).ToDictionary(entry => entry.head, entry => entry.index);
        return new JobGraph([.. heads.Select(head => new GraphVertex(
            head.Id,
            Cascade(head, ", "),
            Escape(cascading ? Cascade(head, " , ") : Tree(head)),
            [.. head.InEdges.Select(input => input.Head).OrderBy(input => place[input]).Select(input => new GraphInput(input.Id, "HASH"))]))]);
    }

    private static List<Node> ChildrenOf(Node node) => [.. node.OutEdges.Where(next => next.ChainedTo == node)];

    private static string Cascade(Node node, string separator)
    {
        var children = ChildrenOf(node);
        return children.Count switch
        {
            0 => node.Name,
            1 => $"{node.Name} -> {Cascade(children[0], separator)}",
            _ => $"{node.Name} -> ({string.Join(separator, children.Select(child => Cascade(child, separator)))})",
        };
    }

    private static string Tree(Node head)
    {
        var text = new StringBuilder(head.Name).Append('\n');
        Branch(head, "");
        return text.ToString();

        void Branch(Node node, string indent)
        {
            var children = ChildrenOf(node);
            for (var i = 0; i < children.Count; i++)
            {
                var last = i == children.Count - 1;
                text.Append(indent).Append(last ? "+- " : ":- ").Append(children[i].Name).Append('\n');
                Branch(children[i], indent + (last ? "   " : ":  "));
            }
        }
    }

    private static string Escape(string text) =>
        WebUtility.HtmlEncode(text).Replace("\n", "<br/>", StringComparison.Ordinal).Replace("\\", "&#92;", StringComparison.Ordinal);
}
