using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Witnesses.Prometheus;
using FlinkReady.Witnesses.Tests.Support;

namespace FlinkReady.Witnesses.Tests.Verdicts;

/// <summary>What real files and real answers of a Prometheus decide of real jobs: every operator, and each as it is.</summary>
public sealed class RecordedVerdictTests(ITestOutputHelper output)
{
    [NeedsFact(Need.SharedMaterial)]
    public async Task The_metadata_of_a_checkpoint_decides_every_operator()
    {
        var judged = 0;
        foreach (var (job, file) in RecordedJob.WithMetadata())
        {
            var content = await Reading.OfAsync(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            var graph = GraphReader.Read(job.Details);
            AssertDecided(job, $"{job.Name} {file}", OperatorIdentity.Judge(graph, new OperatorEvidence { Checkpoint = content }), content.Version >= 5);
            AssertDecided(job, $"{job.Name} {file}, ids alone", OperatorIdentity.Judge(graph, new OperatorEvidence { Checkpoint = IdsAlone(content) }), hasNames: false);
            judged++;
        }

        Assert.True(judged > 30, $"only {judged} files");
    }

    [NeedsFact(Need.SharedMaterial)]
    public void What_Prometheus_shows_whole_decides_every_operator()
    {
        var judged = 0;
        foreach (var (job, answer) in RecordedJob.WithMetrics().Where(one => one.Answer.IsWhole && one.Answer.Job is not ("batch" or "unknown")))
        {
            var set = OperatorIdsClassifier.Judge(QueryAnswer.Read(answer.Answer, 10_000), answer.Vertices, answer.PendingOperators, "http://prometheus:9090/").Set!;
            AssertDecided(job, job.Name, OperatorIdentity.Judge(GraphReader.Read(job.Details), new OperatorEvidence { Prometheus = set }), hasNames: false);
            judged++;
        }

        Assert.True(judged > 60, $"only {judged} answers");
    }

    // All that a file of Flink 1.x has.
    private static CheckpointMetadata IdsAlone(CheckpointMetadata file) => file with { Operators = [.. file.Operators.Select(one => one with { Name = null, Uid = null })] };

    private void AssertDecided(RecordedJob job, string what, JobOperators found, bool hasNames)
    {
        Assert.True(found.Contradiction is null && found.Witnesses.Any(one => one.Standing == WitnessStanding.Whole), $"{what}: {string.Join("; ", found.Witnesses)}");
        var operators = found.SelectMany(vertex => vertex.Operators).ToList();
        foreach (var one in operators.Where(one => one.Uid == UidVerdict.Undecided || one.Index < 0))
        {
            output.WriteLine($"{what}: {one.Name} [{one.Index}] {one.Uid} {one.Proof}");
        }

        Assert.DoesNotContain(operators, one => one.Uid == UidVerdict.Undecided);
        Assert.Equal(job.Operators.Count, operators.Count);
        var truth = job.Operators.ToDictionary(one => one.Id);
        Assert.Equal(job.Operators.Count(one => one.Uid is null), operators.Count(one => one.Uid == UidVerdict.Auto));
        Assert.All(operators.Where(one => one.OperatorId is not null), one =>
        {
            var known = truth[one.OperatorId!];
            Assert.True((known.Uid is null) == (one.Uid == UidVerdict.Auto), $"{what}: {one}");
            Assert.True(one.DeclaredUid is null || one.DeclaredUid == known.Uid, $"{what}: {one}");

            // Where its description is another, REST may show that alone.
            Assert.True(one.Name == known.Name || (!hasNames && !job.Operators.Any(other => other.Name == one.Name)), $"{what}: {one}");
        });
        Assert.All(operators.Where(one => one.OperatorId is null), one => Assert.Contains(job.Operators, known => known.Name == one.Name && (known.Uid is null) == (one.Uid == UidVerdict.Auto)));
    }
}
