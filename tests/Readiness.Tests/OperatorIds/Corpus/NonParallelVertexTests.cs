using System.IO.Compression;
using System.Text.Json;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Rules;
using FlinkReady.Readiness.Rules.Identity;
using FlinkReady.Readiness.Runs;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.OperatorIds.Corpus;

/// <summary>
/// Vertices that Flink forces to one subtask (windowAll, global committers): their operator's own max parallelism is 1, by the corpus' truth, in jobs that
/// have another one or none. Calling them short of room accuses what nobody can change (report windowall-at-max).
/// </summary>
[Trait("Category", "Accuracy")]
public sealed class NonParallelVertexTests
{
    [NeedsFact(Need.SharedMaterial)]
    public void No_vertex_that_can_not_be_scaled_is_short_of_room_or_counts_in_the_exported_ratio()
    {
        var (seen, wrong) = (0, new List<string>());
        foreach (var line in CorpusFiles.All.Where(path => !path.EndsWith("huge.jsonl.gz", StringComparison.Ordinal)).SelectMany(Lines))
        {
            using var record = JsonDocument.Parse(line);
            var forced = record.RootElement.GetProperty("truth").GetProperty("operators").EnumerateArray()
                .Where(one => one.GetProperty("maxParallelism").GetInt32() == 1)
                .Select(one => one.GetProperty("vertex").GetString()!).ToHashSet(StringComparer.Ordinal);
            var details = record.RootElement.GetProperty("job").Deserialize(FlinkJson.Default.JobDetails)!;
            if (forced.Count == 0 || details.MaxParallelism == 1)
            {
                continue;
            }

            var job = FactsOf(details);
            seen += job.Vertices.Count(vertex => forced.Contains(vertex.Id) && vertex.IsKeyed);
            wrong.AddRange(Accused(job).Where(forced.Contains).Select(id => $"{record.RootElement.GetProperty("id")}: {id}"));
            Assert.False(job.LeastHeadroom is { } least && forced.Contains(least.Id), $"{record.RootElement.GetProperty("id")}: the exported ratio is that of a vertex that can't be scaled");
        }

        Assert.Empty(wrong);
        Assert.True(seen > 100, $"only {seen} keyed vertices that can't be scaled");
    }

    private static IEnumerable<string> Accused(JobFacts job)
    {
        foreach (var rule in (JobRule[])[new MaxParallelismHeadroom(), new KeyGroupBalance()])
        {
            if ((rule.Gate(job) ?? rule.Judge(job, ContextOf(rule, job))) is Verdict.Fail fail)
            {
                foreach (var finding in fail.Findings)
                {
                    yield return finding.Resource.VertexId!;
                }
            }
        }
    }

    private static JobRuleContext ContextOf(JobRule rule, JobFacts job) => new(job, (ClusterFacts)job.Cluster, new JobPast(job, (ClusterFacts)job.Cluster, TargetHistory.Empty, new([]), new RunGraphs()))
    {
        Target = "corpus",
        Settings = RuleSettings.None,
        Severity = rule.Descriptor.Severity,
        Operators = new([]),
        Samples = [],
    };

    private static JobFacts FactsOf(JobDetails details)
    {
        var at = DateTimeOffset.UnixEpoch;
        return new ClusterFacts(new ClusterSnapshot
        {
            Access = new TargetAccess("http://corpus", false, true, false, true),
            StartedAt = at,
            Elapsed = TimeSpan.Zero,
            Readings = ReadingSet.Of(),
            Jobs = [new JobSnapshot { Id = details.Id, Readings = ReadingSet.Of(ReadingAccess.Answer(JobDetails.Key, JobDetails.Key.PathOf(details.Id), at, details)) }],
            Exchanges = [],
        }).Jobs[0];
    }

    private static IEnumerable<string> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
