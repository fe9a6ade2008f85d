using System.Runtime.CompilerServices;
using FlinkReady.FlinkClient.Payloads;
using FlinkReady.FlinkClient.Readings;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Rules;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Readiness.Assessments;

/// <summary>
/// Turns a look at a cluster into an assessment: facts, rules, waivers, and what earlier looks still say. Pure: the same look, state,
/// policy and time give the same assessment.
/// </summary>
public sealed class Assessor(ReadinessPolicy policy, IAssessmentObserver? observer = null)
{
    private readonly IAssessmentObserver _observer = observer ?? SilentObserver.Instance;
    private readonly IReadOnlyList<JobRule> _jobRules = [.. RuleCatalogue.JobRules.Where(rule => !policy.IsSkipped(rule.Descriptor))];
    private readonly IReadOnlyList<ClusterRule> _clusterRules = [.. RuleCatalogue.ClusterRules.Where(rule => !policy.IsSkipped(rule.Descriptor))];

    // By the very answer, for as long as that is kept: another policy may declare other uids and has an assessor of its own.
    private readonly ConditionalWeakTable<JobDetails, IReadOnlyList<VertexOperators>> _operators = [];

    /// <summary>The policy it judges by.</summary>
    public ReadinessPolicy Policy => policy;

    /// <summary>The state of a target after a look at it.</summary>
    /// <param name="target">The target's name.</param>
    /// <param name="snapshot">The look.</param>
    /// <param name="state">The state before.</param>
    /// <param name="wallClock">The wall clock: the age of waivers, and of kept verdicts on a live target.</param>
    public TargetState Assess(string target, ClusterSnapshot snapshot, TargetState state, DateTimeOffset wallClock)
    {
        // A recording has a clock of its own: what it kept is as old as its next snapshot says.
        var now = snapshot.Access.IsRecording ? snapshot.StartedAt : wallClock;
        return snapshot.IsUp ? AssessUp(target, snapshot, state, now, wallClock) : AssessDown(target, snapshot, state, now);
    }

    private TargetState AssessUp(string target, ClusterSnapshot snapshot, TargetState state, DateTimeOffset now, DateTimeOffset wallClock)
    {
        var before = (state.Current?.Jobs ?? []).ToDictionary(job => job.JobId, StringComparer.Ordinal);
        var facts = new ClusterFacts(WithKnownNames(snapshot, before));
        var waivers = new WaiverBook(policy.Waivers, target, wallClock);
        var jobs = new List<JobAssessment>(facts.Jobs.Count);
        foreach (var job in facts.Jobs)
        {
            jobs.Add(AssessJob(target, job, before.GetValueOrDefault(job.Id), state.History, waivers, now, wallClock));
        }

        var jobChecks = jobs.ToDictionary(job => job.JobId, job => job.Checks, StringComparer.Ordinal);
        var checks = new List<CheckResult>(_clusterRules.Count);
        var earlierChecks = new EarlierChecks(state.Current?.Checks);
        foreach (var rule in _clusterRules)
        {
            var settings = policy.For(rule.Descriptor, target, null);
            if (settings.Enabled == false)
            {
                continue;
            }

            var earlier = earlierChecks.Of(rule.Descriptor.Id);
            var context = new ClusterRuleContext
            {
                Target = target,
                Settings = settings,
                Severity = settings.Severity ?? rule.Descriptor.Severity,
                WallClock = wallClock,
                History = state.History,
                Previous = earlier,
                JobChecks = jobChecks,
            };
            var check = CheckEvaluator.Evaluate(rule, facts, context, _observer);
            checks.Add(waivers.Apply(VerdictMemory.Keep(check, earlier, now, policy.StaleAfter), null));
        }

        var assessment = new TargetAssessment
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
            CompletelyRead = snapshot.FilteredJobs == 0 && snapshot.Exchanges.All(exchange => exchange.Failure is null),
        };
        return new TargetState { Current = assessment, LastUp = assessment, History = state.History.Add(facts) };
    }

    // The look before may be of an earlier run of the same job id: fail-overs, application clusters and operator upgrades reuse it. What was decided then
    // bridges the moments until the new run shows its graph; as history of the new run it counts for nothing.
    private JobAssessment AssessJob(
        string target, JobFacts job, JobAssessment? before, TargetHistory history, WaiverBook waivers, DateTimeOffset now, DateTimeOffset wallClock)
    {
        var earlier = before is not null && SameRun(before, job) ? before : null;
        var operators = new Lazy<IReadOnlyList<VertexOperators>>(() => JudgeOperators(target, job));
        var samples = history.Samples(job);
        var checks = new List<CheckResult>(_jobRules.Count);
        var checksBefore = new EarlierChecks(before?.Checks);
        foreach (var rule in _jobRules)
        {
            var settings = policy.For(rule.Descriptor, target, job.Name);
            if (settings.Enabled == false)
            {
                continue;
            }

            var previous = checksBefore.Of(rule.Descriptor.Id);
            var context = new JobRuleContext
            {
                Target = target,
                Settings = settings,
                Severity = settings.Severity ?? rule.Descriptor.Severity,
                WallClock = wallClock,
                History = history,
                Previous = earlier is null ? null : previous,
                Operators = operators,
                Samples = samples,
            };
            var check = CheckEvaluator.Evaluate(rule, job, context, _observer);
            checks.Add(waivers.Apply(VerdictMemory.Keep(check, previous, now, policy.StaleAfter), job.Name));
        }

        return new JobAssessment
        {
            JobId = job.Id,
            JobName = job.Name,
            State = job.State,
            IsTerminal = job.IsTerminal,
            JobType = job.JobType.Or(before?.JobType!),
            StartTime = job.StartTime ?? earlier?.StartTime,
            Score = Score.Of(checks),
            Checks = checks,
            Operators = !job.IsTerminal && !job.HasGraph && before is not null && !IsStale(before, now) ? before.Operators : operators.Value,
            Figures = JobFigureReader.Read(job, before?.Figures, now, policy.StaleAfter),
        };
    }

    // Most looks find the answer of an earlier one still to hold, and the search is by far the dearest part of judging a job.
    private IReadOnlyList<VertexOperators> JudgeOperators(string target, JobFacts job) =>
        job.IsTerminal || job.IsBatch || !job.HasGraph
            ? []
            : _operators.GetValue(job.GraphSource!, _ => OperatorIdentity.Judge(job.Graph, new OperatorEvidence { DeclaredUids = policy.UidsFor(target, job.Name) }));

    private TargetState AssessDown(string target, ClusterSnapshot snapshot, TargetState state, DateTimeOffset now)
    {
        var failure = Failures.Of(snapshot);
        var why = $"The cluster did not answer: {failure.Message}";
        var earlier = state.LastUp;
        var stale = earlier is null || now - earlier.ObservedAt > policy.StaleAfter;
        var checks = VerdictMemory.Age(earlier?.Checks ?? [], why, now, policy.StaleAfter);
        var jobs = (earlier?.Jobs ?? []).Select(job => Age(job, why, now)).ToList();
        var assessment = new TargetAssessment
        {
            Name = target,
            Access = snapshot.Access,
            IsUp = false,
            Assessed = !stale,
            Error = failure,
            ObservedAt = earlier?.ObservedAt ?? snapshot.StartedAt,
            FlinkVersion = earlier?.FlinkVersion,
            Score = stale ? null : Score.OfTarget(checks, jobs),
            Checks = checks,
            Jobs = jobs,
        };
        return state with { Current = assessment };
    }

    private JobAssessment Age(JobAssessment job, string why, DateTimeOffset now)
    {
        var checks = VerdictMemory.Age(job.Checks, why, now, policy.StaleAfter);
        var stale = IsStale(job, now);
        return job with { Checks = checks, Score = Score.Of(checks), Figures = stale ? new JobFigures() : job.Figures, Operators = stale ? [] : job.Operators };
    }

    private bool IsStale(JobAssessment job, DateTimeOffset now) => job.Figures.ObservedAt is not { } observed || now - observed > policy.StaleAfter;

    // A job that no answer of this look names keeps the name it had: waivers and series go by it.
    private static ClusterSnapshot WithKnownNames(ClusterSnapshot snapshot, Dictionary<string, JobAssessment> before)
    {
        return snapshot.Jobs.All(HasName) ? snapshot : snapshot with { Jobs = [.. snapshot.Jobs.Select(Named)] };

        static bool HasName(JobSnapshot job) => job.Overview is not null || job.Details?.Value is not null;
        JobSnapshot Named(JobSnapshot job) => !HasName(job) && before.TryGetValue(job.Id, out var known) ? job with { EarlierName = known.JobName } : job;
    }

    private static bool SameRun(JobAssessment earlier, JobFacts job) => job.StartTime is null || earlier.StartTime is null || earlier.StartTime == job.StartTime;
}
