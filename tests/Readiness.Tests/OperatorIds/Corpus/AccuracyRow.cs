using System.Globalization;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Tests.OperatorIds.Corpus;

/// <summary>The figures of one version and profile.</summary>
internal sealed class AccuracyRow(string version, string profile)
{
    public string Version => version;

    public string Profile => profile;

    public int Graphs { get; private set; }

    public int Operators { get; private set; }

    public int Decided { get; private set; }

    public int Accused { get; private set; }

    public int WronglyAccused { get; private set; }

    public int AutoHeads { get; private set; }

    public int AutoHeadsProven { get; private set; }

    /// <summary>Heads without uid below which nothing has one either: these must all be proven.</summary>
    public int PlainHeads { get; private set; }

    public int PlainHeadsProven { get; private set; }

    public int UidHeads { get; private set; }

    public int UidHeadsDecided { get; private set; }

    public TimeSpan Time { get; private set; }

    public List<string> Wrong { get; } = [];

    public List<string> MissedPlainHeads { get; } = [];

    public static string Header => """
        | version | profile | graphs | operators | accused | wrong | heads without uid: proven | of these, no uid upstream: proven | heads with uid: decided | operators decided | ms/graph |
        | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
        """;

    public void Add(CorpusRecord record, IReadOnlyList<VertexOperators> verdicts, TimeSpan time)
    {
        var truth = new Truth(record);
        Graphs++;
        Time += time;
        Operators += record.Operators.Count;
        foreach (var vertex in verdicts)
        {
            var wrong = truth.Contradictions(vertex).Select(line => $"{record.Id}: {line}").ToList();
            Wrong.AddRange(wrong);
            WronglyAccused += wrong.Count(line => line.Contains(": Auto ", StringComparison.Ordinal));
            Accused += vertex.Operators.Count(one => one.Uid == UidVerdict.Auto);
            Decided += vertex.Operators.Count(one => one.Uid != UidVerdict.Undecided);
            var head = truth.ChainOf(vertex.VertexId)[0];
            var decided = vertex.Operators[0].Uid != UidVerdict.Undecided;
            if (head.Uid is not null)
            {
                UidHeads++;
                UidHeadsDecided += decided ? 1 : 0;
                continue;
            }

            AutoHeads++;
            AutoHeadsProven += decided ? 1 : 0;
            if (!truth.HasUidAtOrAbove(head))
            {
                PlainHeads++;
                PlainHeadsProven += decided ? 1 : 0;
                if (!decided)
                {
                    MissedPlainHeads.Add($"{record.Id}: {vertex.VertexId} {vertex.VertexName}: {vertex.Operators[0].Proof}");
                }
            }
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Version} | {Profile} | {Graphs} | {Operators} | {Accused} | {Wrong.Count} | {Share(AutoHeadsProven, AutoHeads)} | {Share(PlainHeadsProven, PlainHeads)} | {Share(UidHeadsDecided, UidHeads)} | {Share(Decided, Operators)} | {Time.TotalMilliseconds / Math.Max(1, Graphs):0.00} |");

    private static string Share(int part, int all) =>
        all == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{part} / {all} ({Math.Floor(1000.0 * part / all) / 10:0.0} %)");
}
