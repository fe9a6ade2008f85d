using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.Tests.OperatorIds.Joining;

/// <summary>What a witness counts for, and what it can't be made to say.</summary>
public sealed class WitnessJoinTests
{
    private static readonly OperatorHash Source = LocalHash.Of(0, 1);
    private static readonly OperatorHash Map = LocalHash.Transfer(1, 0) ^ Source;
    private static readonly OperatorHash Counter = Murmur3.OfText("counter-uid");
    private static readonly OperatorHash Sink = Murmur3.OfText("sink-uid");

    // A source without uid with a map chained to it, and a counter with a uid with a sink chained to that.
    private static readonly JobGraph Graph = new(
    [
        new GraphVertex(Source.ToString(), "Source: numbers -> map", "Source: numbers<br/>+- map<br/>", []),
        new GraphVertex(Counter.ToString(), "count -> Sink: out", "count<br/>+- Sink: out<br/>", [new GraphInput(Source.ToString(), "HASH")]),
    ]);

    [Fact]
    public void Ids_alone_decide_all_four()
    {
        var found = Judge(File(4, Id(Source), Id(Map), Id(Counter), Id(Sink)));
        Assert.Equal(WitnessStanding.Whole, found.Witnesses[0].Standing);
        Assert.Equal([UidVerdict.Auto, UidVerdict.Auto, UidVerdict.Explicit, UidVerdict.Explicit], Verdicts(found));
        Assert.Equal([Source, Map, Counter, Sink], found.SelectMany(vertex => vertex.Operators).Select(one => Parse(one.OperatorId)));
        Assert.Equal(UidSource.Checkpoint, found[1].Operators[1].Source);
    }

    [Fact]
    public void Texts_of_the_metadata_are_taken_where_they_make_the_id()
    {
        var found = Judge(File(6, Id(Source, "Source: numbers", ""), Id(Map, "map", ""), Id(Counter, "count", "counter-uid"), Id(Sink, "Sink: out", "sink-uid")));
        Assert.Equal([null, null, "counter-uid", "sink-uid"], found.SelectMany(vertex => vertex.Operators).Select(one => one.DeclaredUid));
        Assert.Equal([UidVerdict.Auto, UidVerdict.Auto, UidVerdict.Declared, UidVerdict.Declared], Verdicts(found));
        Assert.Equal(WitnessStanding.Foreign, Judge(File(6, Id(Source, "a", ""), Id(Map, "b", "another"), Id(Counter, "c", ""), Id(Sink, "d", ""))).Witnesses[0].Standing);
    }

    [Fact]
    public void An_entry_without_a_name_does_not_say_that_there_is_no_uid()
    {
        var found = Judge(File(6, Id(Source, "Source: numbers", ""), Id(Map, "map", ""), Id(Counter, "count", "counter-uid"), Id(Sink, null, "")));
        Assert.NotEqual(UidVerdict.Auto, found[1].Operators[1].Uid);
    }

    [Fact]
    public void The_file_of_another_graph_decides_nothing()
    {
        var found = Judge(File(4, Id(Source), Id(Map), Id(Sink), Id(Murmur3.OfText("other"))));
        Assert.Equal(WitnessStanding.Foreign, found.Witnesses[0].Standing);
        Assert.Equal(Verdicts(OperatorIdentity.Judge(Graph, OperatorEvidence.None)), Verdicts(found));
    }

    [Fact]
    public void A_file_that_lacks_operators_acquits_nobody()
    {
        var found = Judge(File(4, Id(Source), Id(Counter)));
        Assert.Equal(WitnessStanding.Partial, found.Witnesses[0].Standing);
        Assert.Equal(UidVerdict.Undecided, found[1].Operators[1].Uid);
    }

    [Fact]
    public void A_contradiction_leaves_all_operators_undecided_and_says_so()
    {
        var found = Judge(File(6, Id(Source, "Source: numbers", ""), Id(Map, "map", ""), Id(Counter, "count", ""), Id(Sink, "Sink: out", "sink-uid")), "counter-uid");
        Assert.Equal((OperatorWitness.Checkpoint, WitnessStanding.Contradicts), (found.Contradiction!.Witness, found.Contradiction.Standing));
        Assert.All(Verdicts(found), verdict => Assert.Equal(UidVerdict.Undecided, verdict));
        Assert.All(found.SelectMany(vertex => vertex.Operators), one => Assert.Null(one.DeclaredUid));
    }

    [Fact]
    public void Prometheus_decides_by_vertex()
    {
        var found = OperatorIdentity.Judge(Graph, new OperatorEvidence { Prometheus = Set(true, (Source, Source, "Source:_numbers"), (Map, Source, "map"), (Counter, Counter, "count"), (Sink, Counter, "Sink:_out")) });
        Assert.Equal([UidVerdict.Auto, UidVerdict.Auto, UidVerdict.Explicit, UidVerdict.Explicit], Verdicts(found));
        Assert.Equal(UidSource.Prometheus, found[1].Operators[1].Source);
    }

    [Fact]
    public void What_Prometheus_shows_of_another_job_counts_for_nothing()
    {
        Assert.Equal(WitnessStanding.Foreign, Standing(Set(true, (Source, Murmur3.OfText("other"), "a"))));
        Assert.Equal(WitnessStanding.Foreign, Standing(Set(true, (Source, Source, "a"), (Source, Counter, "a"))));
        Assert.Equal(WitnessStanding.Foreign, Standing(Set(true, (Source, Source, "a"), (Counter, Source, "b"))));
        Assert.Equal(WitnessStanding.Partial, Standing(Set(false, (Source, Source, "a"), (Map, Source, "b"))));
        Assert.Equal(WitnessStanding.Partial, Standing(Set(true, (Source, Source, "a"), (Map, Source, "b"))));

        static WitnessStanding Standing(OperatorIdSet set) => OperatorIdentity.Judge(Graph, new OperatorEvidence { Prometheus = set }).Witnesses[0].Standing;
    }

    [Fact]
    public void One_vertex_that_is_shown_whole_is_decided_while_others_are_missing()
    {
        var found = OperatorIdentity.Judge(Graph, new OperatorEvidence { Prometheus = Set(false, (Counter, Counter, "count"), (Sink, Counter, "Sink:_out")) });
        Assert.Equal(UidVerdict.Explicit, found[1].Operators[1].Uid);
        Assert.Equal(UidVerdict.Undecided, found[0].Operators[1].Uid);
    }

    [Fact]
    public void State_is_shown_where_the_metadata_has_it()
    {
        var found = Judge(File(4, Id(Source), Id(Map), Id(Counter) with { HasState = true, StateBytes = 12 }, Id(Sink) with { HasState = false }));
        Assert.Equal((true, 12L), (found[1].Operators[0].HasState, found[1].Operators[0].StateBytes));
        Assert.False(found[1].Operators[1].HasState);
        Assert.Null(found[0].Operators[0].HasState);
    }

    // 5 inputs in every order, each of 4,096 ids: 2⁶³ · 15 tries, which a number of 64 bits takes for less than none.
    [Fact]
    public async Task A_head_with_more_choices_of_inputs_than_can_be_counted_is_left_undecided()
    {
        var sources = Enumerable.Range(0, 5).Select(number => Murmur3.OfText($"source {number}")).ToList();
        var union = Murmur3.OfText("a uid that nobody guesses");
        var graph = new JobGraph(
        [
            .. sources.Select((source, number) => new GraphVertex(source.ToString(), $"Source: s{number} -> map", $"Source: s{number}<br/>+- map<br/>", [])),
            new GraphVertex(union.ToString(), "join", "join<br/>", [.. sources.Select(source => new GraphInput(source.ToString(), "HASH"))]),
        ]);
        var file = File(4, [.. sources.Select(source => Id(source)), Id(union), .. Enumerable.Range(0, 4095).Select(number => Id(Murmur3.OfText($"map {number}")))]);

        var found = await Task.Run(() => OperatorIdentity.Judge(graph, new OperatorEvidence { Checkpoint = file })).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        Assert.Equal(WitnessStanding.Whole, found.Witnesses[0].Standing);
        Assert.Equal(UidVerdict.Undecided, found[5].Operators[0].Uid);
    }

    private static UidVerdict[] Verdicts(JobOperators found) => [.. found.SelectMany(vertex => vertex.Operators).Select(one => one.Uid)];

    private static OperatorHash Parse(string? id) => OperatorHash.TryParse(id, out var hash) ? hash : default;

    private static JobOperators Judge(CheckpointMetadata file, params string[] uids) => OperatorIdentity.Judge(Graph, new OperatorEvidence { Checkpoint = file, DeclaredUids = uids });

    private static WitnessedOperator Id(OperatorHash id, string? name = null, string? uid = null) => new(id.ToString()) { Name = name, Uid = uid };

    private static CheckpointMetadata File(int version, params WitnessedOperator[] operators) => new() { Path = "file:/chk-1/_metadata", Version = version, CheckpointId = 1, Operators = operators };

    private static OperatorIdSet Set(bool isWhole, params (OperatorHash Id, OperatorHash Vertex, string Name)[] rows) => new()
    {
        Origin = "https://prometheus:9090/",
        IsWhole = isWhole,
        Operators = [.. rows.Select(row => new WitnessedOperator(row.Id.ToString()) { VertexId = row.Vertex.ToString(), Name = row.Name })],
    };
}
