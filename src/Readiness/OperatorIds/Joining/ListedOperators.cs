using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Witnessed;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>Judges the operators that a checkpoint's metadata lists, without the graph of their job. Nothing is known of vertices then, nor which operators head a chain.</summary>
public static class ListedOperators
{
    /// <summary>A verdict for each operator, in the order of the list. Of Flink 1.x nobody can be acquitted without the graph: a head with several inputs looks like one with a uid.</summary>
    /// <param name="file">What was read of the file.</param>
    /// <param name="declaredUids">Texts that are declared to be uids; each counts only where its hash is an operator's id.</param>
    public static IReadOnlyList<OperatorVerdict> Judge(CheckpointMetadata file, IReadOnlyList<string> declaredUids)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(declaredUids);
        var declared = declaredUids.Distinct(StringComparer.Ordinal).ToLookup(static text => Murmur3.OfText(text));
        var ids = file.Operators.Select(one => OperatorHash.TryParse(one.Id, out var hash) ? hash : default).ToArray();
        var set = new IdSet(ids);
        Array.Fill(set.IsHead, true);
        Array.Fill(set.IsDoubtful, true);
        var forest = IdForest.Of(set);
        return [.. file.Operators.Select((one, place) => Judge(file, one, ids[place], declared[ids[place]].FirstOrDefault(), (forest.Verdicts[place], forest.Sources[place])))];
    }

    private static OperatorVerdict Judge(CheckpointMetadata file, WitnessedOperator one, OperatorHash id, string? declared, (UidVerdict Verdict, (int, int)? Source) shown)
    {
        return one switch
        {
            { Uid: { Length: > 0 } uid } => Make(UidVerdict.Declared, new StoredProof(id, hasUid: true, file.Path), uid, UidSource.Checkpoint),
            { Uid: { Length: 0 }, Name: { Length: > 0 } } => Make(UidVerdict.Auto, new StoredProof(id, hasUid: false, file.Path), null, UidSource.Checkpoint),
            _ when declared is not null => Make(UidVerdict.Declared, new ShownTextProof(id, isDeclared: true, file.Path), declared, UidSource.List),
            _ when shown is { Verdict: UidVerdict.Auto, Source: { } source } => Make(UidVerdict.Auto, new ShownSourceProof(id, source, file.Path), null, UidSource.Checkpoint),
            _ when shown.Verdict == UidVerdict.Auto => Make(UidVerdict.Auto, new ShownTreeProof(id, file.Path), null, UidSource.Checkpoint),
            _ => Make(UidVerdict.Undecided, new FixedProof("Undecided: before Flink 2.0 a checkpoint names no uids, and by its id alone this operator may have one or be a head with several inputs. The graph of its job would tell."), null, null),
        };

        OperatorVerdict Make(UidVerdict verdict, Proof proof, string? uid, UidSource? source) =>
            new(-1, one.Name is { Length: > 0 } name ? name : one.Id, verdict, one.Id, uid, source, assignable: true, chainedSource: false, proof)
            {
                HasState = one.HasState,
                StateBytes = one.StateBytes,
            };
    }
}
