using FlinkReady.FlinkModel.Paths;

namespace FlinkReady.Readiness.FleetRules;

/// <summary>Where the checkpoints of a job lie: the folder above the last one. Spellings that mean one place are one here.</summary>
/// <param name="Text">The folder, for comparison and for people.</param>
/// <param name="Doubt">Why equal texts need not be one place, null where they are as good as one.</param>
internal sealed record CheckpointDirectory(string Text, string? Doubt)
{
    /// <summary>That of a completed checkpoint: <c>s3a://bucket/cp/&lt;job id&gt;/chk-7</c> lies in <c>s3://bucket/cp/&lt;job id&gt;</c>. Null for one without an address.</summary>
    public static CheckpointDirectory? Of(string checkpoint)
    {
        if (CheckpointPaths.FolderOf(checkpoint) is not { } address)
        {
            return null;
        }

        var folder = address with { Path = address.Path[..Math.Max(0, address.Path.LastIndexOf('/'))] };
        return new CheckpointDirectory(
            folder.ToString(),
            folder.Scheme == "file" ? "a local path is another place on each machine, unless it is a mount that all share"
            : folder.Authority.Length == 0 ? "the path names no host: it lies where each cluster's own default points"
            : null);
    }
}
