using FlinkReady.FlinkModel.Payloads;
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

        var found = OperatorIdentity.Judge(graph, new OperatorEvidence
        {
            Checkpoint = new CheckpointMetadata { Path = "file:/chk-7/_metadata", Version = 4, CheckpointId = 7, Operators = [.. new[] { head, chained, reader }.Select(node => new WitnessedOperator(node.Id))] },
        });

        foreach (var vertex in found)
        {
            foreach (var one in vertex.Operators)
            {
                Assert.False(one.Uid == UidVerdict.Explicit && vertex.IdOf(one) != head.Id, $"{one.Name} has no uid: {one.Proof}");
                Assert.False(one.Uid == UidVerdict.Auto && vertex.IdOf(one) == head.Id, $"{one.Name} has a uid: {one.Proof}");
            }
        }

    }
}
