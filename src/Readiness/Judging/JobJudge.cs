using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Rules;

namespace FlinkReady.Readiness.Judging;

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

    /// <summary>Asks rules that have to be asked again although nothing was read.</summary>
    /// <param name="rules">Ids of the rules.</param>
    /// <param name="operators">The verdicts on the job's operators, which stay.</param>
    /// <param name="job">The job.</param>
    /// <param name="case">What it is judged with.</param>
    /// <returns>One check for each of the rules, in their order.</returns>
    public IReadOnlyList<JudgedCheck> AskAgain(IEnumerable<string> rules, IReadOnlyList<VertexOperators> operators, JobFacts job, JobCase @case) =>
        Ask([.. rules.Select(rule => _byId[rule])], job, @case, new Lazy<IReadOnlyList<VertexOperators>>(operators));

    /// <summary>Of the graph that the operators of a job are judged by, of what declares uids and of what witnesses show; none where there is no graph.</summary>
    public Stamp GraphOf(JobFacts job) =>
        job.Witnesses.AddTo(new StampBuilder().Add(policy.Stamp).Add(job.GraphStamp));

    private List<JudgedCheck> Ask(IReadOnlyList<JobRule> rules, JobFacts job, JobCase @case, Lazy<IReadOnlyList<VertexOperators>> operators)
    {
        var samples = @case.History.Samples(job);
        var previous = new EarlierChecks(@case.IsSameRun(job) ? @case.Before!.Checks : null);
        var checks = new List<JudgedCheck>(rules.Count);
        var past = @case.PastOf(job, operators);
        foreach (var rule in rules)
        {
            var settings = policy.For(rule.Descriptor, @case.Target, job.Name);
            if (settings.Enabled == false)
            {
                continue;
            }

            var context = new JobRuleContext(job, @case.Cluster, past)
            {
                Target = @case.Target,
                Settings = settings,
                Severity = settings.Severity ?? rule.Descriptor.Severity,
                Previous = previous.Of(rule.Descriptor.Id),
                Operators = operators,
                Samples = samples,
            };
            checks.Add(CheckEvaluator.Evaluate(rule, job, context, observer));
        }

        return checks;
    }

    // The search takes longer than all other judging of a job, and most answers show the graph that an earlier one showed.
    private IReadOnlyList<VertexOperators> Operators(JobFacts job, JobCase @case)
    {
        if (job.IsTerminal || job.IsBatch || !job.HasGraph || job.IsGraphCut)
        {
            return [];
        }

        var graph = GraphOf(job);
        if (@case is { Before: { } before, Memory: { } memory } && memory.Graph.IsSameAs(graph))
        {
            return before.Operators;
        }

        // What witnesses and the configuration say is said of one job.
        var evidence = job.Witnesses.Evidence with { DeclaredUids = policy.UidsFor(@case.Target, job.Name) };
        var isShared = evidence is { HasWitness: false, DeclaredUids.Count: 0 };
        return @case.Graphs.Of(isShared ? graph : Stamp.None, OperatorIdentity.MayUseName(job.Graph) ? job.Name : string.Empty, () => OperatorIdentity.Judge(job.Graph, evidence));
    }
}
