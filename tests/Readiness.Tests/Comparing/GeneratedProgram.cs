using System.Text;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Plans;
using FlinkReady.Readiness.Tests.OperatorIds.Generated;

namespace FlinkReady.Readiness.Tests.Comparing;

/// <summary>A random program, planned with chaining and without as a JobManager would: ids by the tests' own hasher, inputs without the order of the in-edges.</summary>
internal sealed record GeneratedProgram(ProgramPlan Chained, ProgramPlan Unchained, IReadOnlyList<string> Ids)
{
    /// <summary>The program of a seed after a change of one operator.</summary>
    public static GeneratedProgram Make(int seed, string change) => Plan(() => Grow(seed, change));

    /// <summary>A source, a writer chained to it whose uid is given, and what reads from that.</summary>
    public static GeneratedProgram WithMadeUpUid(string uid) => Plan(() =>
    {
        List<Node> nodes = [new("Source: in"), new("writer") { Uid = uid }, new("after")];
        Node.Connect(nodes[0], nodes[1], chained: true);
        Node.Connect(nodes[1], nodes[2], chained: true);
        return nodes;
    });

    private static List<Node> Grow(int seed, string change)
    {
        var random = new Random(seed);
        var steps = new List<(int[] Inputs, string? Uid, bool Chained, string Name)>();
        var operators = 3 + random.Next(14);
        for (var i = 0; i < operators; i++)
        {
            var inputs = i < 1 + operators / 6 ? [] : Enumerable.Range(0, random.Next(4) == 0 ? 2 : 1).Select(_ => random.Next(i)).ToArray();
            steps.Add((inputs, random.Next(2) == 0 ? $"uid-{i}" : null, inputs.Length == 1 && random.Next(3) > 0, $"op {i}"));
        }

        var nodes = new List<Node>();
        var changed = operators / 2;
        var renumbered = new Dictionary<int, Node>();
        for (var i = 0; i < operators; i++)
        {
            var step = steps[i];
            if (change == "swap" && (i == changed || i == changed + 1) && changed + 1 < operators)
            {
                // Their uids and names change places.
                var other = steps[i == changed ? changed + 1 : changed];
                step = (step.Inputs, other.Uid, step.Chained, other.Name);
            }

            if (change == "remove" && i == changed && step.Inputs.Length > 0)
            {
                renumbered[i] = renumbered[step.Inputs[0]];
                continue;
            }

            var uid = i != changed ? step.Uid : change switch { "uid renamed" => "another uid", "uid removed" => null, _ => step.Uid };
            var node = new Node(step.Name) { Uid = uid };
            var inputs = step.Inputs.Select(input => renumbered[input]).ToList();
            if (change == "insert" && i == changed && inputs.Count > 0)
            {
                var inserted = new Node("inserted");
                Node.Connect(inputs[0], inserted, chained: false);
                nodes.Add(inserted);
                inputs[0] = inserted;
            }

            inputs.ForEach(input => Node.Connect(input, node, step.Chained && inputs.Count == 1));
            nodes.Add(node);
            renumbered[i] = node;
        }

        return nodes;
    }

    // The same program twice: once hashed with its chains, once without any.
    private static GeneratedProgram Plan(Func<List<Node>> make)
    {
        var (chained, unchained) = (make(), make());
        ReferenceHasher.Hash(chained);
        var forward = chained.Select(node => node.ChainedTo is not null).ToList();
        unchained.ForEach(node => node.ChainedTo = null);
        ReferenceHasher.Hash(unchained);
        return new GeneratedProgram(
            new ProgramPlan("generated", false, [.. chained.Where(node => node.ChainedTo is null).Reverse().Select(node => Show(node, Tree(node), "REBALANCE"))]),
            new ProgramPlan("generated", false, [.. unchained.Select((node, i) => Show(node, $"{node.Name}<br/>", forward[i] ? "FORWARD" : "REBALANCE")).Reverse()]),
            [.. chained.Select(node => node.Id)]);
    }

    private static ProgramPlanNode Show(Node node, string description, string strategy) => new(
        node.Id,
        description,
        2,
        [.. node.InEdges.Select(input => input.Head.Id).Order(StringComparer.Ordinal).Select(id => new GraphInput(id, strategy))]);

    private static string Tree(Node head)
    {
        var text = new StringBuilder(head.Name).Append("<br/>");
        Branch(head, string.Empty);
        return text.ToString();

        void Branch(Node node, string indent)
        {
            var children = node.OutEdges.Where(next => next.ChainedTo == node).ToList();
            for (var i = 0; i < children.Count; i++)
            {
                var isLast = i == children.Count - 1;
                text.Append(indent).Append(isLast ? "+- " : ":- ").Append(children[i].Name).Append("<br/>");
                Branch(children[i], indent + (isLast ? "   " : ":  "));
            }
        }
    }
}
