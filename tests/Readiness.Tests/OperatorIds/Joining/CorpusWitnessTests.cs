using System.Diagnostics;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Tests.OperatorIds.Corpus;

namespace FlinkReady.Readiness.Tests.OperatorIds.Joining;

/// <summary>Every job of the corpus with each witness: what it decides, and that nothing of it is wrong.</summary>
public sealed class CorpusWitnessTests(ITestOutputHelper output)
{
    // Batch jobs are not judged, and thousands of operators take long.
    private static readonly string[] Profiles = ["small", "medium", "large", "shapes", "sql", "wide"];

    /// <summary>The share of all operators that has to be decided.</summary>
    private static readonly Dictionary<string, (string Profile, double Least)[]> Floors = new(StringComparer.Ordinal)
    {
        ["ids"] = [("small", 0.972), ("medium", 0.946), ("large", 0.921), ("sql", 0.994), ("wide", 0.975)],
        ["names"] = [("small", 1), ("medium", 1), ("large", 1), ("sql", 1), ("shapes", 1), ("wide", 1)],
        ["metrics"] = [("small", 0.99), ("medium", 0.92), ("large", 0.99), ("sql", 1)],
        ["both"] = [("small", 0.99), ("medium", 0.96), ("large", 0.99), ("sql", 1), ("wide", 1)],
    };

    [NeedsTheory(Need.SharedMaterial)]
    [InlineData("ids")]
    [InlineData("names")]
    [InlineData("metrics")]
    [InlineData("both")]
    public void A_witness_decides_and_is_never_wrong(string witness)
    {
        var wrong = new List<string>();
        var shares = new Dictionary<string, (int Graphs, int All, int Decided, int Placed, int Heads, int DecidedHeads, int Contradicted, TimeSpan Time)>(StringComparer.Ordinal);
        foreach (var record in CorpusFiles.All.Where(file => Profiles.Contains(Path.GetFileName(file).Split('.')[0])).SelectMany(CorpusFiles.Read))
        {
            var evidence = Evidence(record, witness);
            var start = Stopwatch.GetTimestamp();
            var found = OperatorIdentity.Judge(record.Graph, evidence);
            var time = Stopwatch.GetElapsedTime(start);
            var operators = found.SelectMany(vertex => vertex.Operators).ToList();
            var heads = found.Where(vertex => !vertex.IsUnplaced).Select(vertex => vertex.Operators[0]).ToList();
            var share = shares.GetValueOrDefault(record.Profile);
            shares[record.Profile] = (
                share.Graphs + 1, share.All + operators.Count, share.Decided + operators.Count(one => one.Uid != UidVerdict.Undecided),
                share.Placed + operators.Count(one => one is { Index: >= 0, OperatorId: not null }), share.Heads + heads.Count, share.DecidedHeads + heads.Count(one => one.Uid != UidVerdict.Undecided),
                share.Contradicted + (found.Contradiction is null ? 0 : 1), share.Time + time);
            wrong.AddRange(Wrong(record, found));
        }

        foreach (var (profile, share) in shares)
        {
            output.WriteLine($"{profile}: {share.Graphs} graphs, {share.Decided} of {share.All} decided, {100.0 * share.Decided / share.All:0.0} %; heads {100.0 * share.DecidedHeads / share.Heads:0.0} %; placed {100.0 * share.Placed / share.All:0.0} %; {share.Contradicted} contradicted; {share.Time.TotalMilliseconds / share.Graphs:0.0} ms/graph");
        }

        wrong.Take(40).ToList().ForEach(output.WriteLine);
        Assert.Empty(wrong);
        Assert.All(shares, share => Assert.Equal(0, share.Value.Contradicted));
        Assert.All(Floors[witness], floor => Assert.InRange(shares[floor.Profile].Decided / (double)shares[floor.Profile].All, floor.Least, 1));
    }

    private static OperatorEvidence Evidence(CorpusRecord record, string witness) => new()
    {
        Checkpoint = witness switch { "ids" or "both" => CorpusWitness.OldFile(record), "names" => CorpusWitness.NewFile(record), _ => null },
        Prometheus = witness is "metrics" or "both" ? CorpusWitness.Metrics(record) : null,
    };

    private static IEnumerable<string> Wrong(CorpusRecord record, JobOperators found)
    {
        var truth = new Corpus.Truth(record);
        var byId = record.Operators.ToDictionary(one => one.Id);
        foreach (var vertex in found)
        {
            if (!vertex.IsUnplaced && vertex.Operators.Select((one, place) => one.Index == place).All(isThere => isThere))
            {
                foreach (var contradiction in truth.Contradictions(vertex))
                {
                    yield return $"{record.Id}: {contradiction}";
                }

                continue;
            }

            foreach (var one in vertex.Operators.Where(one => one is { OperatorId: not null, Uid: not UidVerdict.Undecided }))
            {
                var known = byId[one.OperatorId!];
                if ((known.Uid is null) != (one.Uid == UidVerdict.Auto) || (one.DeclaredUid is { } uid && uid != known.Uid) || (!vertex.IsUnplaced && vertex.VertexId != known.Vertex))
                {
                    yield return $"{record.Id}: {one.Name} {one.OperatorId} {one.Uid} {one.DeclaredUid}; true is {known}";
                }
            }
        }
    }
}
