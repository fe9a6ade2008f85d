using System.Globalization;

namespace FlinkReady.Fleet.Clusters;

/// <summary>A name under which one run of a job follows the other.</summary>
public sealed class JobSlot
{
    private static readonly string[] Subjects = ["orders", "payments", "clicks", "sessions", "inventory", "shipments", "prices", "fraud", "ads", "sensors", "invoices", "users"];
    private static readonly string[] Verbs = ["enrichment", "aggregation", "dedup", "export", "join", "scoring", "alerts", "backfill", "rollup", "cdc"];

    private readonly FleetOptions _options;
    private readonly Dice _dice;
    private readonly JobTraits _traits;
    private JobRun? _latest;

    /// <param name="options">The fleet's.</param>
    /// <param name="dice">Of this slot.</param>
    /// <param name="index">Within the cluster, from 0.</param>
    /// <param name="cluster">Where it is.</param>
    internal JobSlot(FleetOptions options, Dice dice, int index, SimulatedCluster cluster)
    {
        _options = options;
        _dice = dice;
        var name = string.Create(CultureInfo.InvariantCulture, $"{_dice.Pick(1, Subjects)}-{_dice.Pick(2, Verbs)}-{index + 1:0000}");
        _traits = JobTraits.Of(name, _dice, _dice.Pick(3, cluster.Templates.Graphs), cluster.IsAdaptive, _options);
    }

    /// <summary>The runs listed at a moment: the present one, and the one before it until it expires.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="recoveredAt">When a new leader took the jobs over, or null.</param>
    /// <param name="expiration">How long a terminal run stays listed.</param>
    internal IEnumerable<JobRun> Runs(DateTimeOffset now, DateTimeOffset? recoveredAt, TimeSpan expiration)
    {
        var started = StartOf(now, out var number);
        var taken = recoveredAt > started ? recoveredAt : null;
        var run = _latest;
        if (run is null || run.SubmittedAt != started || run.RecoveredAt != taken)
        {
            // A run never changes: keeping the last one saves making it anew for every request.
            _latest = run = new JobRun(_traits, _dice.For(number), started, taken, null);
        }

        yield return run;

        // A new leader knows nothing of runs that ended before it.
        if (number > 0 && now - started < expiration && !(recoveredAt > started))
        {
            var before = StartOf(started - TimeSpan.FromSeconds(1), out var previous);
            yield return new JobRun(_traits, _dice.For(previous), before, null, started - TimeSpan.FromSeconds(1));
        }
    }

    private DateTimeOffset StartOf(DateTimeOffset now, out long number)
    {
        // Without deployments the jobs are of different ages, up to a week.
        var first = _options.Epoch + (TimeSpan.FromDays(7) * _dice.Roll(4) * (_options.DeploymentPeriod is null ? 1 : 0));
        if (_options.DeploymentPeriod is not { } period || now < first)
        {
            number = 0;
            return first;
        }

        var own = period * (0.5 + _dice.Roll(5));
        var phase = own * _dice.Roll(6);
        number = (now - first + phase).Ticks / own.Ticks;
        return number == 0 ? first : first - phase + (own * number);
    }
}
