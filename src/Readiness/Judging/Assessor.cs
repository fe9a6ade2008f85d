using FlinkReady.FlinkModel.Deployments;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Rules;
using FlinkReady.Readiness.Rules.Availability;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Readiness.Judging;

/// <summary>
/// Turns a poll of a cluster into an assessment: facts, rules, waivers, and what earlier polls still say. Pure: the same poll, state,
/// policy and time give the same assessment.
/// </summary>
public sealed class Assessor(ReadinessPolicy policy, IAssessmentObserver? observer = null)
{
    private readonly IAssessmentObserver _observer = observer ?? SilentObserver.Instance;
    private readonly IReadOnlyList<ClusterRule> _clusterRules = [.. RuleCatalogue.ClusterRules.Where(rule => !policy.IsSkipped(rule.Descriptor))];
    private readonly DeclaredAssessor _declared = new(policy, observer ?? SilentObserver.Instance);
    private readonly JobAssessor _jobs = new(policy, observer ?? SilentObserver.Instance);

    /// <summary>The policy it judges by.</summary>
    public ReadinessPolicy Policy => policy;

    /// <summary>Begins to judge the jobs of a poll that is still going on; nothing is known of the target yet.</summary>
    /// <param name="target">The target's name.</param>
    /// <param name="wallClock">The wall clock, the one that <see cref="Assess"/> will be given.</param>
    public JobsAhead Ahead(string target, DateTimeOffset wallClock) => new(_jobs, target, wallClock);

    /// <summary>The state of a target after a poll of it.</summary>
    /// <param name="target">The target's name.</param>
    /// <param name="snapshot">The poll.</param>
    /// <param name="state">The state before.</param>
    /// <param name="wallClock">The wall clock: the age of waivers, and of kept verdicts on a live target.</param>
    /// <param name="ahead">Jobs that were judged while a live cluster was polled for the first time; null for none.</param>
    public TargetState Assess(string target, ClusterSnapshot snapshot, TargetState state, DateTimeOffset wallClock, JobsAhead? ahead = null)
    {
        // A recording has a clock of its own: what it kept is as old as its next snapshot says.
        var now = snapshot.Access.IsRecording ? snapshot.StartedAt : wallClock;
        return snapshot.IsUp
            ? AssessUp(target, snapshot, state, now, wallClock, ahead)
            : _declared.AddTo(new Outage(policy, now).Assess(target, snapshot, state), target, snapshot, wallClock);
    }

    /// <summary>What a resource says of a deployment that is suspended; it has no score, since nothing runs.</summary>
    /// <param name="target">The target's name.</param>
    /// <param name="access">Where the cluster would be.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="isCovered">Which jobs to look at, by name.</param>
    /// <param name="wallClock">The wall clock.</param>
    public TargetAssessment AssessSuspended(string target, TargetAccess access, DeploymentResource resource, Func<string, bool> isCovered, DateTimeOffset wallClock) =>
        _declared.Alone(target, access, resource, isCovered, wallClock);

    private TargetState AssessUp(string target, ClusterSnapshot snapshot, TargetState state, DateTimeOffset now, DateTimeOffset wallClock, JobsAhead? ahead)
    {
        var before = (state.Current?.Jobs ?? []).ToDictionary(job => job.JobId, StringComparer.Ordinal);
        var facts = new ClusterFacts(WithKnownNames(snapshot, before));
        var basis = ClusterBasis.StampOf(policy, facts, wallClock);
        var waivers = new WaiverBook(policy.Waivers, target, wallClock);
        var graphs = ahead?.Graphs ?? new JudgedGraphs();
        var jobs = new List<JobAssessment>(facts.Jobs.Count);
        var memories = new Dictionary<string, JobMemory>(facts.Jobs.Count, StringComparer.Ordinal);
        foreach (var job in facts.Jobs)
        {
            var @case = new JobCase(target, facts, before.GetValueOrDefault(job.Id), state.Memory.Jobs.GetValueOrDefault(job.Id), state.History, graphs, now);
            var (assessment, memory) = _jobs.Assess(job, @case, basis, waivers, ahead?.Find(job.Snapshot));
            jobs.Add(assessment);
            memories[job.Id] = memory;
        }

        var isSplit = JobManagerSplit.IsSplit(state.History.Processes.Add(facts), facts);
        if (isSplit)
        {
            KeepMissing(jobs, memories, state, now);
        }

        var operators = jobs.ToDictionary(job => job.JobId, job => job.Operators, StringComparer.Ordinal);
        var history = state.History.Add(facts, job => operators.GetValueOrDefault(job) ?? [], graphs.OfRuns, isSplit);
        Compare(jobs, before, history, isSame: ReferenceEquals(history.Runs, state.History.Runs));
        var (checks, held) = AssessCluster(target, facts, jobs, state, history, (now, wallClock), waivers);
        var current = new TargetAssessment
        {
            Name = target,
            Access = snapshot.Access,
            IsUp = true,
            Assessed = true,
            ObservedAt = snapshot.StartedAt,
            FlinkVersion = facts.VersionText.Or(state.Current?.FlinkVersion!),
            Score = Score.OfTarget(checks, jobs),
            Checks = checks,
            Jobs = jobs,
            Fleet = new FleetFacts(facts),
            CompletelyRead = snapshot.FilteredJobs == 0 && snapshot.Exchanges.All(exchange => exchange.Failure is null),
        };
        var memoryOfCurrent = new TargetMemory(held, memories);
        return new TargetState { Current = current, Memory = memoryOfCurrent, LastUp = current, MemoryOfLastUp = memoryOfCurrent, History = history };
    }

    // Each run beside the one that it follows, where that changed.
    private static void Compare(List<JobAssessment> jobs, Dictionary<string, JobAssessment> before, TargetHistory history, bool isSame)
    {
        for (var index = 0; index < jobs.Count; index++)
        {
            var job = jobs[index];
            var earlier = before.GetValueOrDefault(job.JobId);
            if (isSame && ReferenceEquals(job, earlier))
            {
                continue;
            }

            var known = job.Drift ?? earlier?.Drift;
            var drift = job.IsTerminal ? null : JobDriftReader.Read(history.Runs.Find(job.JobId, job.StartTime), known);
            if (!ReferenceEquals(drift, job.Drift))
            {
                jobs[index] = job with { Drift = drift, Stamp = Stamp.Mint() };
            }
        }
    }

    // Another JobManager answered than before, which knows nothing of these jobs: what was said of them stands.
    private void KeepMissing(List<JobAssessment> jobs, Dictionary<string, JobMemory> memories, TargetState state, DateTimeOffset now)
    {
        var outage = new Outage(policy, now);
        foreach (var job in state.Current?.Jobs ?? [])
        {
            if (!memories.ContainsKey(job.JobId) && state.Memory.Jobs.TryGetValue(job.JobId, out var memory))
            {
                var (kept, remembered) = outage.Keep(job, memory, "Another JobManager answered than the one that runs the job.");
                jobs.Add(kept);
                memories[job.JobId] = remembered;
            }
        }
    }

    private (IReadOnlyList<CheckResult> Checks, HeldTimes Held) AssessCluster(
        string target, ClusterFacts facts, IReadOnlyList<JobAssessment> jobs, TargetState state, TargetHistory history, (DateTimeOffset OfPoll, DateTimeOffset OfWall) clock, WaiverBook waivers)
    {
        var jobChecks = jobs.ToDictionary(job => job.JobId, job => job.Checks, StringComparer.Ordinal);
        var checks = new List<CheckResult>(_clusterRules.Count);
        var verdicts = new VerdictMemory(clock.OfPoll, policy.StaleAfter);
        var held = HeldTimes.AllAt(clock.OfPoll);
        var earlierChecks = new EarlierChecks(state.Current?.Checks);
        foreach (var rule in _clusterRules)
        {
            var id = rule.Descriptor.Id;
            var settings = policy.For(rule.Descriptor, target, null);
            if (settings.Enabled == false)
            {
                continue;
            }

            var earlier = earlierChecks.Of(id);
            var context = new ClusterRuleContext
            {
                Target = target,
                Settings = settings,
                Severity = settings.Severity ?? rule.Descriptor.Severity,
                WallClock = clock.OfWall,
                History = state.History,
                Runs = history.Runs,
                Processes = history.Processes,
                Previous = earlier,
                JobChecks = jobChecks,
            };
            var check = CheckEvaluator.Evaluate(rule, facts, context, _observer);
            if (verdicts.Keeps(check, earlier, state.Memory.Checks.Of(id)))
            {
                held = held.With(id, state.Memory.Checks.Of(id));
                checks.Add(waivers.Apply(VerdictMemory.AsItWas(earlier!), null));
            }
            else
            {
                checks.Add(waivers.Apply(check.Result, null));
            }
        }

        return (checks, held);
    }

    // A job that no answer of this poll names keeps the name it had: waivers and series go by it.
    private static ClusterSnapshot WithKnownNames(ClusterSnapshot snapshot, Dictionary<string, JobAssessment> before)
    {
        return snapshot.Jobs.All(HasName) ? snapshot : snapshot with { Jobs = [.. snapshot.Jobs.Select(Named)] };

        static bool HasName(JobSnapshot job) => job.Overview is not null || job.Readings.Value(JobDetails.Key) is not null;
        JobSnapshot Named(JobSnapshot job) => !HasName(job) && before.TryGetValue(job.Id, out var known) ? job with { EarlierName = known.JobName } : job;
    }
}
