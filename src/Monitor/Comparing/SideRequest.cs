using FlinkReady.FlinkClient.Transport;

namespace FlinkReady.Monitor.Comparing;

/// <summary>Where one side of a comparison is read from.</summary>
internal sealed record SideRequest
{
    /// <summary>The option that names it, for messages: <c>--old</c> or <c>--new</c>.</summary>
    public required string Option { get; init; }

    /// <summary>A URL or a path.</summary>
    public required string Source { get; init; }

    /// <summary>Files with plans of the program with chaining off.</summary>
    public IReadOnlyList<string> Unchained { get; init; } = [];

    /// <summary>A file with what <c>flink info</c> shows of the program; null where there is none.</summary>
    public string? Info { get; init; }

    /// <summary>The job's exact name; null where the source has one job only.</summary>
    public string? Job { get; init; }

    /// <summary>How a URL is reached.</summary>
    public required TargetConnection Connection { get; init; }
}
