using FlinkReady.Monitor.Cli.Options;
using Microsoft.Extensions.Logging.Console;

namespace FlinkReady.Monitor.Cli;

/// <summary>Sets up logging: on standard error, as text or as a JSON object a line.</summary>
internal static class Logs
{
    /// <summary>Puts the settings on a builder, in place of whatever was there.</summary>
    public static void Configure(ILoggingBuilder builder, LogSettings settings)
    {
        builder.ClearProviders();
        builder.SetMinimumLevel(settings.Level);
        builder.AddFilter("Microsoft", settings.IsVerbose ? settings.Level : LogLevel.Warning);
        builder.AddFilter("Polly", settings.IsVerbose ? settings.Level : LogLevel.Error);
        if (settings.Level == LogLevel.None)
        {
            return;
        }

        if (settings.IsJson)
        {
            builder.AddJsonConsole(options => (options.UseUtcTimestamp, options.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        }
        else
        {
            builder.AddSimpleConsole(options => (options.SingleLine, options.UseUtcTimestamp, options.TimestampFormat, options.ColorBehavior) = (true, true, "HH:mm:ss ", LoggerColorBehavior.Disabled));
        }

        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
