using System.CommandLine;
using FlinkReady.Monitor.Comparing;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Diagnostics;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Comparing;

namespace FlinkReady.Monitor.Cli.Options;

/// <summary>The options of <c>compare</c>.</summary>
internal sealed class CompareOptions
{
    private const string PinPrefix = "uidhash:";
    private const int LargestParallelism = 1 << 15;

    private readonly Option<string> _old = new("--old") { Required = true, HelpName = "source", Description = "What runs: the JobManager's URL, or a file or folder: a savepoint's _metadata, the body of GET /jobs/:id, a plan, a recording, a JSON report." };
    private readonly Option<string> _new = new("--new") { Required = true, HelpName = "source", Description = "What is to be deployed: a plan, or any of the above of a staging run." };
    private readonly Option<string> _oldUnchained = new("--old-unchained") { HelpName = "file", Description = "The old program's plan with pipeline.operator-chaining: false. Shows the ids inside its chains." };
    private readonly Option<string[]> _newUnchained = new("--new-unchained") { HelpName = "file", Description = "The same of the new program. Give the plans of two calls to find uids that are made up at each start." };
    private readonly Option<string> _info = new("--info") { HelpName = "file", Description = "What flink info shows of the new program: the names of its operators, and how many its chains have." };
    private readonly Option<string> _job = new("--job") { HelpName = "name", Description = "The job's exact name, where a source has several." };
    private readonly Option<string[]> _uids = new("--uids") { HelpName = "file", Description = "A file of declared uids, one a line; a line uidhash:<32 hex digits> declares what the new program pins with setUidHash. Repeatable." };
    private readonly Option<string> _restore = OptionValues.Word("--restore", "How the new program is started. last-state (the operator's upgrade mode) needs every id.", "savepoint", "savepoint", "last-state");
    private readonly Option<int?> _maxParallelism = new("--max-parallelism")
    {
        HelpName = "n",
        Description = "The max parallelism that the new deployment sets explicitly for the whole job: checked against the stored one.",
        CustomParser = result => int.TryParse(OptionValues.Text(result), out var number) && number is >= 1 and <= LargestParallelism
            ? number
            : OptionValues.Wrong<int?>(result, $"--max-parallelism must be a number from 1 to {LargestParallelism}, not \"{OptionValues.Text(result)}\""),
    };

    private readonly Option<string> _failOn = OptionValues.Word("--fail-on", "What ends the comparison with exit code 1: lost state, or also what is at risk.", "lost", "lost", "risk", "never");
    private readonly Option<bool> _requireComplete = new("--require-complete") { Description = "End with exit code 3 where something could not be decided." };
    private readonly Option<TimeSpan?> _timeout = OptionValues.Duration("--timeout", "How long a cluster may take. Default: 60s.", TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));

    /// <summary>Puts the options on a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _old, _new, _oldUnchained, _newUnchained, _info, _job, _uids, _restore, _maxParallelism, _failOn, _requireComplete, _timeout })
        {
            command.Add(option);
        }
    }

    /// <summary>Where the sides are read from.</summary>
    public (SideRequest Old, SideRequest New) ReadSides(ParseResult result, TargetOptions targets)
    {
        var (connection, job) = (targets.ReadConnection(result), result.GetValue(_job));
        return (
            new SideRequest { Option = "--old", Source = result.GetValue(_old)!, Unchained = result.GetValue(_oldUnchained) is { } file ? [file] : [], Job = job, Connection = connection },
            new SideRequest { Option = "--new", Source = result.GetValue(_new)!, Unchained = result.GetValue(_newUnchained) ?? [], Info = result.GetValue(_info), Job = job, Connection = connection });
    }

    /// <summary>How long a cluster may take.</summary>
    public TimeSpan Timeout(ParseResult result) => result.GetValue(_timeout) ?? TimeSpan.FromSeconds(60);

    /// <summary>Declared uids, and what the comparison is told.</summary>
    /// <exception cref="UsageException">A file can't be read, or declares a pin that is no id.</exception>
    public (IReadOnlyList<string> Uids, ComparisonOptions Options) ReadOptions(ParseResult result)
    {
        var (uids, pins) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var file in result.GetValue(_uids) ?? [])
        {
            var (read, wrong) = UidFiles.Read(file);
            if (wrong is not null)
            {
                throw new UsageException($"the uids file {file} {wrong}");
            }

            foreach (var line in read)
            {
                if (!line.StartsWith(PinPrefix, StringComparison.Ordinal))
                {
                    uids.Add(line);
                }
                else if (line.Length == PinPrefix.Length + 32 && line.AsSpan(PinPrefix.Length).IndexOfAnyExcept(HexDigits) < 0)
                {
                    pins.Add(line[PinPrefix.Length..].ToLowerInvariant());
                }
                else
                {
                    throw new UsageException($"the uids file {file} has the line \"{PlainText.Line(line, 80)}\": after {PinPrefix} come 32 hex digits");
                }
            }
        }

        return (uids, new ComparisonOptions
        {
            Restore = result.GetValue(_restore) == "last-state" ? RestoreFrom.LastState : RestoreFrom.Savepoint,
            MaxParallelism = result.GetValue(_maxParallelism),
            PinnedIds = pins,
        });
    }

    /// <summary>What reports are told.</summary>
    public CompareReport Report(ParseResult result, ComparedSide old, ComparedSide fresh, Comparison comparison, ProgramEnvironment surroundings, bool isVerbose) => new(old, fresh, comparison)
    {
        Version = ProgramVersion.Version,
        FailOn = result.GetValue(_failOn) switch { "lost" => ComparisonLevel.Lost, "risk" => ComparisonLevel.Risk, _ => null },
        GeneratedAt = surroundings.Time.GetUtcNow(),
        HasColor = surroundings.HasColor,
        Width = surroundings.Width,
        IsVerbose = isVerbose,
    };

    /// <summary>Whether what could not be decided ends with exit code 3.</summary>
    public bool RequiresComplete(ParseResult result) => result.GetValue(_requireComplete);

    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
