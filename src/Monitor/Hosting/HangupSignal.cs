using System.Runtime.InteropServices;

namespace FlinkReady.Monitor.Hosting;

/// <summary>SIGHUP, which asks a daemon to read its configuration again. Listening to it keeps it from ending the program.</summary>
internal sealed class HangupSignal : IDisposable
{
    private readonly SemaphoreSlim _received = new(0);
    private PosixSignalRegistration? _registration;

    /// <summary>Listens to the signals of this process.</summary>
    public static HangupSignal OfProcess()
    {
        var signal = new HangupSignal();
        signal._registration = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            signal.Raise();
        });
        return signal;
    }

    /// <summary>Does as if the signal had come.</summary>
    public void Raise() => _received.Release();

    /// <summary>Waits for the signal; false where it did not come in time.</summary>
    public async Task<bool> WaitAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var signal = _received.WaitAsync(waiting.Token);
        var timeout = Task.Delay(patience, time, waiting.Token);
        if (await Task.WhenAny(signal, timeout) == signal && signal.IsCompletedSuccessfully)
        {
            await waiting.CancelAsync();
            return true;
        }

        await waiting.CancelAsync();
        await signal.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();

        // It may have come in the very moment in which the wait ended.
        return signal.IsCompletedSuccessfully;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration?.Dispose();
        _received.Dispose();
    }
}
