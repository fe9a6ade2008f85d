using System.Text.RegularExpressions;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Truth;

/// <summary>
/// An answer that is not asked in each poll, and the rules that may speak of an earlier one. All of these hold for a verdict that differs:
/// <list type="number">
/// <item>the rule is named here, and the last answer it had is in fact another one than reading everything had, or it counts answers and has had
/// fewer, or it repeats an earlier verdict;</item>
/// <item>it is no older than its pace allows, or the recording has no newer one to give: no poll held the answer in which it was due;</item>
/// <item>it is what the same rule said in a poll from those answers' on with everything read, or it counts answers and is <c>unknown</c> for want of
/// more.</item>
/// </list>
/// </summary>
internal sealed partial record LateAnswer
{
    private static readonly LateAnswer[] All =
    [
        // Checkpoint statistics have a pace of their own: the interval of the configuration, or the job's where that is longer. Between two of them the last
        // checkpoints, their sizes and durations are those of the answer before. It takes five completed ones to judge their duration, and three clean
        // answers to end a violation.
        new()
        {
            Endpoint = "/checkpoints",
            Rules = ["checkpoint-duration", "checkpoint-failures", "checkpoint-progress", "savepoint-failures", "state-backend-heap", "state-backend-incremental", "state-growth", "unaligned-timeout"],
            Counting = ["checkpoint-duration", "state-growth"],
            Repeating = ["checkpoint-failures"],
            ReadAt = job => job.Checkpoints is { IsAnswered: true } reading ? reading.ReadAt : null,
            Pace = (job, interval) => Longer(interval, job.CheckpointConfig?.Value?.IntervalMs),
        },

        // Which vertices have state, and how much, is read once a run together with the statistics, from the checkpoint that is the latest then.
        new()
        {
            Endpoint = "/checkpoints",
            Rules = ["operator-uid"],
            ReadAt = job => job.CheckpointDetails is { IsAnswered: true } reading ? reading.ReadAt : job.Checkpoints is { IsAnswered: true } statistics ? statistics.ReadAt : null,
            Pace = (job, interval) => Longer(interval, job.CheckpointConfig?.Value?.IntervalMs),
        },

        // Back pressure is the difference of two answers of an unchanged job, which is asked for itself at every third turn.
        new()
        {
            Endpoint = "",
            Rules = ["backpressure"],
            Counting = ["backpressure"],
            ReadAt = job => job.Details is { IsAnswered: true } reading ? reading.ReadAt : null,
            Pace = (_, interval) => interval * 3,
        },

        // What is asked for can change before the job does; it is read when the job changes and together with /jobs/:jobid.
        new()
        {
            Endpoint = "/resource-requirements",
            Rules = ["parallelism-unmet"],
            Counting = ["parallelism-unmet"],
            ReadAt = job => job.ResourceRequirements is { IsAnswered: true } reading ? reading.ReadAt : null,
            Pace = (_, interval) => interval * 3,
        },

        // A failure changes the job, and then its failures are read: late only where the recording left them out at that moment.
        new()
        {
            Endpoint = "/exceptions",
            Rules = ["restart-loop"],
            ReadAt = job => job.Exceptions is { IsAnswered: true } reading ? reading.ReadAt : null,
            Pace = (_, _) => null,
        },
    ];

    public required string Endpoint { get; init; }

    public required string[] Rules { get; init; }

    /// <summary>Those of them that poll at more than one answer.</summary>
    public string[] Counting { get; init; } = [];

    /// <summary>Those of them that say what they said before until another checkpoint has finished.</summary>
    public string[] Repeating { get; init; } = [];

    public required Func<JobSnapshot, DateTimeOffset?> ReadAt { get; init; }

    /// <summary>How old it may become while the job does not change; null: until the job changes.</summary>
    public required Func<JobSnapshot, TimeSpan, TimeSpan?> Pace { get; init; }

    /// <summary>Null where a verdict may differ from the one with everything read, else why not.</summary>
    /// <param name="job">The job's id.</param>
    /// <param name="check">The verdict.</param>
    /// <param name="whole">All looks so far with everything read.</param>
    /// <param name="sparing">The same looks as the daemon reads; the last gave the verdict.</param>
    /// <param name="interval">The pace of statistics.</param>
    public static string? WhyNotAllowed(string job, CheckResult check, IReadOnlyList<FilmStep> whole, IReadOnlyList<FilmStep> sparing, TimeSpan interval)
    {
        if (All.FirstOrDefault(late => late.Rules.Contains(check.Rule.Id)) is not { } late)
        {
            return IsTheSameButForTheTime(check, whole[^1].Verdict(job, check.Rule.Id)) ? null : "nothing it reads may be late";
        }

        // Through a fail-over a verdict is kept that rests on an answer before it.
        var isCounting = late.Counting.Contains(check.Rule.Id);
        var readAt = late.LastRead(sparing, job);
        var wholeReadAt = late.LastRead(whole, job);
        var isAnother = wholeReadAt != readAt || whole[^1].Verdict(job, check.Rule.Id)?.ObservedAt > check.ObservedAt;
        if (!isAnother && !isCounting && !late.Repeating.Contains(check.Rule.Id))
        {
            return "it had the same answer";
        }

        if (late.WhenItWasDue(job, sparing, readAt, interval) is { } step)
        {
            return $"/jobs/{job}{late.Endpoint} was due in {step.Name}";
        }

        var from = new[] { readAt, wholeReadAt, check.ObservedAt }.Min();
        var said = whole.Where(then => then.Job(job) is not null && late.LastRead(whole.TakeWhile(one => one != then).Append(then), job) >= from);
        return said.Any(then => IsAs(check, then.Verdict(job, check.Rule.Id))) || (isCounting && check.Status == CheckStatus.Unknown)
            ? null
            : "it never said so since";
    }

    // At once where the job changed; at its pace else, one interval later where the job's other answer took the turn.
    private FilmStep? WhenItWasDue(string job, IReadOnlyList<FilmStep> steps, DateTimeOffset? readAt, TimeSpan interval)
    {
        DateTimeOffset? dueSince = null;
        for (var i = 1; i < steps.Count; i++)
        {
            var (before, now) = (steps[i - 1].Job(job), steps[i].Job(job));
            var at = steps[i].Poll.StartedAt;
            if (now is null || !(at > readAt) || !steps[i].Poll.IsUp || !steps[i].Held.Contains($"/jobs/{job}{Endpoint}"))
            {
                continue;
            }

            dueSince ??= at - readAt >= Pace(now, interval) ? at : null;
            if (HasChanged(before, now) || at - dueSince >= interval)
            {
                return steps[i];
            }
        }

        return null;
    }

    private DateTimeOffset? LastRead(IEnumerable<FilmStep> steps, string job) =>
        steps.Reverse().Select(step => step.Job(job) is { } read ? ReadAt(read) : null).FirstOrDefault(readAt => readAt is not null);

    // A job's "now" is the time of its latest answer, which is a few milliseconds earlier where fewer were asked.
    private static bool IsTheSameButForTheTime(CheckResult check, CheckResult? whole) =>
        check.Rule.Id == "job-running" && IsAs(check, whole) && Seconds().Replace(check.Message, "…") == Seconds().Replace(whole!.Message, "…");

    private static bool IsAs(CheckResult check, CheckResult? other) =>
        (check.Status, check.Severity, check.UnknownReason) == (other?.Status, other?.Severity, other?.UnknownReason);

    private static bool HasChanged(JobSnapshot? before, JobSnapshot now) =>
        (before?.Overview?.StartTimeMs, before?.Overview?.State, before?.Overview?.LastModificationMs, before?.Overview?.Tasks)
        != (now.Overview?.StartTimeMs, now.Overview?.State, now.Overview?.LastModificationMs, now.Overview?.Tasks);

    private static TimeSpan Longer(TimeSpan interval, long? ownMs) =>
        ownMs is > 0 and < 3_600_000 and var own && TimeSpan.FromMilliseconds(own) > interval ? TimeSpan.FromMilliseconds(own) : interval;

    [GeneratedRegex(@"\d+(\.\d+)? (ms|s)\b")]
    private static partial Regex Seconds();
}
