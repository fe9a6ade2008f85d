using BenchmarkDotNet.Attributes;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Tests.OperatorIds.Corpus;
using FlinkReady.Readiness.Tests.OperatorIds.Joining;

namespace FlinkReady.Benchmarks;

/// <summary>
/// The same as <see cref="WitnessedIdentityBenchmarks"/> with real jobs of about 5,000 operators: they have names in common, chained sources and iterations,
/// which random ones have not. Needs the job graph corpus beside the repository.
/// </summary>
[MemoryDiagnoser]
public class WitnessedCorpusBenchmarks
{
    private JobGraph _graph = null!;
    private OperatorEvidence _evidence = null!;

    /// <summary>Which operators have a uid.</summary>
    [Params("none", "half", "all")]
    public string Uids { get; set; } = string.Empty;

    /// <summary>Who shows them.</summary>
    [Params("ids", "names", "metrics")]
    public string Witness { get; set; } = string.Empty;

    [GlobalSetup]
    public void Setup()
    {
        var path = SharedMaterial.PathOf("jobgraph-corpus", "1.20.5", "huge.jsonl.gz") ?? throw new InvalidOperationException($"No corpus: {SharedMaterial.MissingReason}.");
        var record = CorpusFiles.Read(path).First(one => one.Id.Contains($"huge-5000-{Uids}", StringComparison.Ordinal));
        _graph = record.Graph;
        _evidence = new OperatorEvidence
        {
            Checkpoint = Witness switch { "ids" => CorpusWitness.OldFile(record), "names" => CorpusWitness.NewFile(record), _ => null },
            Prometheus = Witness == "metrics" ? CorpusWitness.Metrics(record) : null,
        };
    }

    [Benchmark]
    public JobOperators Judge() => OperatorIdentity.Judge(_graph, _evidence);
}
