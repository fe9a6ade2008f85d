using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Tests.OperatorIds.Generated;

namespace FlinkReady.Readiness.Tests.OperatorIds.Joining;

/// <summary>Texts that read as fewer operators than there are accuse and acquit nobody.</summary>
public class MisreadChainTests
{
    /// <summary>A description that ends with a line break looks like a tree of one operator, whose name has an arrow in it.</summary>
    [Theory]
    [InlineData("a -> b<br/>")]
    [InlineData("a -> b")]
    public void Two_operators_that_read_as_one_are_held_against_the_others(string description)
    {
        var head = new Node("a") { Uid = "a uid that nobody guesses" };
        var chained = new Node("b");
        var reader = new Node("h");
        Node.Connect(head, chained, chained: true);
        Node.Connect(chained, reader, chained: false);
        var graph = GraphGenerator.Of([head, chained, reader], cascading: true);
        graph = graph with { Vertices = [graph.Vertices[0] with { Name = "a -> b", Description = description }, graph.Vertices[1]] };

        var found = OperatorIdentity.Judge(graph, GeneratedWitness.Of("ids", [head, chained, reader]));

        foreach (var vertex in found)
        {
            foreach (var one in vertex.Operators)
            {
                Assert.False(one.Uid == UidVerdict.Explicit && vertex.IdOf(one) != head.Id, $"{one.Name} has no uid: {one.Proof}");
                Assert.False(one.Uid == UidVerdict.Auto && vertex.IdOf(one) == head.Id, $"{one.Name} has a uid: {one.Proof}");
            }
        }
    }

    /// <summary>
    /// Names with arrows, brackets and line breaks in them, in chains that are shown in one line: what is left over when chains are misread belongs together
    /// only where the name does, and an operator is held against another one's id only where it is certain that it is chained to that.
    /// </summary>
    [Theory]
    [InlineData("metrics", 147, 300, 0.1)]
    [InlineData("names", 90, 60, 0.1)]
    [InlineData("ids", 390, 60, 0.1)]
    public void Hostile_names_in_one_line_lead_to_no_wrong_verdict_and_no_wrong_vertex(string witness, int seed, int operators, double uidShare)
    {
        var (graph, nodes) = GraphGenerator.Make(seed, operators, uidShare, hostileNames: true);
        var found = OperatorIdentity.Judge(graph, GeneratedWitness.Of(witness, nodes));
        var byId = nodes.ToDictionary(node => node.Id);
        foreach (var vertex in found)
        {
            foreach (var one in vertex.Operators.Where(one => vertex.IdOf(one) is not null))
            {
                var node = byId[vertex.IdOf(one)!];
                Assert.True(one.Uid == UidVerdict.Undecided || (one.Uid == UidVerdict.Auto) == (node.Uid is null), $"{one.Name} is {one.Uid}: {one.Proof}");
                Assert.True(vertex.IsUnplaced || vertex.VertexId == node.Head.Id, $"{one.Name} is shown in {vertex.VertexName}");
            }
        }
    }
}
