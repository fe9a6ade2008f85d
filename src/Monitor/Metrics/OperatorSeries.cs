using FlinkReady.Monitor.Reports;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Monitor.Metrics;

/// <summary>The series of operators without a uid, by name: where somebody asked for them.</summary>
internal static class OperatorSeries
{
    /// <summary>The operators of the jobs of one name that can have a uid and have none, each name once, in their order.</summary>
    public static IReadOnlyList<(string Vertex, string Operator)> Of(IEnumerable<JobAssessment> jobs) =>
    [
        .. jobs.SelectMany(job => job.Operators)
            .SelectMany(vertex => vertex.Operators.Where(one => one is { Assignable: true, Uid: UidVerdict.Auto }).Select(one => (LabelValue.Bound(vertex.VertexName), LabelValue.Bound(one.Name))))
            .Distinct(),
    ];

    /// <summary>Writes some of them.</summary>
    public static void Write(SeriesWriter writer, string target, string jobName, IEnumerable<(string Vertex, string Operator)> operators)
    {
        foreach (var (vertex, name) in operators)
        {
            writer.Write(MetricCatalogue.JobOperatorInfo, 1, target, jobName, vertex, name, UidVerdict.Auto.ToText());
        }
    }
}
