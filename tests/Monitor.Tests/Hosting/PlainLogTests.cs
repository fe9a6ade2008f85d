using FlinkReady.Monitor.Diagnostics;
using FlinkReady.Monitor.Polling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FlinkReady.Monitor.Tests.Hosting;

/// <summary>A log line says when, how bad and what: names of classes say nothing to whoever runs the program.</summary>
public sealed class PlainLogTests
{
    [Theory]
    [InlineData(LogLevel.Information, "info")]
    [InlineData(LogLevel.Warning, "warning")]
    [InlineData(LogLevel.Error, "error")]
    public void A_line_is_time_level_and_message(LogLevel level, string word)
    {
        using var output = new StringWriter();
        var formatter = new PlainLogFormatter("HH:mm:ss'Z' ", new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)));

        formatter.Write(new LogEntry<string>(level, "FlinkReady.Monitor.Polling.PollingService", 12, "target a\nis watched", null, (state, _) => state), null, output);

        Assert.Equal($"03:04:05Z {word}: target a is watched\n", output.ToString());
    }

    [Fact]
    public void Classes_of_the_program_log_under_its_name_and_others_under_theirs()
    {
        var categories = new List<string>();
        var services = new ServiceCollection();
        services.AddLogging(builder =>
        {
            Logs.OfDaemon(builder, new LogSettings(LogLevel.Information, IsJson: true, IsVerbose: false));
            builder.ClearProviders();
            builder.AddProvider(new Categories(categories));
        });
        using var provider = services.BuildServiceProvider();

        _ = provider.GetRequiredService<ILogger<PollingService>>();
        _ = provider.GetRequiredService<ILogger<string>>();

        Assert.Equal(["flinkready", "System.String"], categories);
    }

    private sealed class Categories(List<string> seen) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName)
        {
            seen.Add(categoryName);
            return NullLogger.Instance;
        }

        public void Dispose()
        {
        }
    }
}
