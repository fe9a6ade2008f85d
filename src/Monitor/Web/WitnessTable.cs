using System.Globalization;
using System.Text;
using FlinkReady.Monitor.Targets;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Web;

/// <summary>What witnesses said of a target's jobs when they were asked last: what they did not say first.</summary>
internal static class WitnessTable
{
    private const int MostReads = 100;

    /// <summary>Writes the section; nothing where no witness was asked.</summary>
    public static void Write(StringBuilder html, TargetView view)
    {
        if (view.WitnessReads.Count == 0)
        {
            return;
        }

        var names = (view.State.Current?.Jobs ?? []).DistinctBy(job => job.JobId).ToDictionary(job => job.JobId, job => job.JobName, StringComparer.Ordinal);
        html.Append("<section><h2>Witnesses of operators' ids</h2>\n<div class=\"wide\" tabindex=\"0\"><table>\n<thead><tr><th>Job</th><th>Asked</th><th>ms</th><th>Bytes</th><th>What came of it</th></tr></thead>\n<tbody>\n");
        foreach (var read in view.WitnessReads.OrderBy(read => read.IsSettled).Take(MostReads))
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{EncodeLine(names.GetValueOrDefault(read.JobId, read.JobId))}</td><td>{EncodeLine(read.Path)}</td><td class=\"n\">{read.Elapsed.TotalMilliseconds:0}</td><td class=\"n\">{read.Bytes}</td><td>{Encode(read.Result)}{(read.Message is { } message ? $": {EncodeLine(message)}" : string.Empty)}</td></tr>\n");
        }

        html.Append("</tbody>\n</table></div></section>\n");
    }
}
