using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>What shows that an operator has no uid.</summary>
internal static class UidEvidence
{
    // More of them prove no more.
    private const int MostReaders = 4;

    /// <summary>
    /// The id of a head is the vertex id; that of an operator below it follows from the ids of the vertices that read from the chain, or a witness shows it.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="vertex">The operator's vertex; null where that is not known.</param>
    /// <param name="one">The operator.</param>
    public static List<Evidence> Of(JobFacts job, VertexFacts? vertex, OperatorVerdict one)
    {
        var evidence = new List<Evidence>();
        if (vertex is not null)
        {
            evidence.Add(vertex.IdFact.Evidence);
        }

        if (one.Source is { } witness)
        {
            evidence.Add(job.Witnesses.WithoutUid(one.OperatorId ?? "*", witness));
        }
        else if (vertex is not null && one.Index > 0)
        {
            var readers = job.Graph.Vertices.Where(other => other.Inputs.Any(input => input.VertexId == vertex.Id)).Select(other => other.Id).ToHashSet(StringComparer.Ordinal);
            evidence.AddRange(job.Vertices.Where(other => readers.Contains(other.Id)).Take(MostReaders).Select(other => other.IdFact.Evidence));
        }

        return evidence;
    }
}
