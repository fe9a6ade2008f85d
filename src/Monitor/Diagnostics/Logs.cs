using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace FlinkReady.Monitor.Diagnostics;

/// <summary>Sets up logging: on standard error, as text or as a JSON object a line.</summary>
internal static class Logs
{
    private const string DateAndTime = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Puts the settings on the builder of a command that ends by itself: text lines carry the time alone.</summary>
    public static void OfCommand(ILoggingBuilder builder, LogSettings settings)
    {
        Configure(builder, settings, "HH:mm:ss ");
        builder.AddFilter("Microsoft", settings.IsVerbose ? settings.Level : LogLevel.Warning);
        builder.AddFilter("Polly", settings.IsVerbose ? settings.Level : LogLevel.Error);
    }

    /// <summary>Puts the settings on the builder of the daemon: text lines carry date and time.</summary>
    public static void OfDaemon(ILoggingBuilder builder, LogSettings settings)
    {
        Configure(builder, settings, DateAndTime + " ");

        // What the web server says of itself is of use to its developers.
        builder.AddFilter("Microsoft", level => level >= (settings.Level > LogLevel.Warning ? settings.Level : LogLevel.Warning));
        if (settings.Level > LogLevel.Debug)
        {
            // It tells a fault at start with its stack; the program tells the same in one line.
            builder.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        }
    }

    private static void Configure(ILoggingBuilder builder, LogSettings settings, string textTimestamp)
    {
        builder.ClearProviders();
        builder.Services.Replace(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(ProgramLogger<>)));
        builder.SetMinimumLevel(settings.Level);
        if (settings.Level == LogLevel.None)
        {
            return;
        }

        if (settings.IsJson)
        {
            builder.AddJsonConsole(options => (options.UseUtcTimestamp, options.TimestampFormat) = (true, DateAndTime));
        }
        else
        {
            builder.AddConsole(options => options.FormatterName = PlainLogFormatter.FormatterName);
            builder.Services.AddSingleton<ConsoleFormatter>(new PlainLogFormatter(textTimestamp, TimeProvider.System));
        }

        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
