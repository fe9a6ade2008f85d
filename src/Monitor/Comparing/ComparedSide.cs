using FlinkReady.Readiness.Comparing;

namespace FlinkReady.Monitor.Comparing;

/// <summary>One side of a comparison.</summary>
/// <param name="Source">What was given: a path, or an address without user info.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Operators">Its operators.</param>
internal sealed record ComparedSide(string Source, SideKind Kind, OperatorSet Operators);

/// <summary>What a side is read from.</summary>
internal enum SideKind
{
    /// <summary>A job of a cluster, or its answer to <c>GET /jobs/:jobid</c> in a file.</summary>
    Job,

    /// <summary>A report of this program.</summary>
    Report,

    /// <summary>The <c>_metadata</c> of a checkpoint or savepoint.</summary>
    Metadata,

    /// <summary>A recording.</summary>
    Recording,

    /// <summary>A plan, as a JobManager answers it.</summary>
    Plan,
}

/// <summary>The written forms.</summary>
internal static class SideKinds
{
    /// <summary><c>job</c>, <c>report</c>, <c>metadata</c>, <c>recording</c> or <c>plan</c>.</summary>
    public static string ToText(this SideKind kind) => kind switch
    {
        SideKind.Job => "job",
        SideKind.Report => "report",
        SideKind.Metadata => "metadata",
        SideKind.Recording => "recording",
        _ => "plan",
    };
}
