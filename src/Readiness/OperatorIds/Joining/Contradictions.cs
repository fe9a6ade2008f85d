using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>Finds where a witness says the opposite of what REST proves. Nobody can tell which of them is right, so neither is believed.</summary>
internal sealed class Contradictions(OperatorGraph graph, ShownIds shown)
{
    /// <summary>The first contradiction; null where there is none.</summary>
    public WitnessReport? Find()
    {
        foreach (var id in shown.All)
        {
            if (id is { Line: { } line, Verdict: not UidVerdict.Undecided } && line.Verdict != UidVerdict.Undecided && (line.Verdict == UidVerdict.Auto) != (id.Verdict == UidVerdict.Auto))
            {
                return Report(id.Source, line.Verdict == UidVerdict.Auto
                    ? $"It shows a uid of {Names.Text.Name(line.Name)}, and the graph proves that the id {id.Hash} was generated."
                    : $"It shows no uid of {Names.Text.Name(line.Name)}, and the graph proves that the id {id.Hash} was made of one.");
            }
        }

        foreach (var line in shown.IsWhole ? graph.Vertices.SelectMany(vertex => vertex.Operators) : [])
        {
            if (line is { IsHead: false, Hash: { } hash } && line.Verdict != UidVerdict.Undecided && shown.Find(hash) is null)
            {
                return Report(null, $"It does not show the id {hash}, which the graph proves to be that of {Names.Text.Name(line.Name)}.");
            }
        }

        return null;
    }

    /// <summary>Leaves every operator undecided, and says why.</summary>
    public static void Withdraw(OperatorGraph graph, WitnessReport contradiction)
    {
        var proof = new FixedProof($"Undecided: {contradiction.Origin} and the REST API contradict each other. {contradiction.Message}");
        foreach (var one in graph.Vertices.SelectMany(vertex => vertex.Operators.Concat(vertex.ChainedSources)))
        {
            one.Verdict = UidVerdict.Undecided;
            (one.Uid, one.Source, one.Stored, one.Proof) = (null, null, null, proof);
        }
    }

    private WitnessReport Report(UidSource? source, string message)
    {
        var witness = source == UidSource.Prometheus ? OperatorWitness.Prometheus : OperatorWitness.Checkpoint;
        var own = shown.Reports.Find(report => report.Witness == witness) ?? shown.Reports[0];
        return own with { Standing = WitnessStanding.Contradicts, Message = message };
    }
}
