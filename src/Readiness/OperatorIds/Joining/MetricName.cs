using System.Text;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>
/// What becomes of an operator's name in a metric's label. Flink cuts it at 80 characters (<c>TaskMetricGroup.METRICS_OPERATOR_NAME_MAX_LENGTH</c>), from 2.0
/// on without the end that tells a sink's part; the reporter for Prometheus makes <c>_</c> of every other character than letters, digits, <c>:</c> and
/// <c>_</c>, unless it is told to leave them (<c>filterLabelValueCharacters</c>).
/// </summary>
internal static class MetricName
{
    private const int Longest = 80;

    private static readonly string[] Ends = [": Writer", ": Committer"];

    /// <summary>The texts that the name may have become.</summary>
    public static IEnumerable<string> Of(string name)
    {
        foreach (var cut in Cut(name))
        {
            yield return Filtered(cut);
            if (Filtered(cut) != cut)
            {
                yield return cut;
            }
        }
    }

    private static IEnumerable<string> Cut(string name)
    {
        if (name.Length <= Longest)
        {
            yield return name;
            yield break;
        }

        yield return name[..Longest];
        foreach (var end in Ends.Where(end => name.EndsWith(end, StringComparison.Ordinal)))
        {
            yield return name[..(Longest - end.Length)] + end;
        }
    }

    private static string Filtered(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var unit in name)
        {
            text.Append(char.IsAsciiLetterOrDigit(unit) || unit is ':' or '_' ? unit : '_');
        }

        return text.ToString();
    }
}
