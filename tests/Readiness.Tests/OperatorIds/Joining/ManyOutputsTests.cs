using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Tests.OperatorIds.Generated;

namespace FlinkReady.Readiness.Tests.OperatorIds.Joining;

/// <summary>An operator with many outputs in its chain has an id like no other: it is found whatever their number, however the texts show it.</summary>
public class ManyOutputsTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(15, false)]
    [InlineData(16, false)]
    [InlineData(40, false)]
    [InlineData(15, true)]
    [InlineData(16, true)]
    [InlineData(40, true)]
    public void An_operator_without_uid_and_with_many_outputs_follows_from_its_input(int outputs, bool cascading)
    {
        var head = new Node("Source: orders") { Uid = "a uid that nobody guesses" };
        var spread = new Node("spread");
        Node.Connect(head, spread, chained: true);
        var nodes = new List<Node> { head, spread };
        for (var output = 0; output < outputs; output++)
        {
            nodes.Add(new Node($"output {output}") { Uid = $"nor does anybody guess {output}" });
            Node.Connect(spread, nodes[^1], chained: true);
        }

        var found = OperatorIdentity.Judge(GraphGenerator.Of(nodes, cascading), GeneratedWitness.Of("ids", nodes));

        var one = Assert.Single(found.SelectMany(vertex => vertex.Operators.Where(one => vertex.IdOf(one) == spread.Id)));
        Assert.Equal(UidVerdict.Auto, one.Uid);
        Assert.DoesNotContain(found.SelectMany(vertex => vertex.Operators), other => other.Uid == UidVerdict.Auto && other != one);
    }

    /// <summary>The same of heads with several inputs, which are tried in every order: c of each is its own.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(5)]
    public void A_head_of_several_inputs_is_decided_whatever_the_number_of_its_outputs(int outputs)
    {
        var nodes = new List<Node>();
        for (var source = 0; source < 3; source++)
        {
            nodes.Add(new Node($"Source: s{source}") { Uid = $"nobody guesses source {source}" });
            nodes.Add(new Node($"map {source}") { Uid = $"nobody guesses map {source}" });
            Node.Connect(nodes[^2], nodes[^1], chained: true);
        }

        var union = new Node("union");
        foreach (var map in new[] { 5, 1, 3 })
        {
            Node.Connect(nodes[map], union, chained: false);
        }

        nodes.Add(union);
        for (var output = 0; output < outputs; output++)
        {
            nodes.Add(new Node($"output {output}") { Uid = $"nor does anybody guess {output}" });
            Node.Connect(union, nodes[^1], chained: true);
        }

        var found = OperatorIdentity.Judge(GraphGenerator.Of(nodes, cascading: false), GeneratedWitness.Of("ids", nodes));

        Assert.Equal(UidVerdict.Auto, Assert.Single(found, vertex => vertex.VertexId == union.Id).Operators[0].Uid);
    }
}
