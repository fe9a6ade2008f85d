using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Readiness.Judging;

/// <summary>Assesses one job: anew where something was read that the last assessment does not rest on, else by renewing that one.</summary>
internal sealed class JobAssessor(ReadinessPolicy policy, IAssessmentObserver observer)
{
    private readonly JobJudge _judge = new(policy, observer);

    /// <summary>What the rules say of a job; safe to ask from several threads.</summary>
    public JudgedJob Judge(JobFacts job, JobCase @case) => _judge.Judge(job, @case);

    /// <summary>The assessment of a job, and what it takes to renew it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="case">What it is judged with.</param>
    /// <param name="cluster">The stamp of <see cref="ClusterBasis"/>.</param>
    /// <param name="waivers">The waivers of the target.</param>
    /// <param name="ahead">What was said of it before the poll ended, null where nothing was.</param>
    public (JobAssessment Assessment, JobMemory Memory) Assess(JobFacts job, JobCase @case, Stamp cluster, WaiverBook waivers, JudgedJob? ahead)
    {
        var basis = new StampBuilder().Add(cluster).Add(job.Snapshot.Stamp).ToStamp();
        return Renew(job, @case, basis, waivers) ?? AssessAnew(job, @case, basis, waivers, ahead is null ? _judge.Judge(job, @case) : Complete(ahead, job, @case));
    }

    // The poll before may be of an earlier run of the same job id: fail-overs, application clusters and operator upgrades reuse it. What was decided then
    // bridges the moments until the new run shows its graph; as history of the new run it counts for nothing.
    private (JobAssessment Assessment, JobMemory Memory) AssessAnew(JobFacts job, JobCase @case, Stamp basis, WaiverBook waivers, JudgedJob judged)
    {
        var (before, now) = (@case.Before, @case.Now);
        var (checks, held) = Apply(judged, job, @case, waivers);
        var isShown = job.IsTerminal || job.HasGraph;
        var isKept = before is not null && !Outage.IsStale(@case.Memory, now, policy);
        var keepsOperators = !isShown && isKept;
        var assessment = new JobAssessment
        {
            JobId = job.Id,
            JobName = job.Name,
            State = job.State,
            IsTerminal = job.IsTerminal,
            JobType = job.JobType.Or(before?.JobType!),
            StartTime = job.StartTime ?? (@case.IsSameRun(job) ? before!.StartTime : null),
            Score = Score.Of(checks),
            Checks = checks,
            Operators = keepsOperators ? before!.Operators : judged.Operators,
            Vertices = keepsOperators ? before!.Vertices : JobVertices.Of(job),
            Figures = JobFigureReader.Read(job, isKept ? before!.Figures : null),
        };
        var memory = new JobMemory
        {
            Held = held,
            Basis = isShown && held.AreOfOnePoll ? basis : Stamp.None,
            Graph = keepsOperators ? @case.Memory?.Graph ?? Stamp.None : _judge.GraphOf(job),
            Restless = JobMemory.RestlessOf(judged.Checks),
            ShownAt = isShown ? now : isKept ? @case.Memory!.ShownAt : null,
        };
        return (assessment, memory);
    }

    private (IReadOnlyList<CheckResult> Checks, HeldTimes Held) Apply(JudgedJob judged, JobFacts job, JobCase @case, WaiverBook waivers)
    {
        var checks = new List<CheckResult>(judged.Checks.Count);
        var verdicts = new VerdictMemory(@case.Now, policy.StaleAfter);
        var held = HeldTimes.AllAt(@case.Now);
        // "The job is FINISHED" says nothing of the next run, which is not over.
        var earlierChecks = new EarlierChecks(@case.Before is { IsTerminal: true } && !@case.IsSameRun(job) ? null : @case.Before?.Checks);
        foreach (var check in judged.Checks)
        {
            var id = check.Result.Rule.Id;
            var earlier = earlierChecks.Of(id);
            var heldEarlier = @case.Memory?.Held.Of(id) ?? DateTimeOffset.MinValue;
            if (verdicts.Keeps(check, earlier, heldEarlier))
            {
                held = held.With(id, heldEarlier);
                checks.Add(waivers.Apply(VerdictMemory.AsItWas(earlier!), job.Name));
            }
            else
            {
                checks.Add(waivers.Apply(check.Result, job.Name));
            }
        }

        return (checks, held);
    }

    // Ahead of the end of the poll the other jobs were not known.
    private JudgedJob Complete(JudgedJob ahead, JobFacts job, JobCase @case)
    {
        var restless = JobMemory.RestlessOf(ahead.Checks);
        if (restless.Length == 0)
        {
            return ahead;
        }

        var checks = ahead.Checks.ToArray();
        var again = _judge.AskAgain(restless.Select(check => checks[check.Place].Result.Rule.Id), ahead.Operators, job, @case);
        for (var index = 0; index < again.Count; index++)
        {
            checks[restless[index].Place] = again[index];
        }

        return ahead with { Checks = checks };
    }

    // The assessment of the poll before where this one read nothing that could change it; null where it has to be made anew.
    private (JobAssessment Assessment, JobMemory Memory)? Renew(JobFacts job, JobCase @case, Stamp basis, WaiverBook waivers)
    {
        if (@case is not { Before: { } before, Memory: { } memory } || !memory.Basis.IsSameAs(basis) || Outage.IsStale(memory, @case.Now, policy))
        {
            return null;
        }

        var next = memory with { Held = HeldTimes.AllAt(@case.Now), ShownAt = @case.Now };
        var due = DueOf(job, @case, memory);
        if (due.Count == 0)
        {
            return (before, next);
        }

        var again = _judge.AskAgain(due.Select(place => before.Checks[place].Rule.Id), before.Operators, job, @case);
        var checks = before.Checks.ToArray();
        var restless = memory.Restless.Where(check => !due.Contains(check.Place)).ToList();
        var isSame = true;
        for (var index = 0; index < due.Count; index++)
        {
            var (check, earlier) = (again[index], before.Checks[due[index]]);

            // An earlier verdict may have to stand in.
            if (check.IsWithoutEvidence && earlier.Status != CheckStatus.Unknown)
            {
                return null;
            }

            var applied = waivers.Apply(check.Result, job.Name);
            isSame &= applied.Stamp.IsSameAs(earlier.Stamp);
            checks[due[index]] = applied;
            restless.Add((due[index], check.Basis));
        }

        next = next with { Restless = [.. restless.Where(check => !check.Basis.IsReadingsAlone).OrderBy(check => check.Place)] };
        return (isSame ? before : before with { Checks = checks, Score = Score.Of(checks), Stamp = Stamp.Mint() }, next);
    }

    private static IReadOnlyList<int> DueOf(JobFacts job, JobCase @case, JobMemory memory)
    {
        if (memory.Restless.Length == 0)
        {
            return [];
        }

        var past = @case.PastOf(job, new Lazy<IReadOnlyList<VertexOperators>>(@case.Before!.Operators));
        return memory.Due(@case.Now, past, @case.Cluster);
    }
}
