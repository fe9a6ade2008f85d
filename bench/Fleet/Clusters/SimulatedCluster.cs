using System.Globalization;
using FlinkReady.Fleet.Templates;

namespace FlinkReady.Fleet.Clusters;

/// <summary>
/// One cluster as a function of time: which jobs it has at a moment and in what condition. Holds no state, so the clock may
/// jump either way.
/// </summary>
public sealed class SimulatedCluster
{
    private readonly FleetOptions _options;
    private readonly Dice _dice;
    private readonly IReadOnlyList<JobSlot> _slots;

    /// <param name="options">The fleet's.</param>
    /// <param name="index">Counted from 0.</param>
    public SimulatedCluster(FleetOptions options, int index)
    {
        _options = options;
        Name = string.Create(CultureInfo.InvariantCulture, $"cluster-{index + 1:000}");
        _dice = new Dice((ulong)_options.Seed).For(index);
        Templates = TemplateSet.Of(_options.Versions[index % _options.Versions.Count]);
        IsAdaptive = _options.RescalePeriod is not null && index % 4 == 3;
        IsHighlyAvailable = index % 2 == 0;
        _slots = [.. Enumerable.Range(0, _options.JobsPerCluster).Select(slot => new JobSlot(_options, _dice.For(slot), slot, this))];
    }

    /// <summary><c>cluster-001</c> and so on.</summary>
    public string Name { get; }

    /// <summary>The bodies its answers are made from.</summary>
    public TemplateSet Templates { get; }

    /// <summary>True where the cluster runs the adaptive scheduler.</summary>
    public bool IsAdaptive { get; }

    /// <summary>True where high availability is configured.</summary>
    public bool IsHighlyAvailable { get; }

    /// <summary>How long ago the last leader was lost, or null where none was yet.</summary>
    public TimeSpan? SinceFailover(DateTimeOffset now)
    {
        if (_options.FailoverPeriod is not { } period)
        {
            return null;
        }

        var since = now - _options.Epoch - (period * _dice.Roll(1));
        return since < TimeSpan.Zero ? null : TimeSpan.FromTicks(since.Ticks % period.Ticks);
    }

    /// <summary>What the JobManager answers to anything that needs a leader.</summary>
    public LeaderState Leader(DateTimeOffset now) => FailoverFilm.At(SinceFailover(now));

    /// <summary>The runs that the JobManager lists at a moment, terminal ones that have not expired included.</summary>
    public IReadOnlyList<JobRun> Runs(DateTimeOffset now)
    {
        var recoveredAt = SinceFailover(now) is { } since && since >= FailoverFilm.Length ? now - since + FailoverFilm.Length : (DateTimeOffset?)null;
        return [.. _slots.SelectMany(slot => slot.Runs(now, recoveredAt, _options.JobStoreExpiration))];
    }

    /// <summary>The run of an id, or null where the JobManager does not know it.</summary>
    public JobRun? Run(string id, DateTimeOffset now) => Runs(now).FirstOrDefault(run => run.Id == id);
}
