using System.Globalization;
using System.Text;
using FlinkReady.Monitor.Layout;
using FlinkReady.Monitor.Reports.Views;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Names;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Web;

/// <summary>The graph on a job's page, with what a reader may choose of it.</summary>
internal static class JobGraphSection
{
    // Above it the whole is easier to find one's way in when it is smaller.
    private const int Large = 60;

    /// <summary>Writes the section.</summary>
    public static void Write(StringBuilder html, TargetAssessment target, JobAssessment job, JobPictures pictures)
    {
        html.Append("<section class=\"graph\"><h2 id=\"graph\">Graph</h2>\n");
        if (pictures.Boxes.Count == 0)
        {
            html.Append("<p>Flink shows no graph of it: it is over, starts just now, or was not read.</p></section>\n");
            return;
        }

        var plain = PageLinks.Job(target.Name, job.JobName, job.JobId);
        Filter(html, target, job, pictures, Encode(plain));
        if (pictures.IsEmpty)
        {
            html.Append("</section>\n");
            return;
        }

        var address = Encode(plain + pictures.Filter.ToQuery());
        if (pictures.View.Drawn is null)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Text.Count(pictures.View.Window.Shown.Count, "vertex", "vertices")} with their edges are more than a picture can show (up to {GraphToDraw.MostEdges} edges). The table below has them all; <a href=\"{Encode(plain)}&amp;n=0#graph\">show those with findings alone</a>.</p></section>\n");
            return;
        }

        Choices(html, pictures, address);
        html.Append("<p class=\"faint\">✗ no uid · ✓ has one · ? undecided · – can't be given one. Thick lines are keyed, dashed ones broadcast.</p>\n<div class=\"wide\" tabindex=\"0\">");
        JobGraphPicture.Write(html, pictures.Boxes, pictures.View, pictures.Links, pictures.Percent ?? DefaultSize(pictures), pictures.Marked);
        html.Append("</div></section>\n");
    }

    /// <summary>Says how many vertices fit the filter; nothing where there is none.</summary>
    /// <param name="html">Where it goes.</param>
    /// <param name="pictures">What is shown.</param>
    /// <param name="everything">The address without the filter, as HTML.</param>
    public static void Limits(StringBuilder html, JobPictures pictures, string everything)
    {
        if (pictures.Fitting is { Count: var count })
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{(count == 0 ? "None" : count)} of {Text.Count(pictures.Boxes.Count, "vertex", "vertices")} {pictures.Filter.ToHtml(count == 1)}. <a href=\"{everything}\">Show all</a></p>\n");
        }
    }

    private static int DefaultSize(JobPictures pictures) => pictures.View.Window.Shown.Count > Large ? 75 : 100;

    // Of a small graph all is seen at once.
    private static void Filter(StringBuilder html, TargetAssessment target, JobAssessment job, JobPictures pictures, string everything)
    {
        if (pictures.Boxes.Count > Large || pictures.Fitting is not null)
        {
            pictures.Filter.Form(html, target.Name, job, pictures.SizeText);
        }

        Limits(html, pictures, $"{everything}#graph");
    }

    private static void Choices(StringBuilder html, JobPictures pictures, string address)
    {
        var window = pictures.View.Window;
        if (!window.IsWhole)
        {
            Window(html, pictures, address);
        }

        var kept = window.IsWhole ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"&amp;n={pictures.Steps}{(pictures.Around is null ? string.Empty : $"&amp;around={Encode(Uri.EscapeDataString(pictures.Around))}")}");
        html.Append("<p class=\"choice\">Show: <label><input type=\"radio\" name=\"view\" id=\"view-uid\" checked> uids</label> <label><input type=\"radio\" name=\"view\" id=\"view-scaling\"> headroom</label> <label><input type=\"radio\" name=\"view\" id=\"view-state\"> state</label> · Size:");
        foreach (var size in JobPictures.Sizes)
        {
            html.Append(CultureInfo.InvariantCulture, $" <a href=\"{address}{kept}&amp;size={size}#graph\">{size} %</a>");
        }

        html.Append(CultureInfo.InvariantCulture, $" <a href=\"{address}{kept}&amp;size={JobPictures.FitWord}#graph\">as wide as the page</a></p>\n");
    }

    private static void Window(StringBuilder html, JobPictures pictures, string address)
    {
        var window = pictures.View.Window;
        var what = pictures.Around is not null ? "what is near one vertex"
            : pictures.Fitting is { } fitting ? (window.Steps > 0 ? "those that fit, marked ▸, and what is near them" : fitting.Count > window.Shown.Count ? "some of those that fit, the worst first" : "those that fit")
            : pictures.Boxes.Any(box => box.Worst is not null) ? "the vertices with findings and what is near them"
            : "what is near its first source: no vertex has a finding";
        html.Append(CultureInfo.InvariantCulture, $"<p>This is a window: {window.Shown.Count} of {pictures.Boxes.Count} vertices, {what}{(window.Steps > 0 || pictures.Fitting is null ? $", {Text.Count(window.Steps, "edge")} far" : string.Empty)}");
        html.Append(window.Steps < pictures.Steps ? " (farther would be more than a picture can show)" : string.Empty);
        html.Append(window.LacksGaps ? ". Ways over what is left out are too many to show." : ". Dotted lines lead over what is left out.");
        html.Append(" Reach:");
        var around = pictures.Around is null ? string.Empty : $"&amp;around={Encode(Uri.EscapeDataString(pictures.Around))}";
        for (var steps = 0; steps <= GraphWindow.MostSteps; steps++)
        {
            html.Append(CultureInfo.InvariantCulture, $" <a href=\"{address}&amp;n={steps}{around}#graph\">{steps}</a>");
        }

        html.Append(pictures.Around is null ? "</p>\n" : $" · <a href=\"{address}#graph\">{(pictures.Fitting is null ? "those with findings" : "those that fit")}</a></p>\n");
    }
}
