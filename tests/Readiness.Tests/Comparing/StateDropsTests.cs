using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Runs;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Comparing;

/// <summary>What a run took over of the state it was restored from, and how sure that is: an operator takes over one entry at most, its own or one that it pins.</summary>
public sealed class StateDropsTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("a+ b+", "a+ b+", "", false)]
    [InlineData("a+ b+", "a+ c+", "b", false)]
    [InlineData("a+ b+ c+", "d+", "a b c", true)]
    [InlineData("a+ b+", "a+", "b", true)]
    [InlineData("a+ b-", "a+ c-", "", false)]
    [InlineData("a+ b+ s-", "a+ s-", "b", false)]
    public void A_loss_is_certain_only_where_nobody_could_have_taken_it_over(string restored, string now, string lost, bool isCertain)
    {
        var drops = StateDropsReader.Read(Run(now) with { Restored = Witness(restored) }, null)!;

        Assert.Equal(lost.Split(' ', StringSplitOptions.RemoveEmptyEntries), drops.Lost.Select(one => one.Operators.Single().Id));
        Assert.Equal(isCertain, drops.IsCertain);
        Assert.True(drops.IsComplete);
    }

    [Fact]
    public void The_file_shows_where_no_operator_began_to_hold_state()
    {
        Assert.True(StateDropsReader.Read(Run("a+ s-") with { Restored = Witness("a+ b+") }, null)!.NothingBegan);
        Assert.False(StateDropsReader.Read(Run("a+ s+") with { Restored = Witness("a+ b+") }, null)!.NothingBegan);
    }

    [Fact]
    public void Nothing_is_said_where_neither_the_file_nor_the_run_that_wrote_it_is_known()
    {
        Assert.Null(StateDropsReader.Read(Run("a+"), null));
        Assert.Null(StateDropsReader.Read(Run("a+"), EarlierRun.Of(Run("a+ b+"), JobLink.Graph, hasItsState: false)));
    }

    [Fact]
    public void The_run_that_wrote_it_stands_in_for_the_file()
    {
        var drops = StateDropsReader.Read(Run("a+ c+"), EarlierRun.Of(Run("a+ b+"), JobLink.State, hasItsState: true))!;

        Assert.Equal("b", Assert.Single(drops.Lost).Operators.Single().Id);
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(7, 1, null)]
    [InlineData(null, 0, "whether it had state was not read")]
    public void By_REST_the_size_of_the_vertex_tells_whether_there_was_state(int? bytes, int lost, string? why)
    {
        var before = Proven("a", "b") with { Figures = [new RunFigures("a", 1, 128, 5), new RunFigures("b", 1, 128, bytes)] };

        var drops = StateDropsReader.Read(Proven("a", "c"), EarlierRun.Of(before, JobLink.State, hasItsState: true))!;

        Assert.Equal(lost, drops.Lost.Count);
        Assert.False(drops.IsCertain);
        Assert.Equal(why is null, drops.WhyOpen is null);
        Assert.Contains(why ?? string.Empty, drops.WhyOpen ?? string.Empty, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_that_may_sit_inside_a_chain_is_not_called_gone()
    {
        var before = Proven("a", "b") with { Figures = [new RunFigures("b", 1, 128, 7)] };
        var now = Proven("a", "c");
        now = now with { Operators = [now.Operators[0], new VertexOperators("c", "c", [.. now.Operators[1].Operators, new OperatorVerdict(1, "inside", UidVerdict.Undecided, null, null, null, true, false, "x")])] };

        var drops = StateDropsReader.Read(now, EarlierRun.Of(before, JobLink.State, hasItsState: true))!;

        Assert.Empty(drops.Lost);
        Assert.Contains("may sit inside a chain", drops.WhyOpen, StringComparison.Ordinal);
    }

    /// <summary>Before Flink 2.0 the file has ids alone.</summary>
    [Fact]
    public void An_operator_without_a_name_goes_by_its_id()
    {
        var now = Proven("a", "c");
        now = now with { Operators = [now.Operators[0], new VertexOperators("c", "c", [.. now.Operators[1].Operators, new OperatorVerdict(1, "inside", UidVerdict.Undecided, null, null, null, true, false, "x")])] };
        var nameless = Witness("a+ b+") is var shown ? shown with { Operators = [.. shown.Operators.Select(one => one with { Name = string.Empty })] } : null;

        Assert.StartsWith("The operator id b is no vertex id of this run", StateDropsReader.Read(now with { Restored = nameless }, null)!.WhyOpen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sink-3f2c1ab0-1111-4222-8333-444455556666", true)]
    [InlineData("sink-1767225600123", true)]
    [InlineData("sink-1767225600", true)]
    [InlineData("sink-1667225600", false)]
    [InlineData("orders-20260101", false)]
    [InlineData("orders-sink", false)]
    public void A_uid_of_this_start_alone_is_known_by_its_text(string uid, bool isMadeUp) => Assert.Equal(isMadeUp, UnstableUids.IsMadeUp(uid, Begin));

    private static Evidence Evidence => new("/jobs/1", "state", "RUNNING");

    private static RunWitness Witness(string operators) => new("file", [.. operators.Split(' ').Select(one => new WitnessedOperator(one[..1]) { Name = one[..1], HasState = one[1] == '+', StateBytes = one[1] == '+' ? 10 : 0 })], KnowsState: true);

    private static KnownRun Run(string operators) => Proven("z") with { Shown = Witness(operators) };

    private static KnownRun Proven(params string[] ids) => new()
    {
        JobId = new string('1', 32),
        StartTime = Begin,
        Name = "orders",
        Stem = "orders",
        State = Evidence,
        FirstSeen = Begin,
        LastAlive = Begin,
        HasEnded = false,
        Graph = new RunGraph([.. ids.Select(id => new RunVertex(id, id, UidVerdict.Explicit) { IsSure = true })]),
        Operators = [.. ids.Select(id => new VertexOperators(id, id, [new OperatorVerdict(0, id, UidVerdict.Explicit, id, null, null, true, false, "x")]))],
    };
}
