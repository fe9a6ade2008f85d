using System.Globalization;
using System.Text.RegularExpressions;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>
/// Recognises in a stack trace that Flink refused to restore. The words are those of <c>Checkpoints.loadAndValidateCheckpoint</c> and
/// <c>StateAssignmentOperation</c>, the same from 1.17 to 2.3.
/// </summary>
internal static partial class RestoreRefusalReader
{
    // The last cause carries a path, which may be long; nothing of interest stands behind this many characters.
    private const int LongestCause = 16_384;

    // What reads the metadata file and what finds it; what compares it with the program is loadAndValidateCheckpoint alone.
    private static readonly string[] LoadingFrames =
    [
        "runtime.checkpoint.Checkpoints.loadCheckpointMetadata(",
        "runtime.checkpoint.metadata.",
        "AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(",
        "CheckpointStorageAccess.resolveCheckpoint(",
    ];

    private static readonly string[] LoadingWords = ["Unexpected magic number", "Cannot find checkpoint or savepoint file/directory", "Cannot find meta data file"];

    /// <summary>The refusal that a trace tells of, null where it tells of none.</summary>
    public static RestoreRefusal? Read(string trace)
    {
        var line = RootCause.WholeLine(trace);
        var cause = line[..Math.Min(line.Length, LongestCause)].ToString();
        if (Words("Cannot map checkpoint/savepoint state for operator"))
        {
            return new RestoreRefusal(RestoreRefusalKind.NoOperator, IdBehind(cause, "state for operator"), null, null);
        }

        if (Words("Max parallelism mismatch"))
        {
            var figures = Mismatch().Match(cause);
            return new RestoreRefusal(RestoreRefusalKind.MaxParallelismMismatch, IdBehind(cause, "Cannot map operator"), Number(figures, "stored"), Number(figures, "new"));
        }

        if (Words("There is no operator for the state"))
        {
            return new RestoreRefusal(RestoreRefusalKind.NoOperatorForLatestCheckpoint, IdBehind(cause, "for the state"), null, null);
        }

        if (Words("can not be restored") && Words("The state for task"))
        {
            var figures = AboveMaximum().Match(cause);
            return new RestoreRefusal(RestoreRefusalKind.ParallelismAboveMaximum, IdBehind(cause, "state for task"), Number(figures, "stored"), Number(figures, "new"));
        }

        // The last cause is often the file system's: the frames above it tell what it was asked for.
        return Any(cause, LoadingWords) || Any(trace, LoadingFrames) ? new RestoreRefusal(RestoreRefusalKind.Unreadable, null, null, null) : null;

        bool Words(string words) => cause.Contains(words, StringComparison.Ordinal);
    }

    private static bool Any(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // Paths stand before it, and may hold whatever a user calls a folder: the id is the last that follows the words.
    private static string? IdBehind(string cause, string words)
    {
        var rest = cause.AsSpan(cause.LastIndexOf(words, StringComparison.Ordinal) + words.Length);
        var id = OperatorId().Match(rest.ToString());
        return id.Success ? id.Value : null;
    }

    private static int? Number(Match match, string group) =>
        match.Success && int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\b[0-9a-f]{32}\b", RegexOptions.CultureInvariant)]
    private static partial Regex OperatorId();

    [GeneratedRegex(@"with max parallelism (?<stored>\d+) to new program with max parallelism (?<new>\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Mismatch();

    [GeneratedRegex(@"maximum parallelism \((?<stored>\d+)\) of the restored state is lower than the configured parallelism \((?<new>\d+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex AboveMaximum();
}
