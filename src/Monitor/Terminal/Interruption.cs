using System.Runtime.InteropServices;

namespace FlinkReady.Monitor.Terminal;

/// <summary>Turns SIGINT and SIGTERM into a cancelled token, and remembers which it was. A second signal ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    // SIGXFSZ, which .NET has no name for.
    private const PosixSignal FileSizeExceeded = (PosixSignal)25;

    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Cancelled when the program is to end.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>How the program ends then.</summary>
    public int ExitCode { get; private set; } = ExitCodes.Interrupted;

    /// <summary>Listens to the signals of this process.</summary>
    public static Interruption OfProcess()
    {
        var interruption = new Interruption();
        interruption.IgnoreFileSizeLimit();
        interruption._registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, context => interruption.Receive(context, ExitCodes.Interrupted)));
        interruption._registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => interruption.Receive(context, ExitCodes.Terminated)));
        return interruption;
    }

    // A file that may not grow any more is an error of writing, as a full disk is, and no reason to die with a file half-written.
    private void IgnoreFileSizeLimit()
    {
        if (!OperatingSystem.IsWindows())
        {
            _registrations.Add(PosixSignalRegistration.Create(FileSizeExceeded, context => context.Cancel = true));
        }
    }

    /// <summary>Ends the program as a signal would.</summary>
    public void Interrupt(int exitCode)
    {
        ExitCode = exitCode;
        _source.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _source.Dispose();
    }

    private void Receive(PosixSignalContext context, int exitCode)
    {
        context.Cancel = !_source.IsCancellationRequested;
        Interrupt(exitCode);
    }
}
