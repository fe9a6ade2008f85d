using System.CommandLine;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Scanning;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Policies;

namespace FlinkReady.Monitor.Cli.Options;

/// <summary>The options of <c>scan</c> about what is judged and what fails it.</summary>
internal sealed class ScanOptions
{
    private readonly Option<double?> _minScore = OptionValues.Score("--min-score", "End with exit code 4 where the score is lower.");
    private readonly Option<string[]> _rule = OptionValues.RuleIds("--rule", "Evaluate this rule only. Repeatable.");
    private readonly Option<string[]> _skipRule = OptionValues.RuleIds("--skip-rule", "Leave this rule out. Repeatable.");
    private readonly Option<Glob?> _job = OptionValues.OfGlob("--job", "Look at jobs of this name only; * and ? are wildcards.");
    private readonly Option<string> _upgradeMode = OptionValues.Word("--upgrade-mode", "How the targets' jobs are upgraded: decides which rules on upgrades apply.", null, [.. UpgradeModes.All]);
    private readonly Option<TimeSpan?> _timeout = OptionValues.Duration("--timeout", "How long a target may take. Default: 60s, or 100 ms a job where that is more.", TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));
    private readonly Option<TimeSpan?> _wait = OptionValues.Duration("--wait", "Wait this long until the target answers and has a running job.", TimeSpan.Zero, TimeSpan.FromDays(1));
    private readonly Option<bool> _requireComplete = new("--require-complete") { Description = "End with exit code 3 where a check at or above --fail-on could not be decided, or passed in part only." };
    private readonly Option<string> _writeWaivers = new("--write-waivers") { HelpName = "file", Description = "Write waivers for all that is wrong today. Needs --owner and --expires." };
    private readonly Option<string> _owner = new("--owner") { HelpName = "name", Description = "Who answers for the waivers." };
    private readonly Option<DateOnly?> _expires = OptionValues.Day("--expires", "The last day of the waivers, in UTC.");
    private readonly Option<string> _snapshot = new("--snapshot") { HelpName = "name", Description = "Take this snapshot of a series of recordings instead of replaying all." };
    private readonly Option<DateTimeOffset?> _now = OptionValues.Time("--now", "Use this wall clock. For tests.");

    /// <summary>Puts the options on a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _minScore, _requireComplete, _rule, _skipRule, _job, _upgradeMode, _timeout, _wait, _writeWaivers, _owner, _expires, _snapshot, _now })
        {
            command.Add(option);
        }
    }

    /// <summary>What to look at.</summary>
    public ScanRequest Read(ParseResult result, MonitorConfiguration configuration, bool targetsReplaced)
    {
        var only = (result.GetValue(_rule) ?? []).ToHashSet(StringComparer.Ordinal);
        var skipped = (result.GetValue(_skipRule) ?? []).ToHashSet(StringComparer.Ordinal);
        if (only.Count > 0 && only.IsSubsetOf(skipped))
        {
            throw new UsageException("--rule and --skip-rule leave no rule to evaluate");
        }

        if (result.GetValue(_snapshot) is not null && configuration.Targets.All(target => target.Recording is null))
        {
            throw new UsageException("--snapshot is for recordings, and no target is one");
        }

        var job = result.GetValue(_job);
        var policy = configuration.Policy;
        return new ScanRequest
        {
            Configuration = configuration with
            {
                Targets = result.GetValue(_upgradeMode) is { } mode ? [.. configuration.Targets.Select(target => target with { UpgradeMode = mode, IsUpgradeModeOfOption = true })] : configuration.Targets,
                Policy = new ReadinessPolicy
                {
                    Rules = policy.Rules,
                    Overrides = policy.Overrides,
                    Waivers = policy.Waivers,
                    Uids = policy.Uids,
                    StaleAfter = policy.StaleAfter,
                    OnlyRules = only,
                    SkippedRules = skipped,
                },
            },
            Job = job,
            Timeout = result.GetValue(_timeout),
            Wait = result.GetValue(_wait),
            Snapshot = result.GetValue(_snapshot),
            Now = result.GetValue(_now),
            FiltersActive = targetsReplaced || job is not null || only.Count > 0 || skipped.Count > 0,
        };
    }

    /// <summary>True where only some rules are asked.</summary>
    public bool IsNarrowed(ParseResult result) => result.GetValue(_rule) is { Length: > 0 };

    /// <summary>Where to write waivers to, null for nowhere.</summary>
    public (string Path, string Owner, DateOnly Expires)? ReadWaivers(ParseResult result)
    {
        var (path, owner, expires) = (result.GetValue(_writeWaivers), result.GetValue(_owner), result.GetValue(_expires));
        if (path is null)
        {
            return owner is null && expires is null ? null : throw new UsageException("--owner and --expires are for --write-waivers");
        }

        if (string.IsNullOrWhiteSpace(owner) || expires is null)
        {
            throw new UsageException("--write-waivers needs --owner and --expires");
        }

        // A configuration refuses such an owner: the file that is written must be one that can be read.
        return owner.Any(char.IsControl) ? throw new UsageException("--owner must not hold a control character") : (path, owner, expires.Value);
    }

    /// <summary>Whether <c>--require-complete</c> was given.</summary>
    public bool RequiresComplete(ParseResult result) => result.GetValue(_requireComplete);

    /// <summary>The lowest score allowed, null for any.</summary>
    public double? MinScore(ParseResult result) => result.GetValue(_minScore);
}
