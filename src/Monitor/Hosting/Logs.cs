using FlinkReady.Monitor.Cli.Options;
using Microsoft.Extensions.Logging.Console;

namespace FlinkReady.Monitor.Hosting;

/// <summary>Logging to standard error, a line an entry.</summary>
internal static class Logs
{
    public static void Add(ILoggingBuilder logging, LogSettings settings)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(settings.Level);

        // What the web server says of itself is of use to its developers.
        logging.AddFilter("Microsoft", level => level >= (settings.Level > LogLevel.Warning ? settings.Level : LogLevel.Warning));
        if (settings.Level > LogLevel.Debug)
        {
            // It tells a fault at start with its stack; the program tells the same in one line.
            logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        }

        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        if (settings.IsJson)
        {
            logging.AddJsonConsole(options =>
            {
                options.UseUtcTimestamp = true;
                options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            });
        }
        else
        {
            logging.AddSimpleConsole(options =>
            {
                options.SingleLine = true;
                options.UseUtcTimestamp = true;
                options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
                options.ColorBehavior = LoggerColorBehavior.Disabled;
            });
        }
    }
}
