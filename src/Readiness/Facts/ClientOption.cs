using System.Globalization;
using FlinkReady.FlinkModel.Options;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Facts;

/// <summary>
/// An option that whoever submits a job reads, and that the job shows: the cluster's key is a hint, what the job shows is the truth. One that depends on
/// others (unaligned checkpoints on the mode, say) is left out.
/// </summary>
internal sealed class ClientOption
{
    private readonly Func<JobFacts, (string? Value, Evidence Evidence)> _shown;
    private readonly Func<string, string?> _read;

    private ClientOption(ConfigOption option, Func<JobFacts, (string? Value, Evidence Evidence)> shown, Func<string, string?> read) =>
        (Option, _shown, _read) = (option, shown, read);

    /// <summary>The options.</summary>
    public static IReadOnlyList<ClientOption> All { get; } =
    [
        new(FlinkOptions.CheckpointInterval, static job => Number(job.Checkpointing.IntervalMs), Milliseconds),
        new(FlinkOptions.CheckpointMode, static job => Checkpointed(job, static checkpointing => (checkpointing.Mode.Or(string.Empty) is { Length: > 0 } mode ? mode : null, checkpointing.Mode.Evidence)), static text => text.Trim().ToLowerInvariant()),
        new(FlinkOptions.CheckpointRetention, static job => Checkpointed(job, Retention), static text => text.Trim().ToUpperInvariant()),
        new(FlinkOptions.CheckpointTimeout, static job => Checkpointed(job, static checkpointing => Number(checkpointing.TimeoutMs)), Milliseconds),
        new(FlinkOptions.CheckpointMinPause, static job => Checkpointed(job, static checkpointing => Number(checkpointing.MinPauseMs)), Milliseconds),
        new(FlinkOptions.CheckpointConcurrency, static job => Checkpointed(job, static checkpointing => Number(checkpointing.MaxConcurrent)), Whole),
        new(FlinkOptions.CheckpointTolerance, static job => Checkpointed(job, static checkpointing => Number(checkpointing.TolerableFailed)), Whole),
        new(FlinkOptions.MaxParallelism, static job => Number(job.MaxParallelism), Whole),
    ];

    /// <summary>The option.</summary>
    public ConfigOption Option { get; }

    /// <summary>What the job shows of it.</summary>
    public Evidence ShownBy(JobFacts job) => _shown(job).Evidence;

    /// <summary>True where the job shows what the cluster's key says, false where it shows another value, null where either says nothing that can be compared.</summary>
    public bool? IsApplied(JobFacts job) =>
        job.Cluster.Configuration.Find(Option).TryGet(out var text) && _read(text) is { } configured && _shown(job).Value is { } shown ? configured == shown : null;

    // While checkpointing is off Flink shows values that nobody set.
    private static (string? Value, Evidence Evidence) Checkpointed(JobFacts job, Func<CheckpointingFacts, (string? Value, Evidence Evidence)> shown) =>
        job.Checkpointing.IsEnabled == true ? shown(job.Checkpointing) : (null, job.Checkpointing.IntervalMs.Evidence);

    private static (string? Value, Evidence Evidence) Retention(CheckpointingFacts checkpointing) => (checkpointing.Externalized.Or(true), checkpointing.DeleteOnCancellation.TryGet(out var deleted)) switch
    {
        (false, _) => ("NO_EXTERNALIZED_CHECKPOINTS", checkpointing.Externalized.Evidence),
        (true, true) => (deleted ? "DELETE_ON_CANCELLATION" : "RETAIN_ON_CANCELLATION", checkpointing.DeleteOnCancellation.Evidence),
        _ => (null, checkpointing.DeleteOnCancellation.Evidence),
    };

    private static (string? Value, Evidence Evidence) Number<T>(Fact<T> fact)
        where T : struct, IFormattable => (fact.TryGet(out var value) ? value.ToString(null, CultureInfo.InvariantCulture) : null, fact.Evidence);

    private static string? Milliseconds(string text) => FlinkDuration.TryParse(text, out var value) ? value.ToString(CultureInfo.InvariantCulture) : null;

    private static string? Whole(string text) => long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value.ToString(CultureInfo.InvariantCulture) : null;
}
