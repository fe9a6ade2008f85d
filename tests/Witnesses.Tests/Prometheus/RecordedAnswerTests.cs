using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Witnesses.Prometheus;
using FlinkReady.Witnesses.Tests.Support;

namespace FlinkReady.Witnesses.Tests.Prometheus;

/// <summary>Every recorded answer of a real Prometheus, against what Flink's own hasher knew of the job.</summary>
public sealed class RecordedAnswerTests
{
    private const string Origin = "http://prometheus:9090/";

    [NeedsFact(Need.SharedMaterial)]
    public void The_question_is_the_one_that_was_asked() => Assert.All(RecordedAnswer.All(), recorded =>
        Assert.Equal(recorded.Query, new OperatorIdsQuery(recorded.JobId, recorded.StartMs, recorded.AtMs, recorded.Matchers).Text));

    [NeedsFact(Need.SharedMaterial)]
    public void A_whole_answer_is_found_whole_and_shows_the_operators_of_the_job()
    {
        var whole = RecordedAnswer.All().Where(recorded => recorded.IsWhole).ToList();
        Assert.True(whole.Count > 60, $"only {whole.Count}");
        Assert.All(whole, recorded =>
        {
            var reading = Judge(recorded, recorded.Answer);
            Assert.True(reading.Result == OperatorIdsResult.Whole, $"{recorded.Folder}: {reading.Message}");
            Assert.True(reading.Set!.IsWhole);
            Assert.Equal(recorded.Operators.Select(one => (one.Id, one.Vertex)).Order(), reading.Set.Operators.Select(one => (one.Id, one.VertexId!)).Order());
        });
    }

    // The truth says what the answer lacks; the rest follows from the graph.
    [NeedsFact(Need.SharedMaterial)]
    public void What_is_missing_or_of_another_job_is_told_apart()
    {
        var others = RecordedAnswer.All().Where(recorded => !recorded.IsWhole).ToList();
        Assert.True(others.Count > 10, $"only {others.Count}");
        Assert.All(others, recorded =>
        {
            var reading = Judge(recorded, recorded.Answer);
            var expected = recorded.Job switch
            {
                // The head of an iteration has no metrics, but its vertex has no other operator.
                "iterate" => OperatorIdsResult.Whole,
                "batch-first" or "behind" => OperatorIdsResult.Partial,
                "two-clusters-mixed" => OperatorIdsResult.Foreign,
                "variant-few-names" or "variant-noid-names" => OperatorIdsResult.Empty,
                _ => throw new InvalidOperationException(recorded.Job),
            };
            Assert.True(reading.Result == expected, $"{recorded.Folder}: {reading.Result}, {reading.Message}");
            var known = recorded.Operators.Select(one => (one.Id, one.Vertex)).ToHashSet();
            var shown = reading.Set?.Operators.Select(one => (one.Id, one.VertexId!)).ToList() ?? [];
            Assert.Subset(known, shown.ToHashSet());
            Assert.Equal(expected == OperatorIdsResult.Whole, shown.Count == known.Count);
        });
    }

    [NeedsFact(Need.SharedMaterial)]
    public void Without_a_range_less_is_known_or_too_much() => Assert.All(RecordedAnswer.All().Where(recorded => recorded.Instant is not null), recorded =>
    {
        var reading = Judge(recorded, recorded.Instant!);
        var expected = recorded.Job switch
        {
            "reused" => OperatorIdsResult.Foreign,
            "cancelled" => OperatorIdsResult.Empty,
            _ => OperatorIdsResult.Partial,
        };
        Assert.True(reading.Result == expected, $"{recorded.Folder}: {reading.Result}, {reading.Message}");
    });

    [NeedsFact(Need.SharedMaterial)]
    public void A_job_that_Prometheus_does_not_know_is_empty()
    {
        var unknown = Directory.GetFiles(SharedMaterial.PathOf("operator-ids")!, "operators.json", SearchOption.AllDirectories).Where(file => file.Contains("/unknown/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(unknown);
        Assert.All(unknown, file => Assert.Equal(OperatorIdsResult.Empty, Judge(File.ReadAllBytes(file), [new(new string('a', 32), 2)]).Result));
    }

    private static OperatorIdsReading Judge(RecordedAnswer recorded, byte[] answer) => Judge(answer, recorded.Vertices, recorded.PendingOperators);

    private static OperatorIdsReading Judge(byte[] answer, IReadOnlyList<VertexOperatorCount> vertices, int pendingOperators = 0) => OperatorIdsClassifier.Judge(QueryAnswer.Read(answer, 10_000), vertices, pendingOperators, Origin);
}
