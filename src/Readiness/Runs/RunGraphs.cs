using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Runs;

/// <summary>The graphs of the runs of one poll, one for all jobs whose operators were judged as one: many jobs are one program. One caller at a time.</summary>
internal sealed class RunGraphs
{
    private readonly Dictionary<Stamp, (IReadOnlyList<VertexOperators> Operators, RunGraph Graph)> _known = [];

    /// <summary>The graph of a job with the verdicts on its operators, which may be missing.</summary>
    public RunGraph Of(JobFacts job, IReadOnlyList<VertexOperators> operators)
    {
        if (_known.TryGetValue(job.GraphStamp, out var known) && ReferenceEquals(known.Operators, operators))
        {
            return known.Graph;
        }

        var graph = RunGraph.Of(job.Graph, operators);
        if (job.GraphStamp.IsSet && operators.Count > 0)
        {
            _known[job.GraphStamp] = (operators, graph);
        }

        return graph;
    }
}
