using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Runs;

namespace FlinkReady.Readiness.Judging;

/// <summary>
/// The verdicts on operators of one poll of a cluster, by graph: many jobs of a cluster are one program with other arguments, and the search takes longer than all
/// other judging of a job. One caller at a time.
/// </summary>
internal sealed class JudgedGraphs
{
    private readonly Dictionary<(Stamp Graph, string JobName), IReadOnlyList<VertexOperators>> _judged = [];

    /// <summary>The same graphs as they are kept of runs.</summary>
    public RunGraphs OfRuns { get; } = new();

    /// <summary>The verdicts on the operators of a graph, judged where no job before had the same.</summary>
    /// <param name="graph">Of the graph; none where it is not to be shared.</param>
    /// <param name="jobName">The job's name where a uid may be made of it, else empty.</param>
    /// <param name="judge">Judges it.</param>
    public IReadOnlyList<VertexOperators> Of(Stamp graph, string jobName, Func<IReadOnlyList<VertexOperators>> judge)
    {
        if (!graph.IsSet)
        {
            return judge();
        }

        if (!_judged.TryGetValue((graph, jobName), out var operators))
        {
            _judged[(graph, jobName)] = operators = judge();
        }

        return operators;
    }
}
