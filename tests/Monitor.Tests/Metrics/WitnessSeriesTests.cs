using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Targets;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Monitor.Tests.Metrics;

public sealed class WitnessSeriesTests
{
    [Fact]
    public void Every_result_of_the_contract_is_exported_and_each_attempt_counted_once()
    {
        WitnessRead[] first =
        [
            Read(Witness.Checkpoint, "gone", 0), Read(Witness.Checkpoint, "read", 4236), Read(Witness.Checkpoint, "badMetadata", 0), Read(Witness.Checkpoint, "refused", 0),
            Read(Witness.Prometheus, "whole", 0), Read(Witness.Prometheus, "denied", 0), Read(Witness.Prometheus, "notAsked", 0),
        ];
        var second = first.Select(read => read with { IsNew = false }).Append(Read(Witness.Checkpoint, "read", 64)).ToList();
        var view = Made.View(Made.Assessment("orders", [])) with
        {
            Counters = PollCounters.Zero.Add(null, [], first).Add(null, [], second),
            MetadataBytes = new SortedDictionary<string, long> { ["enrich"] = 4236 },
        };

        var page = Exposition.Of(view);

        Assert.Equal(
            [
                "flinkready_operator_ids_reads_total{target=\"orders\",result=\"whole\"} 1",
                "flinkready_operator_ids_reads_total{target=\"orders\",result=\"partial\"} 0",
                "flinkready_operator_ids_reads_total{target=\"orders\",result=\"empty\"} 0",
                "flinkready_operator_ids_reads_total{target=\"orders\",result=\"foreign\"} 0",
                "flinkready_operator_ids_reads_total{target=\"orders\",result=\"failed\"} 1",
            ],
            Exposition.Samples(page, "flinkready_operator_ids_reads_total"));
        Assert.Equal(
            [
                "flinkready_metadata_reads_total{target=\"orders\",result=\"read\"} 2",
                "flinkready_metadata_reads_total{target=\"orders\",result=\"gone\"} 1",
                "flinkready_metadata_reads_total{target=\"orders\",result=\"denied\"} 1",
                "flinkready_metadata_reads_total{target=\"orders\",result=\"too_large\"} 0",
                "flinkready_metadata_reads_total{target=\"orders\",result=\"bad\"} 1",
                "flinkready_metadata_reads_total{target=\"orders\",result=\"not_addressable\"} 0",
                "flinkready_metadata_reads_total{target=\"orders\",result=\"not_configured\"} 0",
                "flinkready_metadata_reads_total{target=\"orders\",result=\"failed\"} 0",
            ],
            Exposition.Samples(page, "flinkready_metadata_reads_total"));
        Assert.Equal(["flinkready_metadata_bytes_total{target=\"orders\"} 4300"], Exposition.Samples(page, "flinkready_metadata_bytes_total"));
        Assert.Equal(
            ["flinkready_witness_contradictions_total{target=\"orders\",witness=\"checkpoint\"} 0", "flinkready_witness_contradictions_total{target=\"orders\",witness=\"prometheus\"} 0"],
            Exposition.Samples(page, "flinkready_witness_contradictions_total"));
        Assert.Equal(["flinkready_job_checkpoint_metadata_bytes{target=\"orders\",job_name=\"enrich\"} 4236"], Exposition.Samples(page, "flinkready_job_checkpoint_metadata_bytes"));
    }

    [Fact]
    public void A_contradiction_counts_once_however_long_it_lasts()
    {
        var fine = Made.Assessment("orders", [], Made.Job("enrich", "1"));
        var contradicted = Made.Assessment("orders", [], Made.Job("enrich", "1") with
        {
            Operators = new JobOperators([], [new WitnessReport(OperatorWitness.Prometheus, "http://prometheus/", WitnessStanding.Contradicts, "no")]),
        });

        var counters = WitnessCounters.Zero.Add(null, fine).Add(fine, contradicted).Add(contradicted, contradicted);
        Assert.Equal(1, counters.Contradictions[OperatorWitness.Prometheus]);
        Assert.Equal(2, counters.Add(contradicted, fine).Add(fine, contradicted).Contradictions[OperatorWitness.Prometheus]);
        Assert.False(counters.Contradictions.ContainsKey(OperatorWitness.Checkpoint));
    }

    private static WitnessRead Read(Witness witness, string result, long bytes) => new(witness, "1", "file:/a", result, null, Made.Noon, TimeSpan.Zero, bytes);
}
