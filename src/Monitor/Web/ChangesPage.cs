using System.Globalization;
using System.Text;
using FlinkReady.Monitor.Changes;
using FlinkReady.Monitor.Html;
using FlinkReady.Monitor.Reports;
using FlinkReady.Readiness.Names;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Web;

/// <summary><c>GET /changes?days=[&amp;target=]</c>: what changed between polls, day by day.</summary>
internal sealed class ChangesPage(ChangeLog log, TimeProvider time)
{
    private const int MostLines = 1_000;

    public Task HandleAsync(HttpContext context)
    {
        var target = (string?)context.Request.Query["target"] is { Length: > 0 } name ? name : null;
        return Days(context.Request.Query["days"]) is { } days
            ? Answers.HtmlAsync(context, 200, HtmlPage.Served("Changes", Render(log, time.GetUtcNow(), days, target)))
            : Answers.TextAsync(context, 400, $"days is a whole number from 1 to {ChangeLog.KeptFor.TotalDays:0}.");
    }

    /// <summary>What the page says.</summary>
    public static string Render(ChangeLog log, DateTimeOffset now, int days, string? target)
    {
        var changes = log.Since(now.AddDays(-days), target);
        var html = new StringBuilder("<h1>Changes</h1>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p>{Text.Count(changes.Count, "change")} in {Text.Count(days, "day")}{(target is null ? string.Empty : $" of {EncodeLine(target)}")} · known since {ReportWords.ToSecond(log.KnownSince)} · <a href=\"changes.atom\">as a feed</a> · <a href=\"api/v1/changes\">as JSON</a></p>\n");
        html.Append("<form action=\"changes\"><label>Days <select name=\"days\">");
        foreach (var choice in (ReadOnlySpan<int>)[1, 2, 7])
        {
            html.Append(CultureInfo.InvariantCulture, $"<option{(choice == days ? " selected" : string.Empty)}>{choice}</option>");
        }

        html.Append($"</select></label> <label>Target <input name=\"target\" value=\"{EncodeValue(target)}\"></label> <button>Show</button></form>\n");
        foreach (var day in changes.Take(MostLines).GroupBy(change => change.At.UtcDateTime.Date))
        {
            html.Append(CultureInfo.InvariantCulture, $"<section><h2>{day.Key:yyyy-MM-dd}</h2>\n");
            ChangeList.Write(html, ChangeDigest.Of(day));
            html.Append("</section>\n");
        }

        if (changes.Count > MostLines)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>The last {MostLines} of {changes.Count}.</p>\n");
        }

        return html.ToString();
    }

    private static int? Days(string? text) => string.IsNullOrEmpty(text) ? (int)ChangeLog.KeptFor.TotalDays
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days >= 1 && days <= ChangeLog.KeptFor.TotalDays ? days
        : null;
}
