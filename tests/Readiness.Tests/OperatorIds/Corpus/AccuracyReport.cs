using System.Diagnostics;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Tests.OperatorIds.Corpus;

/// <summary>
/// Judges every graph of the job graph corpus and holds the verdicts against the truth. One wrong verdict of any kind fails it. The table goes to the
/// test's output and to <c>artifacts/accuracy.md</c>.
/// </summary>
[Trait("Category", "Accuracy")]
public class AccuracyReport(ITestOutputHelper output)
{
    /// <summary>Where every head without uid that has none above it must be proven.</summary>
    private static readonly string[] ProvenWhole = ["small", "medium", "large", "wide", "huge", "shapes", "sql"];

    /// <summary>What share of the heads without uid, and of those with one, has to be decided, whatever is above them.</summary>
    private static readonly (string Profile, double Auto, double Uid)[] Floors =
    [
        ("small", 0.983, 0.88), ("medium", 0.978, 0.83), ("large", 0.950, 0.78), ("huge", 0.88, 0.82), ("wide", 0.99, 0.99), ("shapes", 0.967, 0.92), ("sql", 0.991, 0.97),
    ];

    [NeedsFact(Need.SharedMaterial)]
    public void No_verdict_on_the_corpus_contradicts_the_truth()
    {
        var rows = Judge(_ => OperatorEvidence.None);
        Publish("accuracy.md", rows);

        Assert.Empty(rows.SelectMany(row => row.Wrong));
        Assert.Empty(rows.Where(row => ProvenWhole.Contains(row.Profile)).SelectMany(row => row.MissedPlainHeads));
        Assert.All(Floors, floor => Assert.All(rows.Where(row => row.Profile == floor.Profile), row =>
        {
            Assert.InRange((double)row.AutoHeadsProven / row.AutoHeads, floor.Auto, 1);
            Assert.InRange((double)row.UidHeadsDecided / row.UidHeads, floor.Uid, 1);
        }));
    }

    [NeedsFact(Need.SharedMaterial)]
    public void No_verdict_contradicts_the_truth_where_all_uids_of_the_job_are_declared()
    {
        var rows = Judge(record => new OperatorEvidence { DeclaredUids = [.. record.Operators.Select(one => one.Uid).OfType<string>().Order(StringComparer.Ordinal)] });
        Publish("accuracy-declared.md", rows);

        Assert.Empty(rows.SelectMany(row => row.Wrong));
    }

    private static List<AccuracyRow> Judge(Func<CorpusRecord, OperatorEvidence> evidence)
    {
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
