namespace FlinkReady.Monitor.Diagnostics;

/// <summary>How much to log and in which form. Logs go to standard error.</summary>
/// <param name="Level">What is logged at least.</param>
/// <param name="IsJson">A JSON object a line instead of text.</param>
/// <param name="IsVerbose">More in messages for people; of a defect all that is known.</param>
internal sealed record LogSettings(LogLevel Level, bool IsJson, bool IsVerbose);
