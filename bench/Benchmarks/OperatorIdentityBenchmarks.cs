using BenchmarkDotNet.Attributes;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Tests.OperatorIds.Generated;

namespace FlinkReady.Benchmarks;

/// <summary>
/// Time and memory of judging one job. The figures to reach: 1,000 operators in 10 ms, 5,000 in 100 ms, memory linear in the number of operators.
/// Run with <c>dotnet run -c Release --project bench/Benchmarks -- --filter '*'</c>; it takes three to four minutes.
/// </summary>
[MemoryDiagnoser]
public class OperatorIdentityBenchmarks
{
    private JobGraph _graph = null!;

    /// <summary>Number of operators.</summary>
    [Params(10, 100, 1_000, 5_000)]
    public int Operators { get; set; }

    /// <summary>Share of the operators that have a uid.</summary>
    [Params(0, 0.5, 1)]
    public double UidShare { get; set; }

    [GlobalSetup]
    public void Setup() => _graph = GraphGenerator.Make(seed: 1, Operators, UidShare, hostileNames: false).Graph;

    [Benchmark]
    public IReadOnlyList<VertexOperators> Judge() => OperatorIdentity.Judge(_graph, OperatorEvidence.None);
}
