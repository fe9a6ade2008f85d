using System.Globalization;
using System.Text;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Monitor.Reports.Views;

/// <summary>How many operators have a uid, as a bar and in words; counted as <c>job_operators</c> counts: assignable ones.</summary>
internal static class UidBar
{
    private const int Width = 100;

    /// <summary>Writes it; nothing where no operator was judged.</summary>
    public static void Write(StringBuilder html, JobAssessment job)
    {
        var counted = job.Operators.SelectMany(vertex => vertex.Operators).Where(one => one.Assignable).ToList();
        if (counted.Count == 0)
        {
            return;
        }

        var (none, open) = (counted.Count(one => one.Uid == UidVerdict.Auto), counted.Count(one => one.Uid == UidVerdict.Undecided));
        var have = counted.Count - none - open;
        html.Append(CultureInfo.InvariantCulture, $"<svg class=\"bar\" width=\"{Width}\" height=\"8\" aria-hidden=\"true\">");
        var left = 0;
        foreach (var (kind, count) in (ReadOnlySpan<(string, int)>)[("has", have), ("none", none), ("open", open)])
        {
            var right = left + count;
            var (from, to) = (Width * left / counted.Count, Width * right / counted.Count);
            html.Append(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{from}\" width=\"{to - from}\" height=\"8\"/>");
            left = right;
        }

        html.Append(CultureInfo.InvariantCulture, $"</svg> {have} of {counted.Count} operators have a uid, {none} have none, {open} undecided");
    }
}
