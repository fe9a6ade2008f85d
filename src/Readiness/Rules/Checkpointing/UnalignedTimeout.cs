using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Checkpointing;

/// <summary>
/// Unaligned checkpoints that begin unaligned (Flink: an aligned timeout of 0), or that consist of in-flight data for the most part at
/// three polls in a row.
/// </summary>
internal sealed class UnalignedTimeout : CheckpointingRule
{
    private const int Polls = 3;

    private static readonly RuleSetting<double> MaxInFlight = RuleSetting.OfDecimalNumber(
        "maxInFlight", 0.5, 0.01, 1, "The part of a checkpoint that may be in-flight data.");

    /// <summary>The rule.</summary>
    public UnalignedTimeout()
        : base(new RuleDescriptor
        {
            Id = "unaligned-timeout",
            Scope = RuleScope.Job,
            Category = RuleCategory.Checkpointing,
            Severity = Severity.Info,
            Title = "Unaligned checkpoints start aligned",
            Why = "An unaligned checkpoint stores the data in flight: it gets larger, recovery slower. Without back pressure an aligned one is as fast.",
            Fix = "Set execution.checkpointing.aligned-checkpoint-timeout to some seconds.",
            Needs = [JobDetails.Key, CheckpointConfig.Key],
            Settings = [MaxInFlight],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        var unaligned = job.Checkpointing.Unaligned;
        if (!unaligned.TryGet(out var isUnaligned))
        {
            return unaligned.Unknown;
        }

        if (!isUnaligned)
        {
            return new Verdict.NotApplicable("Checkpoints are aligned.");
        }

        var timeout = job.Checkpointing.AlignedTimeoutMs;
        if (!timeout.TryGet(out var milliseconds))
        {
            return timeout.Unknown;
        }

        return milliseconds <= 0
            ? Fail(job, context, "Every checkpoint is unaligned from the start (aligned timeout 0), also where alignment would take no time.", unaligned.Evidence, timeout.Evidence)
            : JudgeSizes(job, context, milliseconds);
    }

    private static Verdict JudgeSizes(JobFacts job, JobRuleContext context, long timeout)
    {
        var persisted = job.Checkpointing.LatestPersistedData;
        var size = job.Checkpointing.LatestCheckpointSize;
        if (!job.Checkpointing.StatisticsOrigin.IsAnswered)
        {
            return persisted.Unknown;
        }

        if (!persisted.TryGet(out var inFlight) || !size.TryGet(out var bytes))
        {
            return Verdict.NotYet("No checkpoint has completed yet: its size tells how much of it is in-flight data.");
        }

        var limit = context.Get(MaxInFlight);
        if (!IsMostly(inFlight, bytes, limit))
        {
            return new Verdict.Pass($"Checkpoints turn unaligned after {Text.Duration(timeout)}; {Text.Bytes(inFlight)} of {Text.Bytes(bytes)} were in-flight data.");
        }

        var earlier = Earlier(job, context);
        if (earlier.TakeWhile(sample => IsMostly(sample.InFlight, sample.Size, limit)).Count() >= Polls - 1)
        {
            return Fail(
                job,
                context,
                $"At {Polls} polls in a row more than {limit * 100:0} % of the latest checkpoint was in-flight data (now {Text.Bytes(inFlight)} of {Text.Bytes(bytes)}): the job is back-pressured, and recovery has to read all of it.",
                persisted.Evidence,
                size.Evidence);
        }

        return earlier.Count >= Polls - 1
            ? new Verdict.Pass($"In-flight data makes up most of the latest checkpoint ({Text.Bytes(inFlight)} of {Text.Bytes(bytes)}), but did not before.")
            : Verdict.NotYet($"In-flight data makes up most of the latest checkpoint ({Text.Bytes(inFlight)} of {Text.Bytes(bytes)}); it takes {Polls} polls to tell a moment from a habit.");
    }

    // Statistics are read less often than jobs: only a new reading is a poll.
    private static List<(long InFlight, long Size)> Earlier(JobFacts job, JobRuleContext context)
    {
        var last = job.Checkpointing.StatisticsOrigin.ReadAt;
        var polls = new List<(long InFlight, long Size)>();
        foreach (var sample in context.Samples)
        {
            if (sample is { CheckpointsReadAt: { } readAt, PersistedData: { } persisted, CheckpointSize: { } size } && readAt < last)
            {
                last = readAt;
                polls.Add((persisted, size));
            }
        }

        return polls;
    }

    private static bool IsMostly(long inFlight, long size, double limit) => size > 0 && inFlight > limit * size;

    private static Verdict.Fail Fail(JobFacts job, JobRuleContext context, string message, params Evidence[] evidence) => Verdict.Failed(new Finding
    {
        Message = message,
        Severity = context.Severity,
        Resource = Resource.Job,
        Evidence = evidence,
        Remediation = JobRemedy.Set(
            job,
            "env.getCheckpointConfig().setAlignedCheckpointTimeout(Duration.ofSeconds(30));",
            (FlinkOptions.AlignedCheckpointTimeout, "30s")),
    });
}
