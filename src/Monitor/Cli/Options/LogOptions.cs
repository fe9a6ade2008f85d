using System.CommandLine;
using FlinkReady.Monitor.Diagnostics;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Cli.Options;

/// <summary>The options that every command has: about logging, and colours.</summary>
internal sealed class LogOptions
{
    private static readonly (string Word, LogLevel Level)[] Levels =
        [("trace", LogLevel.Trace), ("debug", LogLevel.Debug), ("info", LogLevel.Information), ("warning", LogLevel.Warning), ("error", LogLevel.Error), ("none", LogLevel.None)];

    private readonly Option<bool> _verbose = new("--verbose") { Description = "Say more: everything in lists that are cut else, log level debug, and of a defect all that is known.", Recursive = true };
    private readonly Option<string> _level = OptionValues.Word("--log-level", "What to log on standard error. Default: info for watch and demo, warning for the others.", null, [.. Levels.Select(entry => entry.Word)]);
    private readonly Option<string> _format = OptionValues.Word("--log-format", "The form of log lines.", "text", "text", "json");

    private readonly Option<string> _color = OptionValues.Word("--color", "Whether output for people has colours. auto: on a terminal; NO_COLOR and CLICOLOR_FORCE are obeyed.", "auto", "auto", "always", "never");

    /// <summary>Puts the options on the root, for every command.</summary>
    public void AddTo(Command root)
    {
        _level.Recursive = true;
        _format.Recursive = true;
        root.Add(_verbose);
        root.Add(_level);
        root.Add(_format);
        _color.Recursive = true;
        root.Add(_color);
    }

    /// <summary>What was given.</summary>
    public LogSettings Read(ParseResult result, LogLevel fallback)
    {
        var verbose = result.GetValue(_verbose);
        var word = result.GetValue(_level);
        var level = word is null ? (verbose ? LogLevel.Debug : fallback) : Array.Find(Levels, entry => entry.Word == word).Level;
        return new LogSettings(level, result.GetValue(_format) == "json", verbose);
    }

    /// <summary>Whether output for people has colours.</summary>
    public ColorChoice Color(ParseResult result) => result.GetValue(_color) switch
    {
        "always" => ColorChoice.Always,
        "never" => ColorChoice.Never,
        _ => ColorChoice.Auto,
    };

    /// <summary>True where <c>--verbose</c> was given.</summary>
    public bool IsVerbose(ParseResult result) => result.GetValue(_verbose);
}
