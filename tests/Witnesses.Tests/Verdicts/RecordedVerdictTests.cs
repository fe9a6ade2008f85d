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
            AssertDecided(job, $"{job.Name} {file}", OperatorIdentity.Judge(graph, new OperatorEvidence { Checkpoint = content.ToMetadata($"file:{file}") }));
            AssertDecided(job, $"{job.Name} {file}, ids alone", OperatorIdentity.Judge(graph, new OperatorEvidence { Checkpoint = IdsAlone(content.ToMetadata($"file:{file}")) }));
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
            AssertDecided(job, job.Name, OperatorIdentity.Judge(GraphReader.Read(job.Details), new OperatorEvidence { Prometheus = set }));
            judged++;
        }

        Assert.True(judged > 60, $"only {judged} answers");
    }

    // All that a file of Flink 1.x has.
    private static CheckpointMetadata IdsAlone(CheckpointMetadata file) => file with { Operators = [.. file.Operators.Select(one => one with { Name = null, Uid = null })] };

    private void AssertDecided(RecordedJob job, string what, JobOperators found)
    {
        Assert.True(found.IsWhole, $"{what}: {string.Join("; ", found.Witnesses)}");
        var operators = found.SelectMany(vertex => vertex.Operators).ToList();
        foreach (var one in operators.Where(one => one.Uid == UidVerdict.Undecided || one.Index < 0))
        {
            output.WriteLine($"{what}: {one.Name} [{one.Index}] {one.Uid} {one.Proof}");
        }

        Assert.DoesNotContain(operators, one => one.Uid == UidVerdict.Undecided);
        Assert.Equal(Names(job.Operators.Where(one => one.Uid is null).Select(one => one.Name)), Names(operators.Where(one => one.Uid == UidVerdict.Auto).Select(one => one.Name)));
        Assert.Equal(Names(job.Operators.Where(one => one.Uid is not null).Select(one => one.Name)), Names(operators.Where(one => one.Uid != UidVerdict.Auto).Select(one => one.Name)));
        var truth = job.Operators.ToDictionary(one => one.Id);
        Assert.All(operators.Where(one => one.OperatorId is not null), one => Assert.Equal(truth[one.OperatorId!].Name, one.Name));
        Assert.All(operators.Where(one => one.DeclaredUid is not null && one.OperatorId is not null), one => Assert.Equal(truth[one.OperatorId!].Uid, one.DeclaredUid));
    }

    private static string Names(IEnumerable<string> names) => string.Join('\n', names.Order(StringComparer.Ordinal));
}
