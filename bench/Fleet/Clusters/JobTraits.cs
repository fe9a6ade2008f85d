using FlinkReady.Fleet.Templates;

namespace FlinkReady.Fleet.Clusters;

/// <summary>What all runs under one name have in common.</summary>
public sealed record JobTraits
{
    private static readonly TimeSpan[] Intervals =
        [TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)];

    public required string Name { get; init; }

    /// <summary>The real job graph it is cut from.</summary>
    public required GraphTemplate Graph { get; init; }

    /// <summary>Null: periodic checkpoints are off.</summary>
    public TimeSpan? CheckpointInterval { get; init; }

    /// <summary>Full size of its state in bytes.</summary>
    public long StateBytes { get; init; }

    public bool OnRocksDb { get; init; }

    public bool OnFiles { get; init; }

    public bool Retained { get; init; }

    public bool Unaligned { get; init; }

    /// <summary>Three of ten checkpoints fail.</summary>
    public bool FailsCheckpoints { get; init; }

    /// <summary>How often it fails and restarts; null: never.</summary>
    public TimeSpan? RestartPeriod { get; init; }

    /// <summary>How often its parallelism changes between the full and half of it; null: never.</summary>
    public TimeSpan? RescalePeriod { get; init; }

    public bool IsAdaptive { get; init; }

    internal static JobTraits Of(string name, Dice dice, GraphTemplate graph, bool adaptive, FleetOptions options) => new()
    {
        Name = name,
        Graph = graph,
        CheckpointInterval = dice.Is(10, 0.05) ? null : dice.Pick(11, Intervals),
        StateBytes = (long)Math.Pow(10, 4 + (6 * dice.Roll(12))),
        OnRocksDb = dice.Is(13, 0.7),
        OnFiles = dice.Is(14, 0.9),
        Retained = dice.Is(15, 0.7),
        Unaligned = dice.Is(16, 0.1),
        FailsCheckpoints = dice.Is(17, 0.05),
        RestartPeriod = dice.Is(18, 0.1) ? options.RestartPeriod * (0.5 + dice.Roll(19)) : null,
        RescalePeriod = adaptive ? options.RescalePeriod * (0.5 + dice.Roll(20)) : null,
        IsAdaptive = adaptive,
    };
}
