using FlinkReady.FlinkClient.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Rules;

namespace FlinkReady.Readiness.Assessments;

/// <summary>Asks the job rules about a job. Pure, and safe to use from several threads: what was said before and what is waived is the assessor's.</summary>
internal sealed class JobJudge(ReadinessPolicy policy, IAssessmentObserver observer)
{
    private readonly IReadOnlyList<JobRule> _rules = [.. RuleCatalogue.JobRules.Where(rule => !policy.IsSkipped(rule.Descriptor))];

    private readonly Dictionary<string, JobRule> _byId = RuleCatalogue.JobRules.ToDictionary(rule => rule.Descriptor.Id, StringComparer.Ordinal);

    /// <summary>Asks every rule.</summary>
    public JudgedJob Judge(JobFacts job, JobCase @case)
    {
        var operators = new Lazy<IReadOnlyList<VertexOperators>>(() => Operators(job, @case));
        return new JudgedJob(Ask(_rules, job, @case, operators), operators.Value);
    }

    /// <summary>The checks of a job of which nothing new was read: rules whose verdict time or other jobs may have changed are asked again.</summary>
    /// <param name="checks">What was said of the job.</param>
    /// <param name="operators">The verdicts on its operators.</param>
    /// <param name="job">The job.</param>
    /// <param name="case">What it is judged with.</param>
    public IReadOnlyList<CheckResult> AskAgain(IReadOnlyList<CheckResult> checks, IReadOnlyList<VertexOperators> operators, JobFacts job, JobCase @case)
    {
        var rules = new List<JobRule>();
        foreach (var check in checks)
        {
            if (check.HoldsUntil < @case.Now)
            {
                rules.Add(_byId[check.Rule.Id]);
            }
        }

        var again = Ask(rules, job, @case, new Lazy<IReadOnlyList<VertexOperators>>(operators));
        var result = new List<CheckResult>(checks);
        var next = 0;
        for (var i = 0; i < result.Count; i++)
        {
            result[i] = result[i].HoldsUntil < @case.Now ? again[next++] : result[i];
        }

        return result;
    }

    private List<CheckResult> Ask(IReadOnlyList<JobRule> rules, JobFacts job, JobCase @case, Lazy<IReadOnlyList<VertexOperators>> operators)
    {
        var samples = @case.History.Samples(job);
        var earlier = @case.Before is { } before && before.IsRunOf(job) ? before.Checks : null;
        var previous = new EarlierChecks(earlier);
        var checks = new List<CheckResult>(rules.Count);
        foreach (var rule in rules)
        {
            var settings = policy.For(rule.Descriptor, @case.Target, job.Name);
            if (settings.Enabled == false)
            {
                continue;
            }

            var context = new JobRuleContext
            {
                Target = @case.Target,
                Settings = settings,
                Severity = settings.Severity ?? rule.Descriptor.Severity,
                WallClock = @case.WallClock,
                History = @case.History,
                Previous = previous.Of(rule.Descriptor.Id),
                Operators = operators,
                Samples = samples,
            };
            checks.Add(CheckEvaluator.Evaluate(rule, job, context, @case.Now, observer));
        }

        return checks;
    }

    // The search is by far the dearest part of judging a job, and most answers show the graph that an earlier one showed.
    private IReadOnlyList<VertexOperators> Operators(JobFacts job, JobCase @case)
    {
        if (job.IsTerminal || job.IsBatch || !job.HasGraph)
        {
            return [];
        }

        return @case.Before is { JudgedGraph: { } judged } before && judged.IsGraphOf(job, policy)
            ? before.Operators
            : OperatorIdentity.Judge(job.Graph, new OperatorEvidence { DeclaredUids = policy.UidsFor(@case.Target, job.Name) });
    }
}

/// <summary>What a job is judged with beside its facts.</summary>
/// <param name="Target">The name of the target.</param>
/// <param name="Before">The job's assessment of the look before, null where there was none.</param>
/// <param name="History">Earlier looks at the target.</param>
/// <param name="Now">The time of the look.</param>
/// <param name="WallClock">The wall clock.</param>
internal readonly record struct JobCase(string Target, JobAssessment? Before, TargetHistory History, DateTimeOffset Now, DateTimeOffset WallClock);

/// <summary>What the rules say of a job, before waivers and before what earlier looks said.</summary>
/// <param name="Checks">One for each rule that was asked, in the order of the catalogue.</param>
/// <param name="Operators">The verdicts on the operators' uids.</param>
internal sealed record JudgedJob(IReadOnlyList<CheckResult> Checks, IReadOnlyList<VertexOperators> Operators);

/// <summary>The graph whose operators were judged, and by which policy.</summary>
/// <param name="Details">The answer that shows it.</param>
/// <param name="Policy">Declares uids.</param>
internal sealed record JudgedGraph(JobDetails Details, ReadinessPolicy Policy)
{
    /// <summary>True where a verdict on this graph is one on the job's.</summary>
    public bool IsGraphOf(JobFacts job, ReadinessPolicy policy) =>
        ReferenceEquals(Policy, policy) && job.GraphSource is { } details && GraphReader.ShowTheSame(Details, details);
}
