using System.Buffers;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>
/// What becomes of an operator's name in a metric's label. Flink cuts it at 80 characters (<c>TaskMetricGroup.METRICS_OPERATOR_NAME_MAX_LENGTH</c>), from 2.0
/// on without the end that tells a sink's part; the reporter for Prometheus makes <c>_</c> of every other character than letters, digits, <c>:</c> and
/// <c>_</c>, unless it is told to leave them (<c>filterLabelValueCharacters</c>).
/// </summary>
internal static class MetricName
{
    private const int Longest = 80;

    private static readonly SearchValues<char> Kept = SearchValues.Create("0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    private static readonly string[] Ends = [": Writer", ": Committer"];

    /// <summary>Calls back with each text that the name may have become.</summary>
    public static void ForEach(string name, Action<string> visit)
    {
        if (name.Length <= Longest)
        {
            Visit(name);
            return;
        }

        Visit(name[..Longest]);
        foreach (var end in Ends)
        {
            if (name.EndsWith(end, StringComparison.Ordinal))
            {
                Visit(name[..(Longest - end.Length)] + end);
            }
        }

        void Visit(string cut)
        {
            visit(cut);
            if (cut.AsSpan().ContainsAnyExcept(Kept))
            {
                visit(string.Create(cut.Length, cut, static (text, cut) =>
                {
                    cut.CopyTo(text);
                    for (int at; (at = text.IndexOfAnyExcept(Kept)) >= 0; text = text[at..])
                    {
                        text[at] = '_';
                    }
                }));
            }
        }
    }
}
