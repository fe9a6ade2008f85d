using FlinkReady.FlinkModel.Paths;
using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Runs;

/// <summary>What is kept of a run of a job: of a job id since a start time. Never holds an answer.</summary>
internal sealed record KnownRun
{
    /// <summary>The job id.</summary>
    public required string JobId { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>The job's name.</summary>
    public required string Name { get; init; }

    /// <summary>The name without its version: see <see cref="VersionedName"/>.</summary>
    public required string Stem { get; init; }

    /// <summary>Its state when it was last seen, and where that was read.</summary>
    public required Evidence State { get; init; }

    /// <summary>When it was first seen.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it was last seen alive, or when it ended where Flink said so.</summary>
    public required DateTimeOffset LastAlive { get; init; }

    /// <summary>True where it was seen to have ended, or to be ending.</summary>
    public required bool HasEnded { get; init; }

    /// <summary>The resource of the platform that deploys it, as <c>FlinkDeployment orders/pricing</c>; null where that is not known.</summary>
    public string? Resource { get; init; }

    /// <summary>Its graph, null as long as none was seen.</summary>
    public RunGraph? Graph { get; init; }

    /// <summary>Changes with the graph.</summary>
    public Stamp GraphStamp { get; init; }

    /// <summary>The verdicts on its operators, those of the graph's time.</summary>
    public IReadOnlyList<VertexOperators> Operators { get; init; } = [];

    /// <summary>What was read of its vertices.</summary>
    public IReadOnlyList<RunFigures> Figures { get; init; } = [];

    /// <summary>Its operators as one shows them who knows all; null where nobody was asked, or where some are missing.</summary>
    public RunWitness? Shown { get; init; }

    /// <summary>The operators in what it was started from; null where nobody who knows was asked.</summary>
    public RunWitness? Restored { get; init; }

    /// <summary>The run that it follows; null where none is known.</summary>
    public EarlierRun? Previous { get; init; }

    /// <summary>True where all is known that decides which run it follows: nothing is searched again.</summary>
    public bool IsLinkSettled { get; init; }

    /// <summary>What it restored first, a checkpoint of its own job id too; null where it restored nothing, or where that is not known.</summary>
    public RunStart? FirstRestore { get; init; }

    /// <summary>Its latest completed checkpoint, null where it has none that is known.</summary>
    public KnownCheckpoint? Completed { get; init; }

    /// <summary>Its latest savepoint, null where it has none that is known.</summary>
    public KnownCheckpoint? Savepoint { get; init; }

    /// <summary>What it was started from, null where that is not known.</summary>
    public RunStart? StartedFrom { get; init; }

    /// <summary>The path of what it was restored from; null where that is not known.</summary>
    public string? RestoredPath => StartedFrom?.Path ?? FirstRestore?.Path;

    /// <summary>Since when no list shows it any more although it was not seen to end; null where it is listed or ended.</summary>
    public Absence? Absence { get; init; }

    /// <summary>True where it no longer runs, by all that is known.</summary>
    public bool IsOver => HasEnded || Absence is not null;

    /// <summary>The number of the newest state it is known to have had, null where it had none.</summary>
    public long? NewestState => Completed?.Id ?? Savepoint?.Id;

    /// <summary>The full state in its latest completed checkpoint or savepoint, bytes; 0 where none is known.</summary>
    public long StateBytes => Completed is { StateBytes: > 0 } completed ? completed.StateBytes : Savepoint?.StateBytes ?? 0;

    /// <summary>Changes with what rules ask of an earlier run.</summary>
    public Stamp Stamp => new StampBuilder().Add(JobId).Add(StartTime).Add(LastAlive).Add(Name)
        .Add(Completed?.Id).Add(Completed?.Path).Add(Completed?.StateBytes).Add(Savepoint?.Id).Add(Savepoint?.Path).Add(Graph is null).ToStamp();

    /// <summary>Changes with what rules ask of the run itself and of the one that it follows.</summary>
    public Stamp LinkStamp => new StampBuilder().Add(Previous?.Run.JobId).Add(Previous?.Run.StartTime.UtcTicks).Add((long?)Previous?.Link).Add(Previous?.HasItsState ?? false)
        .Add(StartedFrom?.Path).Add(Shown?.Origin).Add(Restored?.Origin).ToStamp();

    /// <summary>True for the path of its latest checkpoint or savepoint.</summary>
    public bool Wrote(string? path) => CheckpointPaths.AreSame(path, Completed?.Path) || CheckpointPaths.AreSame(path, Savepoint?.Path);

    /// <summary>True where a job shows this run: the same id and start time.</summary>
    public bool IsRun(string jobId, DateTimeOffset? startTime) => JobId == jobId && StartTime == startTime;
}

/// <summary>That a job is not listed any more.</summary>
/// <param name="Since">The first look that did not list it.</param>
/// <param name="Gap">How long after the last look that listed it that was.</param>
/// <param name="Looks">How many looks in a row did not list it.</param>
internal sealed record Absence(DateTimeOffset Since, TimeSpan Gap, int Looks);

/// <summary>The run that another one follows.</summary>
/// <param name="Run">The earlier run, as it was when the two were linked. The ones before it are kept one step back.</param>
/// <param name="Link">What makes the two those of one job.</param>
/// <param name="HasItsState">True where the later run began with state of the earlier one.</param>
internal sealed record EarlierRun(KnownRun Run, JobLink Link, bool HasItsState)
{
    /// <summary>True where what links them is no conclusion from names and graphs.</summary>
    public bool IsCertain => HasItsState || Link.IsCertain();

    /// <summary>What links the two, in the words of metrics and pages.</summary>
    public RunLinkKind Kind => HasItsState ? RunLinkKind.State : IsCertain ? RunLinkKind.Resource : RunLinkKind.Name;

    /// <summary>The same with as much of the past as is needed: whether something happened at two starts in a row.</summary>
    public static EarlierRun Of(KnownRun run, JobLink link, bool hasItsState) =>
        new(run with { Previous = run.Previous is { } before ? before with { Run = before.Run with { Previous = null } } : null }, link, hasItsState);
}
