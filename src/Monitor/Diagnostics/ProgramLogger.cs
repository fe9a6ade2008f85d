namespace FlinkReady.Monitor.Diagnostics;

/// <summary>A logger whose lines bear the program's name, whatever class writes them: names of classes change, and tell a reader nothing.</summary>
/// <typeparam name="T">The class that writes.</typeparam>
internal sealed class ProgramLogger<T>(ILoggerFactory factory) : ILogger<T>
{
    /// <summary>The name.</summary>
    public const string Name = "flinkready";

    private readonly ILogger _logger = factory.CreateLogger(typeof(T).Assembly == typeof(ProgramLogger<T>).Assembly ? Name : typeof(T).FullName ?? typeof(T).Name);

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _logger.BeginScope(state);

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => _logger.IsEnabled(logLevel);

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _logger.Log(logLevel, eventId, state, exception, formatter);
}
