using System.Globalization;
using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Runs;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>
/// Jobs that ran at an earlier look and are not listed any more. Flink lists jobs that ended for an hour (<c>jobstore.expiration-time</c>), so one that vanishes did
/// not end: its JobManager was started anew without high availability and forgot it.
/// </summary>
internal sealed class JobsLost : ClusterRule
{
    private static readonly RuleSetting<TimeSpan> KeepFor = RuleSetting.OfDuration(
        "keepFor", TimeSpan.FromHours(24), TimeSpan.FromMinutes(1), TimeSpan.FromDays(7), "How long a lost job is told of.");

    private const int MinLooks = 2;

    // Flink: JobManagerOptions.JOB_STORE_EXPIRATION_TIME.
    private const long DefaultExpirationSeconds = 3600;

    /// <summary>The rule.</summary>
    public JobsLost()
        : base(new RuleDescriptor
        {
            Id = "jobs-lost",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Availability,
            Severity = Severity.Critical,
            Title = "No job vanished",
            Why = "A JobManager that is started anew without high availability forgets every job that ran. They don't fail, nothing restarts them, and every violation of theirs vanishes with them.",
            Fix = "Start the jobs again from their last checkpoints or savepoints, and switch high availability on.",
            FindsJobs = true,
            Needs = [JobsOverview.Key],
            Settings = [KeepFor],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        if (cluster.IsApplication)
        {
            return new Verdict.NotApplicable("An application cluster ends with its job, and what is deployed in its place starts another one.");
        }

        if (JobManagerSplit.IsSplit(context.Processes, cluster))
        {
            return Verdict.Undecidable("Several JobManagers answer under this address: a job that one of them doesn't list may run on another.");
        }

        if (cluster.JobLists.AreCut)
        {
            return Verdict.Undecidable($"The cluster lists {cluster.JobLists.Listing} jobs, of which no more than a part is read: whether one vanished can't be told.");
        }

        if (context.History.Since is null)
        {
            return Verdict.NeedsHistory("Whether a job vanished only an earlier look could tell.");
        }

        var missing = context.Runs.All.Where(run => run.Absence is { } absence && !run.HasEnded && cluster.Now - absence.Since <= context.Get(KeepFor)).ToList();
        var lost = missing.Where(run => run.Absence!.Looks >= MinLooks && CanTell(run, cluster) && !MayRunAgain(run, cluster, context.Runs)).OrderBy(static run => run.Name, StringComparer.Ordinal).ToList();
        if (lost.Count > 0)
        {
            return new Verdict.Fail(
                lost.Count == 1 ? Message(lost[0]) : $"{lost.Count} jobs that ran are not listed any more, were not seen to end and have not been started again.",
                [.. lost.Select(run => Accuse(run, cluster, context.Severity))]);
        }

        return missing.Find(run => !CanTell(run, cluster)) is { } untold
            ? Verdict.Undecidable(
                $"Job {Text.Name(untold.Name)} is not listed any more. The look before was {Text.Duration(untold.Absence!.Gap)} earlier, and jobs that ended may be listed for a shorter time: whether it ended or was lost can't be told.")
            : missing.Count > 0
                ? Verdict.NeedsHistory($"Job {Text.Name(missing[0].Name)} is not listed any more: that counts when the next look doesn't find it either.")
                : new Verdict.Pass("Every job that ran at an earlier look still runs, ended, or was started again.");
    }

    // A job that ended between two looks has to be listed at the second one still.
    private static bool CanTell(KnownRun run, ClusterFacts cluster) =>
        run.Absence!.Gap < Expiration(cluster)
        && !(Number(cluster, FlinkOptions.JobStoreMaxCapacity) is { } capacity && cluster.JobLists.Ended >= capacity);

    // A namesake that shows no graph yet may be the same job.
    private static bool MayRunAgain(KnownRun run, ClusterFacts cluster, KnownRuns runs) =>
        cluster.LiveJobs[run.Name].Any(job => job.Id != run.JobId
            && (job.StartTime is null || (job.StartTime > run.StartTime && (run.Graph is null || runs.Find(job.Id, job.StartTime)?.Graph is null))));

    private static TimeSpan Expiration(ClusterFacts cluster) =>
        TimeSpan.FromSeconds(Math.Clamp(Number(cluster, FlinkOptions.JobStoreExpirationTime) ?? DefaultExpirationSeconds, 0, 315_360_000));

    private static long? Number(ClusterFacts cluster, ConfigOption option) =>
        long.TryParse(cluster.Configuration.Find(option).Or(string.Empty), NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Finding Accuse(KnownRun run, ClusterFacts cluster, Severity severity)
    {
        var mode = cluster.Configuration.Find(FlinkOptions.HighAvailabilityType);
        var isWithoutHa = cluster.Configuration.IsRead && HighAvailability.ModeOf(cluster.Configuration) == HighAvailabilityMode.None;
        return new Finding
        {
            Message = Message(run) + (isWithoutHa ? " The cluster has no high availability: a JobManager that is started anew forgets its jobs." : string.Empty),
            Severity = severity,
            Resource = Resource.Cluster,
            JobName = run.Name,
            Evidence = [run.State, .. run.Completed is { } completed ? [completed.Evidence] : Array.Empty<Evidence>(), cluster.JobLists.Count.Evidence, .. isWithoutHa ? [mode.Evidence] : Array.Empty<Evidence>()],
            Remediation = Remediation(run, isWithoutHa),
        };
    }

    private static string Remediation(KnownRun run, bool isWithoutHa)
    {
        var start = run.Completed is { IsRetained: true, Path: { } path } ? $"Start the job again from its last completed checkpoint:\nflink run --fromSavepoint {path} <jar>"
            : run.Savepoint is { Path: { } savepoint } ? $"Start the job again from its last savepoint:\nflink run --fromSavepoint {savepoint} <jar>"
            : "Start the job again, from a savepoint where there is one: no retained checkpoint of it is known.";
        return start
            + (isWithoutHa ? "\nSwitch high availability on, so that a JobManager that is started anew takes its jobs up again." : string.Empty)
            + "\nA job that was taken away on purpose: waive the finding (rule: jobs-lost, job: its name).";
    }

    private static string Message(KnownRun run) =>
        $"Job {Text.Name(run.Name)} ({run.JobId}) ran until {Text.Time((run.Absence!.Since - run.Absence.Gap).ToUnixTimeMilliseconds())} and is not listed any more: it was not seen to end, and no job that is the same has taken its place.";
}
