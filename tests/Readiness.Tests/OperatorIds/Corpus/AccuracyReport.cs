using System.Diagnostics;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.TestSupport;

namespace FlinkReady.Readiness.Tests.OperatorIds.Corpus;

/// <summary>
/// Judges every graph of the job graph corpus and holds the verdicts against the truth. One wrong verdict of any kind fails it. The table goes to the
/// test's output and to <c>artifacts/accuracy.md</c>.
/// </summary>
[Trait("Category", "Accuracy")]
public class AccuracyReport(ITestOutputHelper output)
{
    /// <summary>Where every head without uid that has none above it must be proven.</summary>
    private static readonly string[] _provenWhole = ["small", "medium", "shapes", "sql"];

    /// <summary>The same, but for one in a hundred: jobs of thousands of operators, and names made to mislead.</summary>
    private static readonly string[] _provenNearlyWhole = ["large", "wide", "huge"];

    [Fact]
    public void No_verdict_on_the_corpus_contradicts_the_truth()
    {
        var rows = Judge(_ => OperatorEvidence.None);
        Publish("accuracy.md", rows);

        Assert.Empty(rows.SelectMany(row => row.Wrong));
        Assert.Empty(rows.Where(row => _provenWhole.Contains(row.Profile)).SelectMany(row => row.MissedPlainHeads));
        Assert.All(
            rows.Where(row => _provenNearlyWhole.Contains(row.Profile)),
            row => Assert.InRange(row.MissedPlainHeads.Count, 0, row.PlainHeads / 100));
    }

    [Fact]
    public void No_verdict_contradicts_the_truth_where_all_uids_of_the_job_are_declared()
    {
        var rows = Judge(record => new OperatorEvidence { DeclaredUids = [.. record.Operators.Select(one => one.Uid).OfType<string>().Order(StringComparer.Ordinal)] });
        Publish("accuracy-declared.md", rows);

        Assert.Empty(rows.SelectMany(row => row.Wrong));
    }

    private static List<AccuracyRow> Judge(Func<CorpusRecord, OperatorEvidence> evidence)
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        var rows = new List<AccuracyRow>();
        foreach (var path in CorpusFiles.All)
        {
            AccuracyRow? row = null;
            foreach (var record in CorpusFiles.Read(path))
            {
                if (row is null)
                {
                    rows.Add(row = new AccuracyRow(record.Version, record.Profile));
                    OperatorIdentity.Judge(record.Graph, evidence(record));
                }

                var start = Stopwatch.GetTimestamp();
                var verdicts = OperatorIdentity.Judge(record.Graph, evidence(record));
                row.Add(record, verdicts, Stopwatch.GetElapsedTime(start));
            }
        }

        return rows;
    }

    private void Publish(string name, List<AccuracyRow> rows)
    {
        var lines = rows.Select(row => row.ToString()).Prepend(AccuracyRow.Header).ToList();
        lines.ForEach(output.WriteLine);
        foreach (var row in rows)
        {
            row.Wrong.ForEach(output.WriteLine);
        }

        var folder = Directory.CreateDirectory(Path.Combine(SharedMaterial.RepositoryRoot, "artifacts"));
        File.WriteAllLines(Path.Combine(folder.FullName, name), lines);
    }
}
