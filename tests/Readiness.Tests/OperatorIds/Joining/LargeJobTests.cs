using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.Tests.OperatorIds.Generated;

namespace FlinkReady.Readiness.Tests.OperatorIds.Joining;

/// <summary>Jobs that are large enough to be judged by what a witness shows instead of by a search.</summary>
public class LargeJobTests
{
    [Theory]
    [InlineData("metrics", 0)]
    [InlineData("metrics", 0.5)]
    [InlineData("metrics", 1)]
    [InlineData("names", 0.5)]
    [InlineData("ids", 0)]
    public void A_witness_of_every_operator_decides_all_of_a_large_job(string witness, double uidShare)
    {
        for (var seed = 1; seed <= 4; seed++)
        {
            var (found, nodes) = Judge(seed, witness, uidShare);
            Assert.DoesNotContain(found.SelectMany(vertex => vertex.Operators), one => one.Uid == UidVerdict.Undecided);
            Assert.Empty(Wrong(found, nodes));
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Ids_alone_accuse_and_acquit_nobody_wrongly(double uidShare)
    {
        for (var seed = 1; seed <= 4; seed++)
        {
            var (found, nodes) = Judge(seed, "ids", uidShare);
            Assert.Empty(Wrong(found, nodes));

            // The id of a source without uid proves itself.
            var auto = found.SelectMany(vertex => vertex.Operators.Where(one => one.Uid == UidVerdict.Auto).Select(vertex.IdOf)).ToHashSet();
            Assert.All(nodes.Where(node => node is { Uid: null, InEdges.Count: 0 }), node => Assert.Contains(node.Id, auto));
        }
    }

    /// <summary>The place of an operator in the order of hashing may be larger than the number of ids that are shown.</summary>
    [Fact]
    public void One_vertex_of_a_large_job_is_judged_by_the_size_of_the_job()
    {
        var nodes = new List<Node>();
        for (var chain = 0; chain < 1_000; chain++)
        {
            nodes.Add(new Node($"Source: s{chain}"));
            for (var place = 1; place < 5; place++)
            {
                nodes.Add(new Node($"op {chain} {place}"));
                Node.Connect(nodes[^2], nodes[^1], chained: true);
            }
        }

        var graph = GraphGenerator.Of(nodes, cascading: false);
        var found = OperatorIdentity.Judge(graph, new OperatorEvidence
        {
            Prometheus = GeneratedWitness.Metrics(nodes.TakeLast(5), isWhole: false),
        });

        Assert.Empty(Wrong(found, nodes));
        Assert.All(found.Single(vertex => vertex.VertexId == nodes[^1].Head.Id).Operators, one => Assert.Equal(UidVerdict.Auto, one.Uid));
    }

    /// <summary>Where a text can't be read for certain, a name that is in it belongs to no other operator that is only described so.</summary>
    [Fact]
    public void A_name_places_no_operator_where_another_vertex_may_have_it()
    {
        var nodes = Filler();
        var (head, described) = (new Node("Flat Map"), new Node("Timestamps"));
        var (misread, named) = (new Node("a"), new Node("Window"));
        var (other, alike) = (new Node("Filter"), new Node("Timestamps"));
        Node.Connect(head, described, chained: true);
        Node.Connect(misread, named, chained: true);
        Node.Connect(other, alike, chained: true);
        nodes.AddRange([head, described, misread, named, other, alike]);
        var graph = GraphGenerator.Of(nodes, cascading: false);
        graph = graph with
        {
            Vertices = [.. graph.Vertices.Select(vertex => vertex.Id == head.Id ? vertex with { Description = "Flat Map<br/>+- Window<br/>" } : vertex.Id == misread.Id ? vertex with { Description = "a whole<br/>" } : vertex)],
        };

        var found = OperatorIdentity.Judge(graph, new OperatorEvidence
        {
            Checkpoint = GeneratedWitness.File(6, nodes.Select(GeneratedWitness.Named)),
        });

        Assert.DoesNotContain(found.Single(vertex => vertex.VertexId == head.Id).Operators, one => one.OperatorId == named.Id);
    }

    /// <summary>Names tell nothing where all are alike, ids do: each operator follows from the one that it is chained to.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Operators_of_one_name_are_told_apart_by_what_they_follow_from(int uidAt)
    {
        var nodes = Filler();
        for (var place = 0; place < 12; place++)
        {
            nodes.Add(new Node("Map") { Uid = place == uidAt ? "a uid that nobody guesses" : null });
            if (place > 0)
            {
                Node.Connect(nodes[^2], nodes[^1], chained: true);
            }
        }

        var chain = nodes.TakeLast(12).ToList();
        var found = Judge(GraphGenerator.Of(nodes, cascading: false), nodes, "names").Single(vertex => vertex.VertexId == chain[0].Id).Operators;
        Assert.All(found.Skip(1), one => Assert.True(one.OperatorId is null || one.OperatorId == chain[one.Index].Id, $"operator {one.Index} was given the id of another one"));
        Assert.InRange(found.Skip(1).Count(one => one.OperatorId is not null), uidAt == 0 ? 11 : 4, 11);
    }

    /// <summary>What one nameless operator leads to is followed to the end, however long the chain.</summary>
    [Theory]
    [InlineData(false, UidVerdict.Auto)]
    [InlineData(true, UidVerdict.Explicit)]
    public void An_operator_that_is_shown_without_name_is_decided_by_its_chain(bool hasUid, UidVerdict expected)
    {
        var nodes = Filler();
        for (var place = 0; place < 30; place++)
        {
            nodes.Add(new Node($"part {place}") { Uid = hasUid && place == 15 ? "a uid that nobody guesses" : null });
            if (place > 0)
            {
                Node.Connect(nodes[^2], nodes[^1], chained: true);
            }
        }

        var nameless = nodes[^15];
        var found = OperatorIdentity.Judge(GraphGenerator.Of(nodes, cascading: false), new OperatorEvidence
        {
            Checkpoint = GeneratedWitness.File(6, nodes.Select(node => node == nameless ? new WitnessedOperator(node.Id) : GeneratedWitness.Named(node))),
        });

        Assert.Equal(expected, found.SelectMany(vertex => vertex.Operators).Single(one => one.OperatorId == nameless.Id).Uid);
    }

    /// <summary>A head of many in-edges, all of them from one vertex: of these it takes no choice twice.</summary>
    [Theory]
    [InlineData(null, UidVerdict.Auto)]
    [InlineData("a uid that nobody guesses", UidVerdict.Explicit)]
    public void Many_inputs_from_one_chain_are_tried_in_every_order(string? uid, UidVerdict expected)
    {
        var nodes = Filler();
        for (var place = 0; place < 12; place++)
        {
            nodes.Add(new Node($"part {place}") { Uid = place % 3 == 0 ? $"a uid of part {place}" : null });
            if (place > 0)
            {
                Node.Connect(nodes[^2], nodes[^1], chained: true);
            }
        }

        var chain = nodes.TakeLast(12).ToList();
        var reader = new Node("reader") { Uid = uid };
        foreach (var place in new[] { 3, 11, 3, 7, 0, 5 })
        {
            Node.Connect(chain[place], reader, chained: false);
        }

        nodes.Add(reader);
        Assert.Equal(expected, VerdictOn(reader, nodes, "metrics"));
    }

    /// <summary>What feeds an iteration is not in the plan: an id that follows from what is in it proves itself, and no other id proves anything.</summary>
    [Theory]
    [InlineData(false, UidVerdict.Auto)]
    [InlineData(true, UidVerdict.Undecided)]
    public void A_head_that_reads_from_an_iteration_can_be_accused_and_not_acquitted(bool hasUid, UidVerdict expected)
    {
        var nodes = Filler();
        var iteration = new Node("IterationSource-7");
        var reader = new Node("Map") { Uid = hasUid ? "a uid that nobody guesses" : null };
        Node.Connect(nodes[0], reader, chained: false);
        Node.Connect(iteration, reader, chained: false);
        nodes.AddRange([iteration, reader]);
        Assert.Equal(expected, VerdictOn(reader, nodes, "ids"));
    }

    /// <summary>A limit of time would fail on a busy machine: it is the memory that tells linear from worse.</summary>
    [Theory]
    [InlineData("random")]
    [InlineData("star")]
    [InlineData("line")]
    [InlineData("rings")]
    [InlineData("one id")]
    public void A_file_made_to_be_slow_ends_with_memory_linear_in_its_size(string shape)
    {
        Bytes(shape, 100);
        Assert.InRange(Bytes(shape, 5_000), 0, 20 * Bytes(shape, 500));
    }

    private static long Bytes(string shape, int count)
    {
        var source = Murmur3.OfText("source");
        var ids = new OperatorHash[count];
        for (var i = 0; i < count; i++)
        {
            ids[i] = (shape, i) switch
            {
                (_, 0) => source,
                ("star", _) => source ^ LocalHash.Transfer(i, i % 64),
                ("line", _) => ids[i - 1] ^ LocalHash.Transfer(i, 1),
                ("rings", _) => ids[i - 1] ^ LocalHash.Transfer(i / 2, i % 2),
                ("one id", _) => Murmur3.OfText("the same"),
                _ => Murmur3.OfText($"operator {i}"),
            };
        }

        var graph = new JobGraph([new GraphVertex(source.ToString(), "Source: a -> b", "Source: a\n+- b\n".Replace("\n", "<br/>", StringComparison.Ordinal), [])]);
        var evidence = new OperatorEvidence { Checkpoint = GeneratedWitness.File(4, ids.Select(id => new WitnessedOperator(id.ToString()))) };
        OperatorIdentity.Judge(graph, evidence);
        var before = GC.GetAllocatedBytesForCurrentThread();
        OperatorIdentity.Judge(graph, evidence);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static (JobOperators Found, IReadOnlyList<Node> Nodes) Judge(int seed, string witness, double uidShare)
    {
        var (graph, nodes) = GraphGenerator.Make(seed, 400, uidShare, hostileNames: false);
        return (Judge(graph, nodes, witness), nodes);
    }

    // Operators enough for a job to be large.
    private static List<Node> Filler()
    {
        var nodes = new List<Node>();
        for (var i = 0; i < 100; i++)
        {
            nodes.AddRange([new Node($"Source: s{i}"), new Node($"sink {i}")]);
            Node.Connect(nodes[^2], nodes[^1], chained: true);
        }

        return nodes;
    }

    private static UidVerdict VerdictOn(Node head, List<Node> nodes, string witness) =>
        Judge(GraphGenerator.Of(nodes, cascading: false), nodes, witness).Single(vertex => vertex.VertexId == head.Id).Operators[0].Uid;

    private static JobOperators Judge(JobGraph graph, IReadOnlyList<Node> nodes, string witness) => OperatorIdentity.Judge(graph, GeneratedWitness.Of(witness, nodes));

    private static IEnumerable<string> Wrong(JobOperators found, IReadOnlyList<Node> nodes)
    {
        var byId = nodes.ToDictionary(node => node.Id);
        foreach (var vertex in found)
        {
            foreach (var one in vertex.Operators)
            {
                if (one.Uid != UidVerdict.Undecided && vertex.IdOf(one) is { } id && (byId[id].Uid is null) != (one.Uid == UidVerdict.Auto))
                {
                    yield return $"{one.Name} {id} {one.Uid}";
                }
            }
        }
    }
}
