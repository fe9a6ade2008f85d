using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace FlinkReady.Monitor.Diagnostics;

/// <summary>Log lines for people: the time in UTC, the level and what happened. Which class said it is of no use to them.</summary>
/// <param name="timestamp">The form of the time.</param>
/// <param name="time">The clock.</param>
internal sealed class PlainLogFormatter(string timestamp, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    /// <summary>What the console logger calls it.</summary>
    public const string FormatterName = "flinkready";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var exception = logEntry.Exception is { } thrown ? $" {thrown}" : string.Empty;
        textWriter.Write(time.GetUtcNow().ToString(timestamp, CultureInfo.InvariantCulture));
        textWriter.Write(WordOf(logEntry.LogLevel));
        textWriter.Write(": ");
        textWriter.Write((message + exception).ReplaceLineEndings(" "));
        textWriter.Write('\n');
    }

    private static string WordOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "critical",
    };
}
