using System.Diagnostics;
using FlinkReady.Fleet.Clusters;
using FlinkReady.FlinkClient.Looks;
using FlinkReady.FlinkClient.Readings;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Waivers;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Reliability.Tests.Polling;

/// <summary>Waivers cost little: with 300 of them the assessment of 500 jobs takes less than a tenth more.</summary>
[Collection(Alone.Name)]
public sealed class PolicyCostTests
{
    private const int Jobs = 500;
    private const int Waivers = 300;
    private const int Rounds = 40;
    private const int Attempts = 3;
    private const double Limit = 0.1;

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>One a job and rule, as <c>--write-waivers</c> writes them.</summary>
    [Fact]
    public Task One_waiver_a_job() => AssertCheapAsync(look => [.. look.Jobs.Take(Waivers).Select(job => Waiver(job.Name!, null))]);

    /// <summary>What people write by hand.</summary>
    [Fact]
    public Task One_prefix_a_team() => AssertCheapAsync(_ => [.. Enumerable.Range(0, Waivers).Select(team => Waiver($"team-{team}-*", null))]);

    /// <summary>The worst there is: every pattern has to be tried on every job, and on every operator.</summary>
    [Fact]
    public Task Wildcards_on_one_rule() => AssertCheapAsync(_ => [.. Enumerable.Range(0, Waivers).Select(index => Waiver($"*a*{index}?x*", $"*b*{index}?y*"))]);

    /// <summary>Every job is covered by every waiver, and no vertex of it is.</summary>
    [Fact]
    public Task Wildcards_on_vertices() => AssertCheapAsync(_ => [.. Enumerable.Range(0, Waivers).Select(index => Waiver("*", $"*b*{index}?y*"))]);

    private static async Task AssertCheapAsync(Func<ClusterSnapshot, IReadOnlyList<Waiver>> waivers)
    {
        var look = await LookAsync();
        var list = waivers(look);
        var share = double.MaxValue;

        // What other work disturbed is measured again.
        for (var attempt = 0; attempt < Attempts && share >= Limit; attempt++)
        {
            share = Measure(look, list);
        }

        Assert.True(share < Limit, $"{Waivers} waivers take {share:P1} of the assessment");
    }

    // In turns, so that a busy machine slows both sides; the best of many is what the work itself takes.
    private static double Measure(ClusterSnapshot look, IReadOnlyList<Waiver> waivers)
    {
        var plain = new Side(new ReadinessPolicy());
        var waived = new Side(new ReadinessPolicy { Waivers = waivers });
        for (var round = 0; round < Rounds; round++)
        {
            plain.Assess(look);
            waived.Assess(look);
        }

        var share = (waived.Best - plain.Best) / plain.Best;
        TestContext.Current.TestOutputHelper?.WriteLine($"{Jobs} jobs without waivers {plain.Best.TotalMilliseconds:0.0} ms, with {Waivers} {waived.Best.TotalMilliseconds:0.0} ms: {share:P1} more");
        return share;
    }

    private static async Task<ClusterSnapshot> LookAsync()
    {
        var fleet = new SimulatedFleet(new FleetOptions { JobsPerCluster = Jobs });
        var time = new SteppingTime(Now);
        using var target = new SimulatedTarget(new IndexedWire(fleet, time), time);
        using var reader = target.Reader("cluster-001");
        return await reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
    }

    private static Waiver Waiver(string job, string? vertex) => new()
    {
        Rule = "operator-uid",
        Job = job,
        Vertex = vertex,
        Reason = "migrated with the next savepoint",
        Owner = "team-orders",
        Expires = new DateOnly(2027, 3, 31),
    };

    // The whole of it: the target, and the rules on the configuration, which look for waivers that cover nothing.
    private sealed class Side(ReadinessPolicy policy)
    {
        private readonly Assessor _assessor = new(policy);

        public TimeSpan Best { get; private set; } = TimeSpan.MaxValue;

        public void Assess(ClusterSnapshot look)
        {
            GC.Collect();
            var started = Stopwatch.GetTimestamp();
            var target = _assessor.Assess("cluster-001", look, TargetState.Initial, Now).Current!;
            var whole = AssessmentBuilder.Combine(policy, [target], filtersActive: false, Now);
            var elapsed = Stopwatch.GetElapsedTime(started);
            Assert.Equal(Jobs, whole.Targets[0].Jobs.Count);
            Best = elapsed < Best ? elapsed : Best;
        }
    }
}
