using System.CommandLine;
using FlinkReady.Monitor.Diagnostics;

namespace FlinkReady.Monitor.Cli.Options;

/// <summary>The options about logging, which every command has.</summary>
internal sealed class LogOptions
{
    private static readonly (string Word, LogLevel Level)[] Levels =
        [("trace", LogLevel.Trace), ("debug", LogLevel.Debug), ("info", LogLevel.Information), ("warning", LogLevel.Warning), ("error", LogLevel.Error), ("none", LogLevel.None)];

    private readonly Option<bool> _verbose = new("--verbose") { Description = "Say more: log level debug, and stack traces of defects.", Recursive = true };
    private readonly Option<string> _level = OptionValues.Word("--log-level", "What to log on standard error. Default: info for watch and demo, warning for the others.", null, [.. Levels.Select(entry => entry.Word)]);
    private readonly Option<string> _format = OptionValues.Word("--log-format", "The form of log lines.", "text", "text", "json");

    /// <summary>Puts the options on the root, for every command.</summary>
    public void AddTo(Command root)
    {
        _level.Recursive = true;
        _format.Recursive = true;
        root.Add(_verbose);
        root.Add(_level);
        root.Add(_format);
    }

    /// <summary>What was given.</summary>
    public LogSettings Read(ParseResult result, LogLevel fallback)
    {
        var verbose = result.GetValue(_verbose);
        var word = result.GetValue(_level);
        var level = word is null ? (verbose ? LogLevel.Debug : fallback) : Array.Find(Levels, entry => entry.Word == word).Level;
        return new LogSettings(level, result.GetValue(_format) == "json", verbose);
    }

    /// <summary>True where <c>--verbose</c> was given.</summary>
    public bool IsVerbose(ParseResult result) => result.GetValue(_verbose);
}
