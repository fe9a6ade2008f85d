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
        var places = new Dictionary<OperatorHash, int>();
        var texts = new List<string>();
        var nothing = new Dictionary<string, UidVerdict>();
        foreach (var id in ids)
        {
            if (!OperatorHash.TryParse(id, out var hash))
            {
                return nothing;
            }

            if (places.TryAdd(hash, texts.Count))
            {
                texts.Add(id);
            }
        }

        var set = new IdSet([.. places.Keys]);
        foreach (var vertex in graph.Vertices)
        {
            if (!OperatorHash.TryParse(vertex.Id, out var head) || !places.TryGetValue(head, out var place))
            {
                return nothing;
            }

            // Chained sources are inputs that the plan doesn't show.
            set.IsHead[place] = true;
            set.IsDoubtful[place] = vertex.Description is null || VertexReading.Of(vertex).MayHaveChainedSources;
            set.IsRoot[place] = !set.IsDoubtful[place] && vertex.Inputs.Count != 1;
        }

        var verdicts = IdForest.Of(set).Verdicts;
        return texts.Select((text, place) => (text, Verdict: verdicts[place])).Where(one => one.Verdict != UidVerdict.Undecided)
            .ToDictionary(one => one.text, one => one.Verdict, StringComparer.Ordinal);
    }
}
