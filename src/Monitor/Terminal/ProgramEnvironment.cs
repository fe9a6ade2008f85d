using System.Collections;
using System.Globalization;
using System.Text;

namespace FlinkReady.Monitor.Terminal;

/// <summary>What the program has around it: streams, terminal, environment, clock. Injected, so that a test is a user like any other.</summary>
internal sealed class ProgramEnvironment
{
    private const int PlainWidth = 80;
    private const int NarrowestWidth = 60;
    private const int WidestWidth = 120;

    /// <summary>Data to read, for <c>operators -</c>.</summary>
    public required Stream In { get; init; }

    /// <summary>Data goes here, and nothing else. Where it can't be written, writing throws a <see cref="UsageException"/>.</summary>
    public required Stream Out
    {
        get => new StandardOutput(field);
        init;
    }

    /// <summary>Messages, logs and progress go here.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>True where <see cref="Out"/> is a terminal.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>True where <see cref="Error"/> is a terminal.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public int TerminalWidth { get; init; } = PlainWidth;

    /// <summary>The environment's variables.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What was asked for on the command line.</summary>
    public ColorChoice Color { get; set; }

    /// <summary>
    /// Whether to write colours: as asked for, else where <see cref="Out"/> is a terminal and neither <c>NO_COLOR</c> nor <c>TERM=dumb</c> is set, or
    /// <c>CLICOLOR_FORCE</c> is.
    /// </summary>
    public bool HasColor => Color switch
    {
        ColorChoice.Always => true,
        ColorChoice.Never => false,
        _ when Environment.GetValueOrDefault("NO_COLOR", string.Empty).Length > 0 => false,
        _ when Environment.GetValueOrDefault("CLICOLOR_FORCE", "0") is not ("" or "0") => true,
        _ => OutIsTerminal && !IsDumb,
    };

    /// <summary>Whether to show progress: a line that is written over again.</summary>
    public bool HasProgress => ErrorIsTerminal && !IsDumb;

    /// <summary>Columns to write for, 60 to 120: the terminal's, or what <c>COLUMNS</c> says where output is redirected, else 80.</summary>
    public int Width => Math.Clamp(OutIsTerminal ? TerminalWidth : Columns ?? PlainWidth, NarrowestWidth, WidestWidth);

    private int? Columns => int.TryParse(Environment.GetValueOrDefault("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns > 0 ? columns : null;

    private bool IsDumb => Environment.GetValueOrDefault("TERM") == "dumb";

    /// <summary>Writes text to <see cref="Out"/>.</summary>
    public async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await Out.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await Out.FlushAsync(cancellationToken);
    }

    /// <summary>Those of this process.</summary>
    public static ProgramEnvironment OfProcess() => new()
    {
        In = StandardDescriptors.IsOpen(0) ? Console.OpenStandardInput() : Stream.Null,
        Out = StandardDescriptors.IsOpen(1) ? Console.OpenStandardOutput() : new ClosedStream(),
        Error = OpenError(),
        OutIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        TerminalWidth = Console.IsOutputRedirected ? PlainWidth : WindowWidth(),
        Environment = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? string.Empty, StringComparer.Ordinal),
    };

    // Loggers write to the console's own; what they quote is a stranger's.
    private static TextWriter OpenError()
    {
        var error = StandardDescriptors.IsOpen(2) ? Console.Error : TextWriter.Null;
        Console.SetError(TextWriter.Synchronized(new PlainTextWriter(error)));
        return error;
    }

    private static int WindowWidth()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return PlainWidth;
        }
    }
}
