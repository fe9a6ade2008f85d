using FlinkReady.FlinkClient;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.Monitor.Diagnostics;
using FlinkReady.Monitor.Scanning;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Cli;

/// <summary>The client and the log of a command that runs once.</summary>
internal sealed partial class ClientServices : IDisposable
{
    private readonly ServiceProvider _provider;
    private readonly ILogger _logger;

    private ClientServices(ServiceProvider provider)
    {
        _provider = provider;
        _logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger("flinkready");
        Observer = new LoggingObserver(_logger);
    }

    /// <summary>Makes loggers.</summary>
    public ILoggerFactory Loggers => _provider.GetRequiredService<ILoggerFactory>();

    /// <summary>Makes readers.</summary>
    public IClusterReaderFactory Readers => _provider.GetRequiredService<IClusterReaderFactory>();

    /// <summary>Logs rules that threw.</summary>
    public IAssessmentObserver Observer { get; }

    /// <summary>Puts them together.</summary>
    public static ClientServices Create(TimeProvider time, LogSettings logging)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time);
        services.AddLogging(builder => Logs.OfCommand(builder, logging));
        services.AddFlinkClient();
        return new ClientServices(services.BuildServiceProvider());
    }

    /// <summary>Logs what was asked and how it was answered, at level debug.</summary>
    public void LogExchanges(ScanResult scan)
    {
        foreach (var target in scan.Targets)
        {
            foreach (var exchange in target.Exchanges)
            {
                LogExchange(target.Assessment.Name, exchange.Path, exchange.Status, (long)exchange.Elapsed.TotalMilliseconds, exchange.Bytes, exchange.Failure?.Message ?? "ok");
            }

            foreach (var read in target.WitnessReads)
            {
                LogWitness(target.Assessment.Name, read.JobId, read.Path, (long)read.Elapsed.TotalMilliseconds, read.Result, read.Message ?? "ok");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _provider.Dispose();

    [LoggerMessage(EventId = 100, Level = LogLevel.Debug, Message = "{Target}: GET {Path} -> {Status} in {Milliseconds} ms, {Bytes} bytes: {Outcome}")]
    private partial void LogExchange(string target, string path, int status, long milliseconds, long bytes, string outcome);

    [LoggerMessage(EventId = 102, Level = LogLevel.Debug, Message = "{Target}: job {Job}: {Path} in {Milliseconds} ms: {Result}: {Outcome}")]
    private partial void LogWitness(string target, string job, string path, long milliseconds, string result, string outcome);

    private sealed partial class LoggingObserver(ILogger logger) : IAssessmentObserver
    {
        public void RuleFailed(RuleDescriptor rule, Exception exception) => LogRuleFailed(logger, rule.Id, exception);

        [LoggerMessage(EventId = 101, Level = LogLevel.Error, Message = "The rule {Rule} failed; its verdict is unknown")]
        private static partial void LogRuleFailed(ILogger logger, string rule, Exception exception);
    }
}
