using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Tests.OperatorIds.Generated;

public class GeneratedGraphTests
{
    public static TheoryData<int, double, bool> Kinds => new()
    {
        { 6, 0, false }, { 6, 0.5, false }, { 6, 1, true }, { 15, 0, false }, { 15, 0.3, true }, { 40, 0, false }, { 40, 0.2, false }, { 40, 0.7, true }, { 40, 0, true }, { 120, 0.1, true },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_verdict_on_a_random_graph_is_wrong(int operators, double uidShare, bool hostileNames)
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var (graph, nodes) = GraphGenerator.Make(seed, operators, uidShare, hostileNames);
            Check(graph, nodes, OperatorEvidence.None, $"seed {seed}");
            Check(graph, nodes, new OperatorEvidence { DeclaredUids = [.. nodes.Select(node => node.Uid).OfType<string>()] }, $"seed {seed}, declared");
        }
    }

    [Fact]
    public void Every_source_is_decided_whatever_else_the_graph_holds()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var (graph, nodes) = GraphGenerator.Make(seed, 12, 0.5, hostileNames: false);
            var verdicts = OperatorIdentity.Judge(graph, OperatorEvidence.None).ToDictionary(vertex => vertex.VertexId);
            foreach (var source in nodes.Where(node => node.InEdges.Count == 0))
            {
                Assert.Equal(source.Uid is null ? UidVerdict.Auto : UidVerdict.Explicit, verdicts[source.Id].Operators[0].Uid);
            }
        }
    }

    /// <summary>One head below three operators of a chain of thirteen has more choices than a small job's budget: seed 50,353 is left out.</summary>
    [Theory]
    [InlineData(10, 0, 200)]
    [InlineData(15, 50_200, 153)]
    [InlineData(15, 50_354, 46)]
    [InlineData(40, 50_200, 100)]
    public void Every_head_of_a_graph_without_uids_is_proven_to_have_none(int operators, int firstSeed, int count)
    {
        for (var seed = firstSeed; seed < firstSeed + count; seed++)
        {
            var (graph, _) = GraphGenerator.Make(seed, operators, 0, hostileNames: false);
            Assert.All(
                OperatorIdentity.Judge(graph, OperatorEvidence.None),
                vertex => Assert.True(vertex.Operators[0].Uid == UidVerdict.Auto, $"seed {seed}: {vertex.VertexName}, {vertex.Operators[0].Proof}"));
        }
    }

    /// <summary>Names that read as fewer operators than there are: an id then tells a place beyond the number of operators.</summary>
    [Theory]
    [InlineData(3075, 60, 0.05)]
    [InlineData(3264, 130, 0)]
    public void A_place_beyond_the_operators_that_the_texts_tell_of_is_no_error(int seed, int operators, double uidShare)
    {
        var (graph, nodes) = GraphGenerator.Make(seed, operators, uidShare, hostileNames: true);
        Check(graph, nodes, OperatorEvidence.None, $"seed {seed}");
    }

    /// <summary>
    /// In one line, an operator whose name holds an arrow reads as two, of which none has its fan-out: only its neighbour does, which has a uid.
    /// </summary>
    [Fact]
    public void An_operator_with_uid_is_not_taken_for_its_neighbour_whose_name_holds_an_arrow()
    {
        var source = new Node("Source: s");
        var neighbour = new Node("x") { Uid = "a uid that nobody guesses" };
        var hidden = new Node("a -> b");
        var reader = new Node("y");
        Node.Connect(source, neighbour, chained: true);
        Node.Connect(source, hidden, chained: true);
        Node.Connect(hidden, reader, chained: false);
        var graph = GraphGenerator.Of([source, neighbour, hidden, reader], cascading: true);

        var verdicts = OperatorIdentity.Judge(graph, OperatorEvidence.None);

        Assert.Equal(["Source: s", "x", "a", "b"], verdicts[0].Operators.Select(one => one.Name));
        Assert.Equal([UidVerdict.Auto, UidVerdict.Undecided, UidVerdict.Undecided, UidVerdict.Undecided], verdicts[0].Operators.Select(one => one.Uid));
        Assert.Equal(UidVerdict.Auto, verdicts[1].Operators[0].Uid);
    }

    /// <summary>A declared uid explains the id of what the head feeds, whatever else is in its chain.</summary>
    [Fact]
    public void The_uid_of_a_head_is_not_given_to_what_is_chained_to_it()
    {
        var source = new Node("Source: s") { Uid = "the uid of the head" };
        var chained = new Node("x") { Uid = "a uid that nobody declares" };
        var other = new Node("Source: t") { Uid = "the uid of the other head" };
        var emitter = new Node("y") { Uid = "the uid of the emitter" };
        var reader = new Node("z");
        var joined = new Node("j");
        Node.Connect(source, chained, chained: true);
        Node.Connect(other, emitter, chained: true);
        Node.Connect(emitter, reader, chained: false);
        Node.Connect(emitter, joined, chained: false);
        Node.Connect(source, joined, chained: false);
        var graph = GraphGenerator.Of([source, chained, other, emitter, reader, joined], cascading: false);

        var verdicts = OperatorIdentity.Judge(graph, new OperatorEvidence { DeclaredUids = [source.Uid, other.Uid, emitter.Uid] });

        Assert.Equal([UidVerdict.Declared, UidVerdict.Undecided], verdicts[0].Operators.Select(one => one.Uid));
        Assert.Equal([UidVerdict.Declared, UidVerdict.Declared], verdicts[1].Operators.Select(one => one.Uid));
        Assert.All(verdicts.Skip(2), vertex => Assert.Equal(UidVerdict.Auto, vertex.Operators[0].Uid));
    }

    [Fact]
    public void A_declared_uid_is_found_by_its_hash_and_named_with_its_source()
    {
        var (graph, nodes) = GraphGenerator.Make(3, 10, 1, hostileNames: false);
        var evidence = new OperatorEvidence { DeclaredUids = [.. nodes.Select(node => node.Uid!)] };
        Assert.All(OperatorIdentity.Judge(graph, evidence), vertex =>
        {
            Assert.Equal(UidVerdict.Declared, vertex.Operators[0].Uid);
            Assert.Equal(UidSource.List, vertex.Operators[0].Source);
            Assert.Equal(nodes.Single(node => node.Hash is not null && node.Id == vertex.VertexId).Uid, vertex.Operators[0].DeclaredUid);
        });
    }

    [Fact]
    public void The_same_graph_always_gets_the_same_verdicts()
    {
        var (graph, _) = GraphGenerator.Make(11, 40, 0.3, hostileNames: true);
        var first = OperatorIdentity.Judge(graph, OperatorEvidence.None).SelectMany(vertex => vertex.Operators);
        Assert.Equal(first, OperatorIdentity.Judge(graph, OperatorEvidence.None).SelectMany(vertex => vertex.Operators));
    }

    /// <summary>A name with an arrow in it may read as several operators, and one with a line break as one of another text.</summary>
    private static bool IsOf(string read, string name) => name == read || name.Split(" -> ").Any(part => read.StartsWith(part, StringComparison.Ordinal));

    private static void Check(JobGraph graph, IReadOnlyList<Node> nodes, OperatorEvidence evidence, string where)
    {
        var heads = nodes.Where(node => node.ChainedTo is null).ToDictionary(node => node.Id);
        foreach (var vertex in OperatorIdentity.Judge(graph, evidence))
        {
            var chain = GraphGenerator.ChainOf(heads[vertex.VertexId]);
            for (var i = 0; i < vertex.Operators.Count; i++)
            {
                var verdict = vertex.Operators[i];
                if (verdict.Uid == UidVerdict.Undecided)
                {
                    continue;
                }

                // Where a name reads as more operators than there are, only what carries an id can be compared.
                var truth = vertex.Operators.Count == chain.Count || i == 0 ? chain[i] : chain.SingleOrDefault(node => node.Id == verdict.OperatorId);
                Assert.True(truth is not null, $"{where}: {verdict}");

                // Nor may the verdict stand by the name of another operator.
                Assert.True(i == 0 || IsOf(verdict.Name, truth.Name), $"{where}: {verdict}, true is {truth.Name}");
                Assert.True(verdict.OperatorId is null || verdict.OperatorId == truth.Id, $"{where}: {verdict}");
                Assert.True(
                    verdict.Uid switch
                    {
                        UidVerdict.Auto => truth.Uid is null,
                        UidVerdict.Explicit => truth.Uid is not null,
                        _ => truth.Uid == verdict.DeclaredUid,
                    },
                    $"{where}: {verdict}, true is {truth.Uid}");
            }
        }
    }
}
