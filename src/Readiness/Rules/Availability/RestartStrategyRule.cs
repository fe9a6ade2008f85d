using System.Globalization;
using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>
/// How a job is restarted after failures. "Cluster level default" is resolved through the cluster's keys, its version and whether
/// checkpoints are taken. 1.19 and 1.20 say those words whatever decides, also where the client's configuration does, which the cluster does not show.
/// </summary>
internal sealed class RestartStrategyRule : JobRule
{
    private static readonly RuleSetting<TimeSpan> MinSpan = RuleSetting.OfDuration(
        "minSpan", TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), "Attempts times delay of a fixed delay: the outage it survives.");

    private static readonly RuleSetting<long> MinAttempts = RuleSetting.OfWholeNumber(
        "minAttempts", 10, 1, 1000, "Fewer failures in an interval, or fewer attempts of an exponential delay, are thin.");

    private static readonly RuleSetting<TimeSpan> MinRateSpan = RuleSetting.OfDuration(
        "minRateSpan", TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), "Failures times delay of a failure rate: the outage it survives.");

    private static readonly RuleSetting<Severity> SeverityThin = RuleSetting.OfSeverity("severityThin", Severity.Warning, "There are restarts, but too few for an ordinary outage.");

    private static readonly RuleSetting<Severity> SeverityUsedUp = RuleSetting.OfSeverity("severityUsedUp", Severity.Critical, "80 % of the attempts of a fixed delay are used up.");

    /// <summary>The rule.</summary>
    public RestartStrategyRule()
        : base(new RuleDescriptor
        {
            Id = "restart-strategy",
            Scope = RuleScope.Job,
            Category = RuleCategory.Availability,
            Severity = Severity.Critical,
            Title = "The job survives failures",
            Why = "A job without restarts ends with its first failure; one with few of them ends in the next short outage of a system it talks to.",
            Fix = "Set restart-strategy.type to exponential-delay, without a limit on attempts.",
            IsSetInCode = true,
            Needs = [JobDetails.Key, JobConfig.Key],
            Settings = [MinSpan, MinAttempts, MinRateSpan, SeverityThin, SeverityUsedUp],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        var text = job.RestartStrategy;
        if (!text.TryGet(out var words))
        {
            return text.Unknown;
        }

        var byDefault = RestartStrategyReader.IsClusterDefault(words);
        var verdict = job.RestartStrategyInEffect switch
        {
            null => Unresolved(job, byDefault, words),
            RestartStrategy.None => Fail(
                job,
                context.Severity,
                byDefault ? NothingRestarts(job) : "The job is not restarted after a failure: its restart strategy is deactivated."),
            RestartStrategy.FixedDelay strategy => Judge(job, context, strategy),
            RestartStrategy.FailureRate strategy => Judge(job, context, strategy),
            RestartStrategy.ExponentialDelay strategy => Judge(job, context, strategy),
            _ => throw new InvalidOperationException($"no such strategy: {job.RestartStrategyInEffect}"),
        };
        return byDefault && MayBeTheClients(job) ? Doubtful(verdict) : verdict;
    }

    // Where the client is the JobManager, or the words mean what they say, the cluster's keys decide.
    private static bool MayBeTheClients(JobFacts job) => !job.Cluster.IsApplication && (job.Cluster.Version is not { } version || version is { Major: 1, Minor: 19 or 20 });

    private static Verdict Doubtful(Verdict verdict) => verdict switch
    {
        Verdict.Pass pass => new Verdict.Pass($"{pass.Message} {ClientsStrategy}", Complete: false),
        Verdict.Fail fail => new Verdict.Fail(
            $"{fail.Message} {ClientsStrategy}",
            [.. fail.Findings.Select(finding => finding with { Message = $"{finding.Message} {ClientsStrategy}", Certainty = Certainty.Inferred })],
            Complete: false),
        _ => verdict,
    };

    private const string ClientsStrategy = "A strategy that the submitting client's configuration sets can't be seen in this version.";

    private static Verdict.Unknown Unresolved(JobFacts job, bool byDefault, string words)
    {
        if (!byDefault)
        {
            return Verdict.Undecidable($"The restart strategy is none that this rule knows: {words}");
        }

        return JobGates.Read(job, [JobManagerConfiguration.Key]) as Verdict.Unknown
            ?? JobGates.Read(job, [CheckpointConfig.Key]) as Verdict.Unknown
            ?? Verdict.Undecidable("The job takes the cluster's default, and what was read does not tell which that is.");
    }

    private static string NothingRestarts(JobFacts job) => job.Cluster.Configuration.Find(FlinkOptions.RestartStrategy).IsKnown
        ? "The job is not restarted after a failure: the cluster's restart strategy is deactivated, and the job sets none."
        : "The job is not restarted after a failure: without checkpoints Flink's default is no restart, and neither the job nor the cluster sets a strategy.";

    private static Verdict Judge(JobFacts job, JobRuleContext context, RestartStrategy.FixedDelay strategy)
    {
        if (strategy.Attempts >= int.MaxValue)
        {
            return new Verdict.Pass($"The job is restarted without a limit, each time after {Text.Duration(strategy.DelayMs)}.");
        }

        var what = string.Create(CultureInfo.InvariantCulture, $"{Text.Count(strategy.Attempts, "restart")} after {Text.Duration(strategy.DelayMs)} each");

        // Attempts never come back, so each failure in the history has used one up; Flink keeps the last 16 only.
        var used = job.ExceptionCount.Or(0);
        if (strategy.Attempts > 0 && used * 2 >= strategy.Attempts)
        {
            var severity = used * 5 >= strategy.Attempts * 4 ? context.Get(SeverityUsedUp) : context.Get(SeverityThin);
            return Fail(
                job,
                severity,
                $"At least {used} of the {what} are used up, and they never come back: the job ends for good when none is left.",
                job.ExceptionCount.Evidence);
        }

        var span = strategy.Attempts * (Int128)strategy.DelayMs;
        return span < (Int128)context.Get(MinSpan).TotalMilliseconds
            ? Fail(job, context.Get(SeverityThin), $"The job survives an outage of {Text.Duration((long)span)} in all ({what}, {Text.Duration(context.Get(MinSpan))} are wanted), and the attempts never come back.")
            : new Verdict.Pass($"The job has {what}.");
    }

    private static Verdict Judge(JobFacts job, JobRuleContext context, RestartStrategy.FailureRate strategy)
    {
        var what = $"{Text.Count(strategy.MaxFailures, "failure")} within {Text.Duration(strategy.IntervalMs)}, {Text.Duration(strategy.DelayMs)} apart";
        var span = strategy.MaxFailures * (Int128)strategy.DelayMs;
        return strategy.MaxFailures < context.Get(MinAttempts) && span < (Int128)context.Get(MinRateSpan).TotalMilliseconds
            ? Fail(job, context.Get(SeverityThin), $"The job ends for good after {what}: an outage of {Text.Duration((long)span)} is enough ({Text.Duration(context.Get(MinRateSpan))} are wanted).")
            : new Verdict.Pass($"The job ends only after {what}.");
    }

    private static Verdict Judge(JobFacts job, JobRuleContext context, RestartStrategy.ExponentialDelay strategy)
    {
        var limit = job.Cluster.Configuration.Find(FlinkOptions.ExponentialAttempts);
        if (strategy.Attempts is { } attempts && attempts < context.Get(MinAttempts))
        {
            return Fail(
                job,
                context.Get(SeverityThin),
                $"The job ends for good after {Text.Count(attempts, "restart")} without a quiet time between them ({context.Get(MinAttempts)} are wanted).",
                limit.Evidence);
        }

        var pass = $"The job is restarted after a delay that grows up to {Text.Duration(strategy.MaxBackoffMs)}.";
        return strategy.Attempts is null
            ? new Verdict.Pass($"{pass} A limit on attempts that the job's code sets can't be seen.", Complete: false)
            : new Verdict.Pass(pass);
    }

    private static Verdict.Fail Fail(JobFacts job, Severity severity, string message, params Evidence[] evidence)
    {
        var type = job.Cluster.Configuration.Find(FlinkOptions.RestartStrategy);
        return Verdict.Failed(new Finding
        {
            Message = message,
            Severity = severity,
            Resource = Resource.Job,
            Evidence = RestartStrategyReader.IsClusterDefault(job.RestartStrategy.Or(string.Empty)) && job.Cluster.Configuration.IsRead
                ? [job.RestartStrategy.Evidence, type.Evidence, .. evidence]
                : [job.RestartStrategy.Evidence, .. evidence],
            Remediation = Remediation(job, type),
        });
    }

    // What is set already is not set once more: where the cluster's strategy is right and the job's another one, the job's has to go.
    private static string Remediation(JobFacts job, Fact<string> type)
    {
        var isSet = type.Or(string.Empty).Trim().ToLowerInvariant() is "exponential-delay" or "exponentialdelay";
        var byDefault = RestartStrategyReader.IsClusterDefault(job.RestartStrategy.Or(string.Empty));
        if (isSet && !byDefault)
        {
            return $"Remove the strategy from the job's code and from the configuration of the client that submits it.\nThe cluster's own key ({type.Field}: {type.Or(string.Empty)}) did not count: a strategy that the job carries wins.";
        }

        var limit = job.Cluster.Configuration.Find(FlinkOptions.ExponentialAttempts);
        if (isSet && limit.IsKnown)
        {
            return $"Remove {limit.Field} {Remedy.Place(job.Cluster)}: without it there is no limit.";
        }

        (ConfigOption, string) strategy = (FlinkOptions.RestartStrategy, "exponential-delay");
        var change = job.Cluster.Configuration.Find(FlinkOptions.ExponentialMaxBackoff).IsKnown
            ? Remedy.Configuration(job.Cluster, strategy)
            : Remedy.Configuration(job.Cluster, strategy, (FlinkOptions.ExponentialMaxBackoff, "2 min"));
        return byDefault ? change : change + "\nand remove what the job's code or its client's configuration sets: the job's own strategy wins.";
    }
}
