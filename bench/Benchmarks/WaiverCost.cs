using System.Diagnostics;
using System.Globalization;
using FlinkReady.Fleet.Clusters;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Waivers;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Benchmarks;

/// <summary>
/// What waivers add to the assessment of a cluster. The figure to reach: less than a tenth for 300 waivers and 500 jobs, whatever the waivers look like.
/// A stopwatch instead of a benchmark class, since the two sides of the ratio have to be measured in turns.
/// Run with <c>dotnet run -c Release --project bench/Benchmarks -- waivers</c>.
/// </summary>
internal static class WaiverCost
{
    private const int Jobs = 500;
    private const int Waivers = 300;
    private const int Rounds = 40;

    // In percent of the assessment without waivers.
    private const double Limit = 10;

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly (string Name, Func<ClusterSnapshot, IEnumerable<Waiver>> Make)[] Shapes =
    [
        // As --write-waivers writes them.
        ("one waiver a job", look => look.Jobs.Take(Waivers).Select(job => Waiver(job.Name!, null))),

        // What people write by hand.
        ("one prefix a team", _ => Numbered(team => Waiver($"team-{team}-*", null))),

        // The worst there is: every pattern has to be tried on every job, and on every operator.
        ("wildcards on one rule", _ => Numbered(index => Waiver($"*a*{index}?x*", $"*b*{index}?y*"))),

        // Every job is covered by every waiver, and no vertex of it is.
        ("wildcards on vertices", _ => Numbered(index => Waiver("*", $"*b*{index}?y*"))),
    ];

    /// <summary>Measures each shape and writes a Markdown table, which <c>bench/run.sh</c> reads.</summary>
    public static async Task PrintAsync(TextWriter output)
    {
        var look = await PollAsync();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Jobs} jobs, {Waivers} waivers, best of {Rounds} rounds in turns"));
        output.WriteLine();
        output.WriteLine("| waivers | without | with | more | goal | verdict |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var (name, make) in Shapes)
        {
            var (without, with) = Measure(look, [.. make(look)]);
            var more = Math.Round(100 * (with - without) / without, 1);
            var verdict = more < Limit ? "met" : "missed";
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {without.TotalMilliseconds:0.00} ms | {with.TotalMilliseconds:0.00} ms | {more:0.0} % | < {Limit} % | {verdict} |"));
        }
    }

    // In turns, so that a busy machine slows both sides; the best of many is what the work itself takes.
    private static (TimeSpan Without, TimeSpan With) Measure(ClusterSnapshot look, IReadOnlyList<Waiver> waivers)
    {
        var plain = new Side(new ReadinessPolicy());
        var waived = new Side(new ReadinessPolicy { Waivers = waivers });
        for (var round = 0; round < Rounds; round++)
        {
            plain.Assess(look);
            waived.Assess(look);
        }

        return (plain.Best, waived.Best);
    }

    private static async Task<ClusterSnapshot> PollAsync()
    {
        var fleet = new SimulatedFleet(new FleetOptions { JobsPerCluster = Jobs });
        var time = new SteppingTime(Now);
        using var target = new SimulatedTarget(new IndexedWire(fleet, time), time);
        using var reader = target.Reader("cluster-001");
        return await reader.ReadAsync(null, ReadOptions.Everything, CancellationToken.None);
    }

    private static IEnumerable<Waiver> Numbered(Func<int, Waiver> make) => Enumerable.Range(0, Waivers).Select(make);

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
            if (whole.Targets[0].Jobs.Count != Jobs)
            {
                throw new InvalidOperationException($"{whole.Targets[0].Jobs.Count} of {Jobs} jobs were assessed.");
            }

            Best = elapsed < Best ? elapsed : Best;
        }
    }
}
