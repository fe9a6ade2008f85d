using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Texts;

namespace FlinkReady.Readiness.OperatorIds.Witnessed;

/// <summary>What follows from a whole set of a job's operator ids together with its graph, names apart: all that a checkpoint of Flink 1.x tells.</summary>
internal static class WitnessedIds
{
    /// <summary>Judges ids.</summary>
    /// <param name="graph">The job's graph; not that of a batch job.</param>
    /// <param name="ids">The ids of all operators of the job, 32 hex digits each.</param>
    /// <returns>
    /// What is proven of each id; nothing of an id that is missing here. Empty where the ids are not those of the graph: a head is not among them, or a text
    /// is none.
    /// </returns>
    public static IReadOnlyDictionary<string, UidVerdict> Judge(JobGraph graph, IEnumerable<string> ids)
    {
        var known = new Dictionary<OperatorHash, string>();
        foreach (var id in ids)
        {
            if (!OperatorHash.TryParse(id, out var hash))
            {
                return new Dictionary<string, UidVerdict>();
            }

            known[hash] = id;
        }

        List<OperatorHash> heads = [], roots = [], doubtful = [];
        foreach (var vertex in graph.Vertices)
        {
            if (!OperatorHash.TryParse(vertex.Id, out var head) || !known.ContainsKey(head))
            {
                return new Dictionary<string, UidVerdict>();
            }

            heads.Add(head);
            if (vertex.Description is null || VertexReading.Of(vertex).MayHaveChainedSources)
            {
                // Chained sources are inputs that the plan doesn't show.
                doubtful.Add(head);
            }
            else if (vertex.Inputs.Count != 1)
            {
                roots.Add(head);
            }
        }

        return IdForest.Judge(known.Keys, heads, roots, doubtful).ToDictionary(verdict => known[verdict.Key], verdict => verdict.Value, StringComparer.Ordinal);
    }
}
