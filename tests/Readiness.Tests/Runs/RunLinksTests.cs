using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Runs;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Runs;

/// <summary>Which run another one follows. A wrong link makes wrong verdicts on state: what is not sure links nothing.</summary>
public sealed class RunLinksTests
{
    private static readonly string One = new('1', 32);
    private static readonly string Two = new('2', 32);
    private static readonly string Three = new('3', 32);

    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_it_was_restored_from_goes_before_what_ran_last()
    {
        var run = Run(Three, 20) with { StartedFrom = Start($"file:/checkpoints/{One}/chk-7") };

        var link = Find(run, Run(One, 0), Run(Two, 10));

        Assert.Equal((One, JobLink.State, true), (link?.Run.JobId, link?.Link, link?.HasItsState));
    }

    [Fact]
    public void A_savepoint_of_a_job_of_another_name_links_by_its_path()
    {
        var foreign = Run(One, 0, name: "clicks") with { Savepoint = new KnownCheckpoint(9, "s3://bucket/sp/savepoint-abcdef-1", 10, true, Evidence) };

        Assert.Equal(JobLink.State, Find(Run(Two, 10) with { StartedFrom = Start("s3:///bucket/sp//savepoint-abcdef-1/") }, foreign)?.Link);
        Assert.Null(Find(Run(Two, 10) with { StartedFrom = Start("s3://bucket/sp/savepoint-abcdef-2") }, foreign));
    }

    [Fact]
    public void A_job_that_ran_on_when_this_one_started_is_another_job()
    {
        Assert.Null(Find(Run(Two, 10), Run(One, 0) with { LastAlive = Begin.AddMinutes(11) }));
        Assert.Null(RunLinks.Find(KnownRuns.Of([Run(One, 0)]), Run(Two, 10), id => id == One));
        Assert.Equal((JobLink.Graph, false), (Find(Run(Two, 10), Run(One, 0))?.Link, Find(Run(Two, 10), Run(One, 0))?.IsCertain));
    }

    [Fact]
    public void A_name_that_three_runs_have_within_the_hour_links_nothing()
    {
        Assert.Null(Find(Run(Three, 20), Run(One, 0), Run(Two, 10)));
        Assert.NotNull(Find(Run(Three, 200), Run(One, 0), Run(Two, 100)));
    }

    [Fact]
    public void Once_it_is_settled_that_a_run_follows_none_nothing_is_searched_again()
    {
        // While three runs of the name were known it was shared; later the third is forgotten, and what was said stays.
        var settled = Run(Three, 20) with { IsLinkSettled = true };

        Assert.Null(Find(settled, Run(One, 0), Run(Two, 10)));
        Assert.Null(Find(settled, Run(Two, 10)));
        Assert.NotNull(Find(settled with { IsLinkSettled = false }, Run(Two, 10)));
    }

    [Fact]
    public void The_resource_links_runs_whose_graph_is_another_one_by_now()
    {
        var before = Run(One, 0) with { Resource = "FlinkDeployment orders/pricing" };
        var after = Run(Two, 10, vertices: [new RunVertex("z", "Source: clicks", UidVerdict.Explicit)]) with { Resource = before.Resource };

        Assert.Equal((JobLink.Resource, true, false), (Find(after, before)?.Link, Find(after, before)?.IsCertain, Find(after, before)?.HasItsState));
        Assert.Null(Find(after with { Resource = null }, before));
        Assert.Null(RunLinks.Find(KnownRuns.Of([before]), after, id => id == One));
        Assert.Null(Find(after, before with { LastAlive = Begin.AddMinutes(11) }));
    }

    [Fact]
    public void Another_query_under_one_name_links_nothing() =>
        Assert.Null(Find(Run(Two, 10, vertices: [new RunVertex("a", "Source: clicks", UidVerdict.Auto)]), Run(One, 0, vertices: [new RunVertex("a", "Source: orders", UidVerdict.Auto)])));

    [Fact]
    public void A_new_start_under_one_job_id_follows_the_one_before()
    {
        var run = Run(One, 10) with { FirstRestore = Start($"file:/checkpoints/{One}/chk-9") };

        Assert.Equal((JobLink.JobId, true), (Find(run, Run(One, 0))?.Link, Find(run, Run(One, 0))?.HasItsState));
        Assert.False(Find(run with { FirstRestore = null }, Run(One, 0))?.HasItsState);
    }

    [Fact]
    public void Runs_that_were_written_down_are_linked_as_before()
    {
        var first = Run(One, 0) with { Resource = "FlinkDeployment orders/pricing" };
        var second = Run(Two, 10) with { Previous = EarlierRun.Of(first, JobLink.State, hasItsState: true), StartedFrom = Start("file:/sp/savepoint-1"), IsLinkSettled = true };

        var again = RunRecords.ToRuns([RunRecords.Of(first), RunRecords.Of(second)]).Find(Two, second.StartTime);

        Assert.Equal((One, JobLink.State, true), (again?.Previous?.Run.JobId, again?.Previous?.Link, again?.Previous?.HasItsState));
        Assert.Equal((first.Resource, null), (again?.Previous?.Run.Resource, again?.Resource));
        Assert.Equal(second.StartedFrom, again?.StartedFrom);
        Assert.Equal(second.Graph!.Vertices.Select(vertex => (vertex.Id, vertex.Name, vertex.Uid)), again?.Graph?.Vertices.Select(vertex => (vertex.Id, vertex.Name, vertex.Uid)));
    }

    [Fact]
    public void A_record_of_what_moved_alone_changes_nothing_else()
    {
        var run = Run(One, 0);
        var later = run with { LastAlive = Begin.AddMinutes(9), Completed = new KnownCheckpoint(8, "file:/cp/chk-8", 5, true, Evidence) };

        var again = RunRecords.ToRuns([RunRecords.Of(run), RunRecords.Moved(later)]).Find(One, run.StartTime);

        Assert.Equal((later.LastAlive, later.Completed), (again!.LastAlive, again.Completed));
        Assert.NotNull(again.Graph);
        Assert.Empty(RunRecords.ToRuns([RunRecords.Moved(later)]).All);
    }

    private static Evidence Evidence => new("/jobs/1", "state", "RUNNING");

    private static EarlierRun? Find(KnownRun run, params KnownRun[] known) => RunLinks.Find(KnownRuns.Of(known), run, static _ => false);

    private static RunStart Start(string path) => new(false, 9, path, Evidence);

    private static KnownRun Run(string id, int minute, string name = "orders", IReadOnlyList<RunVertex>? vertices = null) => new()
    {
        JobId = id,
        StartTime = Begin.AddMinutes(minute),
        Name = name,
        Stem = VersionedName.StemOf(name),
        State = Evidence,
        FirstSeen = Begin.AddMinutes(minute),
        LastAlive = Begin.AddMinutes(minute + 5),
        HasEnded = true,
        Graph = new RunGraph(vertices ?? [new RunVertex("a", "Source: orders", UidVerdict.Explicit)]),
        Completed = new KnownCheckpoint(9, $"file:/checkpoints/{id}/chk-9", 10, true, Evidence),
    };
}
