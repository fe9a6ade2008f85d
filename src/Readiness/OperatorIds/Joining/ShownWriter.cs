using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>Writes what the ids prove into the graph. What REST proves by itself stays as it is.</summary>
internal sealed class ShownWriter(OperatorGraph graph, ShownIds shown, LinePlacement placement)
{
    private const int MostNames = 3;

    /// <summary>Writes all; returns the operators that could not be placed, null where there are none.</summary>
    public VertexOperators? Write()
    {
        foreach (var id in shown.All.Where(id => id.Line is not null))
        {
            Write(id, id.Line!);
        }

        var unplaced = new List<OperatorVerdict>();
        foreach (var scope in LineScope.Of(graph, shown, placement))
        {
            unplaced.AddRange(Write(scope));
        }

        return unplaced.Count == 0 ? null : new VertexOperators(string.Empty, string.Empty, unplaced);
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

    private List<OperatorVerdict> Write(LineScope scope)
    {
        var (ids, lines) = scope;
        var undecided = lines.FindAll(line => line.Verdict == UidVerdict.Undecided);
        if (scope.IsExact && ids.Count > 0 && ids.TrueForAll(id => HasUid(id) is { } hasUid && hasUid == HasUid(ids[0])))
        {
            var hasUid = HasUid(ids[0]) == true;
            foreach (var line in undecided)
            {
                line.Verdict = hasUid ? UidVerdict.Explicit : UidVerdict.Auto;
                line.Proof = new SharedVerdictProof(hasUid, ids.Count, shown.Origin);
                line.Source = ids[0].Witness;
            }

            return [];
        }

        // Fewer ids than operators: not all are shown, or a text was taken for operators.
        if (ids.Count == 0 || ids.Count < lines.Count || undecided.Count < lines.Count)
        {
            return [];
        }

        lines.ForEach(line => line.IsListedElsewhere = true);
        var names = lines.Select(line => line.Name).Distinct(StringComparer.Ordinal).ToList();
        return ids.ConvertAll(id => Unplaced(id, names));
    }

    private static bool? HasUid(ShownId id) => id.Verdict == UidVerdict.Undecided ? null : id.Verdict != UidVerdict.Auto;

    private static OperatorVerdict Unplaced(ShownId id, List<string> names)
    {
        var name = id.Stored?.Name ?? id.Measured?.Name ?? (names.Count == 0 ? id.Hash.ToString() : string.Join(" or ", names.Take(MostNames)) + (names.Count > MostNames ? " or …" : string.Empty));
        var proof = id.Proof ?? new FixedProof("Undecided: by its id either this operator has no uid or another one of the job, and which of the two can't be told.");
        return new OperatorVerdict(-1, name, id.Verdict, id.Hash.ToString(), id.Uid, id.Source, assignable: true, chainedSource: false, proof)
        {
            HasState = id.Stored?.HasState,
            StateBytes = id.Stored?.StateBytes,
        };
    }
}
