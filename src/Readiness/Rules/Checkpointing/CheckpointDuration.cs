using System.Globalization;
using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Checkpointing;

/// <summary>
/// How long checkpoints take against their interval and timeout. The last completed ones decide, not the summary: its percentiles span
/// thousands of checkpoints, start-up included. A violation ends after three clean polls.
/// </summary>
internal sealed class CheckpointDuration : CheckpointingRule
{
    private const int CleanPolls = 3;

    private static readonly RuleSetting<double> MaxOfInterval = RuleSetting.OfDecimalNumber(
        "maxOfInterval", 0.5, 0.05, 10, "The part of the interval a checkpoint may take.");

    private static readonly RuleSetting<double> MaxOfTimeout = RuleSetting.OfDecimalNumber(
        "maxOfTimeout", 0.8, 0.05, 1, "The part of the timeout a checkpoint may take.");

    /// <summary>The rule.</summary>
    public CheckpointDuration()
        : base(new RuleDescriptor
        {
            Id = "checkpoint-duration",
            Scope = RuleScope.Job,
            Category = RuleCategory.Checkpointing,
            Severity = Severity.Warning,
            Title = "Checkpoints finish well before the next one",
            Why = "Checkpoints that take most of their interval leave no room: with a little more load they follow each other without a pause, then time out.",
            Fix = "Relieve back pressure, use incremental or unaligned checkpoints, or lengthen the interval.",
            Needs = [JobDetails.Key, CheckpointConfig.Key, CheckpointStatistics.Key],
            Settings = [MaxOfInterval, MaxOfTimeout],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        if (!job.Checkpointing.History.IsKnown)
        {
            return job.Checkpointing.History.Unknown;
        }

        if (CheckpointDurations.Limit(job.Checkpointing.Finished) is not { } duration)
        {
            return Verdict.NotYet($"Fewer than {CheckpointDurations.MinCompleted} checkpoints have completed: too few to tell a slow one from an outlier.");
        }

        var interval = job.Checkpointing.IntervalMs.Or(0);
        var byInterval = interval * context.Get(MaxOfInterval);
        var byTimeout = job.Checkpointing.TimeoutMs.TryGet(out var timeout) ? timeout * context.Get(MaxOfTimeout) : double.MaxValue;
        if (duration > byInterval || duration > byTimeout)
        {
            return Fail(job, context, duration, interval, timeout, duration > byInterval);
        }

        if (context.Previous?.Status is CheckStatus.Fail or CheckStatus.Waived && !IsCleanLongEnough(job, context, Math.Min(byInterval, byTimeout)))
        {
            return KeptVerdict.Of(context.Previous)!;
        }

        return new Verdict.Pass($"Checkpoints take up to {Text.Duration(duration)} of an interval of {Text.Duration(interval)}.");
    }

    private static bool IsCleanLongEnough(JobFacts job, JobRuleContext context, double limit)
    {
        var clean = 1;
        var last = job.Checkpointing.StatisticsOrigin.ReadAt;
        foreach (var sample in context.Samples)
        {
            if (sample is not { CheckpointsReadAt: { } readAt, CheckpointDurationMs: { } duration } || readAt >= last)
            {
                continue;
            }

            if (duration > limit || ++clean >= CleanPolls)
            {
                break;
            }

            last = readAt;
        }

        return clean >= CleanPolls;
    }

    private static Verdict.Fail Fail(JobFacts job, JobRuleContext context, long duration, long interval, long timeout, bool ofInterval)
    {
        var pause = job.Checkpointing.MinPauseMs.Or(-1) == 0 ? " The minimum pause is 0: they will follow each other without one." : string.Empty;
        var against = ofInterval
            ? string.Create(CultureInfo.InvariantCulture, $"more than {context.Get(MaxOfInterval) * 100:0} % of their interval of {Text.Duration(interval)}")
            : string.Create(CultureInfo.InvariantCulture, $"more than {context.Get(MaxOfTimeout) * 100:0} % of their timeout of {Text.Duration(timeout)}");
        return Verdict.Failed(new Finding
        {
            Message = $"At least a fifth of the last checkpoints took {Text.Duration(duration)} or longer, {against}.{(ofInterval ? pause : string.Empty)}",
            Severity = context.Severity,
            Resource = Resource.Job,
            Evidence =
            [
                job.Checkpointing.DurationEvidence(duration),
                ofInterval ? job.Checkpointing.IntervalMs.Evidence : job.Checkpointing.TimeoutMs.Evidence,
                .. ofInterval && pause.Length > 0 ? [job.Checkpointing.MinPauseMs.Evidence] : Array.Empty<Evidence>(),
            ],
            Remediation = ofInterval
                ? JobRemedy.Set(
                    job,
                    $"env.getCheckpointConfig().setMinPauseBetweenCheckpoints({Math.Max(1000, interval / 2).ToString(CultureInfo.InvariantCulture)});",
                    (FlinkOptions.CheckpointMinPause, $"{Math.Max(1000, interval / 2).ToString(CultureInfo.InvariantCulture)}ms")) + "\nand find out what takes the time: alignment under back pressure, or the size of the state."
                : JobRemedy.Set(
                    job,
                    $"env.getCheckpointConfig().setCheckpointTimeout({(timeout * 2).ToString(CultureInfo.InvariantCulture)});",
                    (FlinkOptions.CheckpointTimeout, $"{(timeout * 2).ToString(CultureInfo.InvariantCulture)}ms")) + "\nand find out what takes the time: alignment under back pressure, or the size of the state.",
        });
    }
}
