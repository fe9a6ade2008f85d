using System.Globalization;

namespace FlinkReady.Fleet.Clusters;

/// <summary>A name under which one run of a job follows the other.</summary>
public sealed class JobSlot
{
    private static readonly string[] Subjects = ["orders", "payments", "clicks", "sessions", "inventory", "shipments", "prices", "fraud", "ads", "sensors", "invoices", "users"];
    private static readonly string[] Verbs = ["enrichment", "aggregation", "dedup", "export", "join", "scoring", "alerts", "backfill", "rollup", "cdc"];

    private readonly FleetOptions options;
    private readonly Dice dice;
    private readonly JobTraits traits;
    private JobRun? latest;

    /// <param name="options">The fleet's.</param>
    /// <param name="dice">Of this slot.</param>
    /// <param name="index">Within the cluster, from 0.</param>
    /// <param name="cluster">Where it is.</param>
    internal JobSlot(FleetOptions options, Dice dice, int index, SimulatedCluster cluster)
    {
        this.options = options;
        this.dice = dice;
        var name = string.Create(CultureInfo.InvariantCulture, $"{dice.Pick(1, Subjects)}-{dice.Pick(2, Verbs)}-{index + 1:0000}");
        traits = JobTraits.Of(name, dice, dice.Pick(3, cluster.Templates.Graphs), cluster.IsAdaptive, options);
    }

    /// <summary>The runs listed at a moment: the present one, and the one before it until it expires.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="recoveredAt">When a new leader took the jobs over, or null.</param>
    /// <param name="expiration">How long a terminal run stays listed.</param>
    internal IEnumerable<JobRun> Runs(DateTimeOffset now, DateTimeOffset? recoveredAt, TimeSpan expiration)
    {
        var started = StartOf(now, out var number);
        var taken = recoveredAt > started ? recoveredAt : null;
        var run = latest;
        if (run is null || run.SubmittedAt != started || run.RecoveredAt != taken)
        {
            // A run never changes: keeping the last one saves making it anew for every request.
            latest = run = new JobRun(traits, dice.For(number), started, taken, null);
        }

        yield return run;

        // A new leader knows nothing of runs that ended before it.
        if (number > 0 && now - started < expiration && !(recoveredAt > started))
        {
            var before = StartOf(started - TimeSpan.FromSeconds(1), out var previous);
            yield return new JobRun(traits, dice.For(previous), before, null, started - TimeSpan.FromSeconds(1));
        }
    }

    private DateTimeOffset StartOf(DateTimeOffset now, out long number)
    {
        // Without deployments the jobs are of different ages, up to a week.
        var first = options.Epoch + (TimeSpan.FromDays(7) * dice.Roll(4) * (options.DeploymentPeriod is null ? 1 : 0));
        if (options.DeploymentPeriod is not { } period || now < first)
        {
            number = 0;
            return first;
        }

        var own = period * (0.5 + dice.Roll(5));
        var phase = own * dice.Roll(6);
        number = (now - first + phase).Ticks / own.Ticks;
        return number == 0 ? first : first - phase + (own * number);
    }
}
