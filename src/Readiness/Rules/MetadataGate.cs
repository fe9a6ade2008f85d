using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules;

/// <summary>What a rule says that needs the metadata of a checkpoint where none is there.</summary>
internal static class MetadataGate
{
    /// <summary>Why there is none: nobody wants it read, or it was not to be had.</summary>
    public static Verdict Missing(JobFacts job) => job.Witnesses.MetadataOrigin switch
    {
        // A witness is optional: without one a job is judged as if there were no such thing.
        { State: OriginState.NotAsked } => new Verdict.NotApplicable("The metadata of the job's checkpoints is not read (checkpointMetadata.enabled)."),
        { Reason: { } reason } => Verdict.Unread($"The metadata of the job's checkpoints could not be read: {reason}"),
        _ => Verdict.Unread("The metadata that was read is that of the checkpoint that the job was started from; this run has completed none that could be read yet."),
    };
}
