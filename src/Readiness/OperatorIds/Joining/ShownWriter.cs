using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>Writes what the ids prove into the graph. What REST proves by itself stays as it is.</summary>
internal sealed class ShownWriter(OperatorGraph graph, ShownIds shown, LinePlacement placement)
{
    private const int MostNames = 3;

    /// <summary>Writes all; returns the operators that could not be placed, by the place of their vertex; at −1 those without.</summary>
    public ILookup<int, OperatorVerdict> Write()
    {
        foreach (var id in shown.All.Where(id => id.Line is not null))
        {
            Write(id, id.Line!);
        }

        return LineScope.Of(graph, shown, placement).SelectMany(Write).ToLookup(one => one.Vertex, one => one.Verdict);
    }

    private static void Write(ShownId id, Operator line)
    {
        line.Stored = id.Stored;
        var isNamed = line.Verdict == UidVerdict.Explicit && id.Uid is not null;
        if (id.Verdict == UidVerdict.Undecided || (line.Verdict != UidVerdict.Undecided && !isNamed))
        {
            line.Hash ??= id.Hash;
            return;
        }

        line.Hash = id.Hash;
        (line.Verdict, line.Proof, line.Uid, line.Source) = (id.Verdict, id.Proof, id.Uid, id.Source);
    }

    private List<(int Vertex, OperatorVerdict Verdict)> Write(LineScope scope)
    {
        var (ids, lines, unsure) = scope;
        if (scope.IsExact && ids.TrueForAll(id => HasUid(id) is { } hasUid && hasUid == HasUid(ids[0])))
        {
            var hasUid = HasUid(ids[0]) == true;
            foreach (var line in lines.FindAll(line => line.Verdict == UidVerdict.Undecided))
            {
                Settle(line, hasUid ? UidVerdict.Explicit : UidVerdict.Auto, new SharedVerdictProof(hasUid, ids.Count, shown.Origin), ids[0].Witness);
            }

            return [];
        }

        if (scope.IsExact && ids is [{ Verdict: UidVerdict.Undecided } one, { Verdict: UidVerdict.Undecided } other] && lines.Find(line => lines.Contains(line.Parent!)) is { } lower)
        {
            // One of the two has a uid and the other one reads from it: the upper one is the one that has it, whichever that is.
            Settle(lower.Parent!, UidVerdict.Explicit, new PairProof(one.Hash, other.Hash, hasUid: true, shown.Origin), one.Witness);
            Settle(lower, UidVerdict.Auto, new PairProof(one.Hash, other.Hash, hasUid: false, shown.Origin), one.Witness);
            return [];
        }

        // Not all are shown.
        if (!scope.IsWhole)
        {
            return [];
        }

        // What reads as an operator and has none of the ids is none.
        unsure.ForEach(line => line.IsListedElsewhere = true);
        lines.ForEach(line => line.IsListedElsewhere = ids.Count > 0);
        var names = new Dictionary<int, string?>();
        var byVertex = ids.Exists(static id => id.Vertex >= 0) ? lines.Concat(unsure).ToLookup(static line => line.VertexIndex) : null;
        return ids.ConvertAll(id => (id.Vertex, Unplaced(id, NameOf(id.Vertex))));

        // As the operators whose id it may be.
        string? NameOf(int vertex)
        {
            if (!names.TryGetValue(vertex, out var name))
            {
                var open = (vertex < 0 ? lines.Concat(unsure) : byVertex![vertex]).Select(static line => line.Name).Distinct(StringComparer.Ordinal).Take(MostNames + 1).ToList();
                names.Add(vertex, name = open.Count == 0 ? null : string.Join(" or ", open.Take(MostNames)) + (open.Count > MostNames ? " or …" : string.Empty));
            }

            return name;
        }
    }

    private static void Settle(Operator line, UidVerdict verdict, Proof proof, UidSource source) =>
        (line.Verdict, line.Proof, line.Source) = line.Verdict == UidVerdict.Undecided ? (verdict, proof, source) : (line.Verdict, line.Proof, line.Source);

    private static bool? HasUid(ShownId id) => id.Verdict == UidVerdict.Undecided ? null : id.Verdict != UidVerdict.Auto;

    private static OperatorVerdict Unplaced(ShownId id, string? names)
    {
        var name = id.Stored?.Name ?? id.Measured?.Name ?? names ?? id.Hash.ToString();
        var proof = id.Proof ?? new FixedProof("Undecided: by its id either this operator has no uid or another one of the job, and which of the two can't be told.");
        return new OperatorVerdict(-1, name, id.Verdict, id.Hash.ToString(), id.Uid, id.Source, assignable: true, chainedSource: false, proof)
        {
            HasState = id.Stored?.HasState,
            StateBytes = id.Stored?.StateBytes,
        };
    }
}
