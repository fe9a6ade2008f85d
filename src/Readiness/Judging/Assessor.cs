using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Rules;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Readiness.Judging;

/// <summary>
/// Turns a look at a cluster into an assessment: facts, rules, waivers, and what earlier looks still say. Pure: the same look, state,
/// policy and time give the same assessment.
/// </summary>
public sealed class Assessor(ReadinessPolicy policy, IAssessmentObserver? observer = null)
{
    private readonly IAssessmentObserver _observer = observer ?? SilentObserver.Instance;
    private readonly IReadOnlyList<ClusterRule> _clusterRules = [.. RuleCatalogue.ClusterRules.Where(rule => !policy.IsSkipped(rule.Descriptor))];
    private readonly JobJudge _judge = new(policy, observer ?? SilentObserver.Instance);

    /// <summary>The policy it judges by.</summary>
    public ReadinessPolicy Policy => policy;

    /// <summary>Begins to judge the jobs of a look that is still going on; nothing is known of the target yet.</summary>
    /// <param name="target">The target's name.</param>
    /// <param name="wallClock">The wall clock, the one that <see cref="Assess"/> will be given.</param>
    public JobsAhead Ahead(string target, DateTimeOffset wallClock) =>
        new(job => _judge.Judge(job, new JobCase(target, null, TargetState.Initial.History, wallClock, wallClock)));

    /// <summary>The state of a target after a look at it.</summary>
    /// <param name="target">The target's name.</param>
    /// <param name="snapshot">The look.</param>
    /// <param name="state">The state before.</param>
    /// <param name="wallClock">The wall clock: the age of waivers, and of kept verdicts on a live target.</param>
    /// <param name="ahead">Jobs that were judged while a live cluster was looked at for the first time; null for none.</param>
    public TargetState Assess(string target, ClusterSnapshot snapshot, TargetState state, DateTimeOffset wallClock, JobsAhead? ahead = null)
    {
        ahead?.Complete();

        // A recording has a clock of its own: what it kept is as old as its next snapshot says.
        var now = snapshot.Access.IsRecording ? snapshot.StartedAt : wallClock;
        return snapshot.IsUp ? AssessUp(target, snapshot, state, now, wallClock, ahead) : AssessDown(target, snapshot, state, now);
    }

    private TargetState AssessUp(string target, ClusterSnapshot snapshot, TargetState state, DateTimeOffset now, DateTimeOffset wallClock, JobsAhead? ahead)
    {
        var before = (state.Current?.Jobs ?? []).ToDictionary(job => job.JobId, StringComparer.Ordinal);
        var facts = new ClusterFacts(WithKnownNames(snapshot, before));
        var grounds = ClusterGrounds.Of(policy, facts, wallClock, state.Current?.Grounds);
        var waivers = new WaiverBook(policy.Waivers, target, wallClock);
        var jobs = new List<JobAssessment>(facts.Jobs.Count);
        foreach (var job in facts.Jobs)
        {
            var @case = new JobCase(target, before.GetValueOrDefault(job.Id), state.History, now, wallClock);
            jobs.Add(Renew(job, @case, grounds, waivers) ?? AssessJob(job, @case, grounds, waivers, ahead?.Find(job.Snapshot)));
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
            var check = CheckEvaluator.Evaluate(rule, facts, context, now, _observer);
            checks.Add(waivers.Apply(VerdictMemory.Keep(check, earlier, null, now, policy.StaleAfter), null));
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
            Grounds = grounds,
        };
        return new TargetState { Current = assessment, LastUp = assessment, History = state.History.Add(facts) };
    }

    // The look before may be of an earlier run of the same job id: fail-overs, application clusters and operator upgrades reuse it. What was decided then
    // bridges the moments until the new run shows its graph; as history of the new run it counts for nothing.
    private JobAssessment AssessJob(JobFacts job, JobCase @case, ClusterGrounds grounds, WaiverBook waivers, JudgedJob? ahead)
    {
        var (before, now) = (@case.Before, @case.Now);
        var judged = ahead is null ? _judge.Judge(job, @case) : Complete(ahead, job, @case);
        var checks = new List<CheckResult>(judged.Checks.Count);
        var checksBefore = new EarlierChecks(before?.Checks);
        foreach (var check in judged.Checks)
        {
            var kept = VerdictMemory.Keep(check, checksBefore.Of(check.Rule.Id), before?.RenewedAt, now, policy.StaleAfter);
            checks.Add(waivers.Apply(kept, job.Name));
        }

        var keepsOperators = !job.IsTerminal && !job.HasGraph && before is not null && !IsStale(before, now);
        return new JobAssessment
        {
            JobId = job.Id,
            JobName = job.Name,
            State = job.State,
            IsTerminal = job.IsTerminal,
            JobType = job.JobType.Or(before?.JobType!),
            StartTime = job.StartTime ?? (before?.IsRunOf(job) == true ? before.StartTime : null),
            Score = Score.Of(checks),
            Checks = checks,
            Operators = keepsOperators ? before!.Operators : judged.Operators,
            Figures = JobFigureReader.Read(job, before?.Figures, now, policy.StaleAfter),
            Grounds = JobGrounds.Of(grounds, job, checks, now),
            JudgedGraph = keepsOperators ? before!.JudgedGraph : job.GraphSource is { } details ? new JudgedGraph(details, policy) : null,
        };
    }

    // Ahead of the end of the look the other jobs were not known.
    private JudgedJob Complete(JudgedJob ahead, JobFacts job, JobCase @case) =>
        ahead.Checks.Any(check => check.HoldsUntil < @case.Now) ? ahead with { Checks = _judge.AskAgain(ahead.Checks, ahead.Operators, job, @case) } : ahead;

    // The assessment of the look before where this one read nothing that could change it; null where it has to be made anew.
    private JobAssessment? Renew(JobFacts job, JobCase @case, ClusterGrounds grounds, WaiverBook waivers)
    {
        if (@case.Before is not { Grounds: { } held } before || !held.Hold(grounds, job.Snapshot) || IsStale(before, @case.Now))
        {
            return null;
        }

        var renewed = before with { Figures = before.Figures with { ObservedAt = @case.Now }, RenewedAt = @case.Now };
        if (held.AreWholeAt(@case.Now))
        {
            return renewed;
        }

        var checks = new List<CheckResult>(before.Checks.Count);
        var isSame = true;
        foreach (var (check, earlier) in _judge.AskAgain(before.Checks, before.Operators, job, @case).Zip(before.Checks))
        {
            // An earlier verdict may have to stand in.
            if (check != earlier && VerdictMemory.IsWithoutEvidence(check) && earlier.Status != CheckStatus.Unknown)
            {
                return null;
            }

            var applied = check == earlier ? check : waivers.Apply(check, job.Name);
            isSame &= applied.SaysTheSameAs(earlier);
            checks.Add(applied);
        }

        return isSame ? renewed : renewed with { Checks = checks, Score = Score.Of(checks), Grounds = held.For(checks) };
    }

    private TargetState AssessDown(string target, ClusterSnapshot snapshot, TargetState state, DateTimeOffset now)
    {
        var failure = Failures.Of(snapshot);
        var why = $"The cluster did not answer: {failure.Message}";
        var earlier = state.LastUp;
        var stale = earlier is null || now - earlier.ObservedAt > policy.StaleAfter;
        var checks = VerdictMemory.Age(earlier?.Checks ?? [], null, why, now, policy.StaleAfter);
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
        var checks = VerdictMemory.Age(job.Checks, job.RenewedAt, why, now, policy.StaleAfter);
        var stale = IsStale(job, now);
        return job with
        {
            Checks = checks,
            Score = Score.Of(checks),
            Figures = stale ? new JobFigures() : job.Figures,
            Operators = stale ? [] : job.Operators,
            JudgedGraph = stale ? null : job.JudgedGraph,
            Grounds = null,
            RenewedAt = null,
        };
    }

    private bool IsStale(JobAssessment job, DateTimeOffset now) => job.Figures.ObservedAt is not { } observed || now - observed > policy.StaleAfter;

    // A job that no answer of this look names keeps the name it had: waivers and series go by it.
    private static ClusterSnapshot WithKnownNames(ClusterSnapshot snapshot, Dictionary<string, JobAssessment> before)
    {
        return snapshot.Jobs.All(HasName) ? snapshot : snapshot with { Jobs = [.. snapshot.Jobs.Select(Named)] };

        static bool HasName(JobSnapshot job) => job.Overview is not null || job.Details?.Value is not null;
        JobSnapshot Named(JobSnapshot job) => !HasName(job) && before.TryGetValue(job.Id, out var known) ? job with { EarlierName = known.JobName } : job;
    }
}
