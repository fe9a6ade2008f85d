using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Runs;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Runs;

/// <summary>What makes two runs those of one job, and what does not.</summary>
public sealed class SameJobTests
{
    private const string One = "11111111111111111111111111111111";
    private const string Two = "22222222222222222222222222222222";

    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_name_alone_links_nothing() =>
        Assert.Equal(JobLink.None, SameJob.Between(Run(One, "collect", Explicit("a", "b")), Run(Two, "collect", Explicit("c", "d"))));

    [Theory]
    [InlineData("a b c d", "a b x y", true)]
    [InlineData("a b c d", "a x y z", false)]
    [InlineData("a b c d e f", "a b", true)]
    [InlineData("a b c d e f", "a x", true)]
    [InlineData("a b c d e f", "a x y", false)]
    public void Half_of_the_ids_of_the_smaller_one_have_to_be_shared(string one, string other, bool isLinked)
    {
        var (first, second) = (Run(One, "orders", Explicit(one.Split(' '))), Run(Two, "orders", Explicit(other.Split(' '))));

        Assert.Equal(isLinked ? JobLink.Graph : JobLink.None, SameJob.Between(first, second));
        Assert.Equal(isLinked ? JobLink.Graph : JobLink.None, SameJob.Between(second, first));
    }

    [Fact]
    public void Generated_ids_count_for_nothing_beside_explicit_ones() =>
        Assert.Equal(JobLink.None, SameJob.Between(
            Run(One, "orders", [.. Explicit("a"), .. Auto(("g1", "Map"), ("g2", "Sink"))]),
            Run(Two, "orders", [.. Explicit("b"), .. Auto(("g1", "Map"), ("g2", "Sink"))])));

    [Fact]
    public void Where_all_ids_are_generated_the_names_decide()
    {
        var job = Run(One, "enrichment", Auto(("g1", "Source: orders"), ("g2", "Join -> Sink: a")));

        Assert.Equal(JobLink.None, SameJob.Between(job, Run(Two, "enrichment", Auto(("g1", "Source: orders"), ("g2", "Join -> Sink: b")))));
        Assert.Equal(JobLink.None, SameJob.Between(job, Run(Two, "enrichment", Auto(("g1", "Source: orders")))));
        Assert.Equal(JobLink.Graph, SameJob.Between(job, Run(Two, "enrichment", Auto(("x2", "Join -> Sink: a"), ("x1", "Source: orders")))));
    }

    [Fact]
    public void The_same_names_are_counted_not_collected() =>
        Assert.Equal(JobLink.None, SameJob.Between(
            Run(One, "orders", Auto(("g1", "Map"), ("g2", "Map"), ("g3", "Sink"))), Run(Two, "orders", Auto(("g1", "Map"), ("g2", "Sink"), ("g3", "Sink")))));

    [Fact]
    public void An_id_of_which_nothing_is_proven_is_shared_only_with_its_name()
    {
        var job = Run(One, "orders", Vertices(UidVerdict.Undecided, ("u1", "Source: orders"), ("u2", "Count")));

        Assert.Equal(JobLink.None, SameJob.Between(job, Run(Two, "orders", Vertices(UidVerdict.Undecided, ("u1", "Source: clicks"), ("u2", "Window")))));
        Assert.Equal(JobLink.Graph, SameJob.Between(job, Run(Two, "orders", Vertices(UidVerdict.Undecided, ("u1", "Source: orders"), ("u2", "Window")))));
    }

    [Fact]
    public void A_graph_that_was_not_seen_links_nothing_by_itself() =>
        Assert.Equal(JobLink.None, SameJob.Between(Run(One, "orders", Explicit("a")), Run(Two, "orders", Explicit("a")) with { Graph = null }));

    [Theory]
    [InlineData("s3://bucket/cp/11111111111111111111111111111111/chk-100", true)]
    [InlineData("s3://bucket//cp/11111111111111111111111111111111/chk-100/", true)]
    [InlineData("s3://bucket/savepoints/savepoint-111111-0a1b2c3d4e5f", true)]
    [InlineData("s3://bucket/savepoints/savepoint-1111112-0a1b2c3d4e5f", false)]
    [InlineData("s3://bucket/savepoints/savepoint-222222-0a1b2c3d4e5f", false)]
    [InlineData("s3://bucket/11111111111111111111111111111111/other/33333333333333333333333333333333/chk-7", false)]
    [InlineData("<checkpoint-not-externally-addressable>", false)]
    public void What_was_restored_from_a_path_of_the_other_is_the_same_job_whatever_its_name_and_graph(string path, bool isLinked)
    {
        var later = Run(Two, "renamed", Explicit("z")) with { StartedFrom = Restored(path) };

        Assert.Equal(isLinked ? JobLink.State : JobLink.None, SameJob.Between(Run(One, "orders", Explicit("a")), later));
        Assert.Equal(isLinked ? JobLink.State : JobLink.None, SameJob.Between(later, Run(One, "orders", Explicit("a"))));
    }

    [Fact]
    public void A_savepoint_in_a_folder_that_a_user_named_is_known_by_its_path()
    {
        var earlier = Run(One, "orders", Explicit("a")) with { Savepoint = new KnownCheckpoint(9, "s3://bucket/mine/before-release", 5, true, Evidence) };

        Assert.Equal(JobLink.State, SameJob.Between(earlier, Run(Two, "renamed", Explicit("z")) with { StartedFrom = Restored("s3://bucket/mine/before-release/") }));
        Assert.Equal(JobLink.State, SameJob.Between(earlier, Run(Two, "renamed", Explicit("z")) with { StartedFrom = Restored("s3a://bucket/mine/before-release/_metadata") }));
    }

    [Fact]
    public void A_savepoint_name_of_zeros_tells_no_job() =>
        Assert.Equal(JobLink.None, SameJob.Between(
            Run("00000000000000000000000000000000", "orders", Explicit("a")), Run(Two, "other", Explicit("z")) with { StartedFrom = Restored("s3://bucket/savepoint-000000-0a1b2c3d4e5f") }));

    [Fact]
    public void A_new_version_under_a_new_name_is_the_same_job_once_the_old_one_is_gone()
    {
        var old = Run(One, "orders-1.4.0", Explicit("a", "b", "c")) with { HasEnded = true };
        var next = Run(Two, "orders-1.5.0", Explicit("a", "b", "x")) with { StartTime = Begin.AddHours(1) };

        Assert.Equal(JobLink.Version, SameJob.Between(old, next));
        Assert.Equal(JobLink.Version, SameJob.Between(next, old));
        Assert.False(JobLink.Version.IsCertain());

        Assert.Equal(JobLink.None, SameJob.Between(old with { HasEnded = false }, next));
        Assert.Equal(JobLink.None, SameJob.Between(old with { LastAlive = Begin.AddHours(2) }, next));
        Assert.Equal(JobLink.None, SameJob.Between(old, next with { Graph = new RunGraph(Explicit("a", "x", "y")) }));
        Assert.Equal(JobLink.None, SameJob.Between(old with { Graph = new RunGraph(Auto(("g", "Map"))) }, next with { Graph = new RunGraph(Auto(("g", "Map"))) }));
    }

    [Fact]
    public void The_resource_that_deploys_them_links_whatever_else_differs()
    {
        var one = Run(One, "a", Explicit("a")) with { Resource = "FlinkDeployment orders/a", HasEnded = true };
        var next = Run(Two, "b", Explicit("b")) with { Resource = one.Resource, StartTime = Begin.AddHours(1) };

        Assert.Equal(JobLink.Resource, SameJob.Between(one, next));
        Assert.Equal(JobLink.Resource, SameJob.Between(next, one));
        Assert.Equal(JobLink.None, SameJob.Between(one, next with { Resource = null }));
        Assert.Equal(JobLink.None, SameJob.Between(one, next with { Resource = "FlinkDeployment orders/b" }));
    }

    [Fact]
    public void Two_jobs_of_one_resource_that_run_beside_each_other_are_two()
    {
        var one = Run(One, "a", Explicit("a")) with { Resource = "FlinkDeployment orders/a" };
        var other = Run(Two, "b", Explicit("b")) with { Resource = one.Resource, StartTime = Begin.AddHours(1) };

        Assert.Equal(JobLink.None, SameJob.Between(one, other));
        Assert.Equal(JobLink.None, SameJob.Between(one with { HasEnded = true, LastAlive = Begin.AddHours(2) }, other));
    }

    [Theory]
    [InlineData("Source: orders[1] -> Calc[7]", "[1]:TableSourceScan(table=[[orders]])<br/>+- [7]:Calc(select=[a])", "Source: orders -> Calc")]
    [InlineData("Source: orders[1] -> Calc[7]", null, "Source: orders -> Calc")]
    [InlineData("Source: topic[1]", "Source: topic[1]<br/>", "Source: topic[1]")]
    [InlineData("Count", "[1]:Count", "Count")]
    public void Numbers_are_taken_off_names_that_the_Table_planner_made(string name, string? description, string comparable) =>
        Assert.Equal(comparable, VertexNames.Comparable(new GraphVertex("id", name, description, [])));

    private static Evidence Evidence => new("/jobs/1/checkpoints", "field", "value");

    private static RunStart Restored(string path) => new(false, 9, path, Evidence);

    private static KnownRun Run(string id, string name, IReadOnlyList<RunVertex> vertices) => new()
    {
        JobId = id,
        StartTime = Begin,
        Name = name,
        Stem = VersionedName.StemOf(name),
        State = Evidence,
        FirstSeen = Begin,
        LastAlive = Begin,
        HasEnded = false,
        Graph = new RunGraph(vertices),
    };

    private static RunVertex[] Explicit(params string[] ids) => [.. ids.Select(id => new RunVertex(id, $"vertex {id}", UidVerdict.Explicit))];

    private static RunVertex[] Auto(params (string Id, string Name)[] vertices) => Vertices(UidVerdict.Auto, vertices);

    private static RunVertex[] Vertices(UidVerdict uid, params (string Id, string Name)[] vertices) => [.. vertices.Select(vertex => new RunVertex(vertex.Id, vertex.Name, uid))];
}
