using System.Globalization;

namespace FlinkReady.FlinkModel.Paths;

/// <summary>
/// Paths of checkpoints and savepoints as Flink makes them: <c>…/&lt;job id&gt;/chk-7</c> (<c>AbstractFsCheckpointStorageAccess</c>) and
/// <c>…/savepoint-&lt;first six digits of the job id&gt;-&lt;random&gt;</c> (<c>FsCheckpointStorageAccess.initializeLocationForSavepoint</c>).
/// </summary>
public static class CheckpointPaths
{
    private const int IdLength = 32;
    private const int PrefixLength = 6;
    private const string Checkpoint = "chk-";
    private const string Savepoint = "savepoint-";
    private const string MetadataFile = "_metadata";

    /// <summary>
    /// The folder of a checkpoint or savepoint, written in one way: <c>s3a://bucket/cp//chk-7/_metadata</c> is <c>s3://bucket/cp/chk-7</c>, <c>/cp/chk-7</c> is
    /// <c>file:///cp/chk-7</c>. Null for none, and for the placeholder of a checkpoint without an address.
    /// </summary>
    public static string? Normalize(string? path) => FolderOf(path)?.ToString();

    /// <summary>The folder of a checkpoint or savepoint; null where <see cref="Normalize"/> gives none.</summary>
    public static FlinkPath? FolderOf(string? path)
    {
        if (path is null || !path.Contains('/', StringComparison.Ordinal))
        {
            return null;
        }

        var address = FlinkPath.Of(path);
        return address.Path == MetadataFile ? address with { Path = string.Empty }
            : address.Path.EndsWith("/" + MetadataFile, StringComparison.Ordinal) ? address with { Path = address.Path[..^(MetadataFile.Length + 1)] }
            : address;
    }

    /// <summary>True where two paths name one checkpoint or savepoint.</summary>
    public static bool AreSame(string? one, string? other) => Normalize(one) is { } known && known == Normalize(other);

    /// <summary>True where the path is a savepoint's, by its name. Flink calls one that it restores in claim mode a checkpoint (<c>CheckpointCoordinator.restoreSavepoint</c>).</summary>
    public static bool IsSavepoint(string? path) => NameOf(path).StartsWith(Savepoint, StringComparison.Ordinal);

    /// <summary>The id of the job that wrote the checkpoint; null where the path tells none.</summary>
    public static string? WriterOf(string? path)
    {
        var parts = path?.Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [];
        for (var index = 1; index < parts.Length; index++)
        {
            if (parts[index].StartsWith(Checkpoint, StringComparison.Ordinal) && IsHex(parts[index - 1], IdLength))
            {
                return parts[index - 1];
            }
        }

        return null;
    }

    /// <summary>True where a path is one that a job of this id wrote, by all that the path tells.</summary>
    public static bool IsOf(string? path, string jobId)
    {
        if (path is null)
        {
            return false;
        }

        if (WriterOf(path) is { } writer)
        {
            return writer == jobId;
        }

        // Job ids that a cluster id was turned into begin with zeros in every cluster.
        var name = NameOf(path);
        return name.StartsWith(Savepoint, StringComparison.Ordinal)
            && name.Length > Savepoint.Length + PrefixLength
            && name[Savepoint.Length + PrefixLength] == '-'
            && jobId.Length == IdLength
            && !jobId.StartsWith("000000", StringComparison.Ordinal)
            && name.AsSpan(Savepoint.Length, PrefixLength).SequenceEqual(jobId.AsSpan(0, PrefixLength));
    }

    /// <summary>The path of a later checkpoint of the same run, which Flink numbers on; null where the path is no checkpoint's, as a savepoint's.</summary>
    /// <param name="path">The path of a checkpoint.</param>
    /// <param name="steps">How many checkpoints later.</param>
    public static string? After(string? path, int steps)
    {
        var trimmed = path?.TrimEnd('/') ?? string.Empty;
        var name = trimmed.LastIndexOf('/') + 1;
        return trimmed.AsSpan(name).StartsWith(Checkpoint, StringComparison.Ordinal)
            && int.TryParse(trimmed.AsSpan(name + Checkpoint.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? string.Create(CultureInfo.InvariantCulture, $"{trimmed[..name]}{Checkpoint}{(long)number + steps}")
            : null;
    }

    private static string NameOf(string? path)
    {
        var name = FolderOf(path)?.Path ?? path ?? string.Empty;
        return name[(name.LastIndexOf('/') + 1)..];
    }

    private static bool IsHex(string text, int length) => text.Length == length && text.All(static letter => char.IsAsciiHexDigitLower(letter));
}
