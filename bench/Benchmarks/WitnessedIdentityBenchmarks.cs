using BenchmarkDotNet.Attributes;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Tests.OperatorIds.Generated;

namespace FlinkReady.Benchmarks;

/// <summary>
/// Time of judging one large random job of which a witness shows every operator: the metadata of Flink 1.x (ids), of 2.x (names and uids), or Prometheus. To
/// reach: 5,000 operators in 10 ms.
/// </summary>
[MemoryDiagnoser]
public class WitnessedIdentityBenchmarks
{
    private JobGraph _graph = null!;
    private OperatorEvidence _evidence = null!;

    /// <summary>Number of operators.</summary>
    [Params(5_000)]
    public int Operators { get; set; }

    /// <summary>Share of the operators that have a uid.</summary>
    [Params(0, 0.5, 1)]
    public double UidShare { get; set; }

    /// <summary>Who shows them.</summary>
    [Params("nobody", "ids", "names", "metrics")]
    public string Witness { get; set; } = string.Empty;

    [GlobalSetup]
    public void Setup()
    {
        var (graph, nodes) = GraphGenerator.Make(seed: 1, Operators, UidShare, hostileNames: false);
        _graph = graph;
        _evidence = GeneratedWitness.Of(Witness, nodes);
    }

    [Benchmark]
    public JobOperators Judge() => OperatorIdentity.Judge(_graph, _evidence);
}
