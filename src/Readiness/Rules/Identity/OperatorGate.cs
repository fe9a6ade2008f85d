using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>Where nothing can be said of a job's operators, whatever is asked of them.</summary>
internal static class OperatorGate
{
    /// <summary>The graph shows none.</summary>
    public static Verdict NoOperator { get; } = Verdict.Undecidable("The job's graph shows no operator to judge.");

    /// <summary>The verdict where it is not known which operators the job has, or who of those that tell is right; null where the operators can be judged.</summary>
    /// <param name="job">The job.</param>
    /// <param name="operators">Its operators.</param>
    public static Verdict? Seen(JobFacts job, IReadOnlyList<VertexOperators> operators) =>
        job.IsGraphCut ? Verdict.Undecidable("The description of a vertex is longer than 64 KiB and was cut: which operators the job has can't be told.")
        : operators is JobOperators { Contradiction: { } contradiction }
            ? Verdict.Undecidable($"The REST API and {contradiction.Origin} contradict each other, and nobody can tell which is right. {contradiction.Message}")
        : null;
}
