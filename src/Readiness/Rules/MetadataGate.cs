using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules;

/// <summary>What a rule says that needs the metadata of a checkpoint where none is there.</summary>
internal static class MetadataGate
{
    /// <summary>Unread, with the reason.</summary>
    public static Verdict.Unknown Unread(JobFacts job) => job.Witnesses.MetadataOrigin switch
    {
        { State: OriginState.NotAsked } => Verdict.Unread("The metadata of the job's checkpoints is not read (checkpointMetadata.enabled)."),
        { Reason: { } reason } => Verdict.Unread($"The metadata of the job's checkpoints could not be read: {reason}"),
        _ => Verdict.Unread("The metadata that was read is that of the checkpoint that the job was started from; this run has completed none that could be read yet."),
    };
}
