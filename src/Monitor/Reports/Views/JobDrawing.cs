using System.Text;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Names;

namespace FlinkReady.Monitor.Reports.Views;

/// <summary>The graph of a job and the table of its operators in a document that a reader can't ask anything.</summary>
internal sealed class JobDrawing
{
    private readonly JobAssessment _job;
    private readonly IReadOnlyList<VertexBox> _boxes;
    private readonly GraphView _view;

    /// <summary>The drawing of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="prefix">Before the names of places of it.</param>
    public JobDrawing(JobAssessment job, string prefix)
    {
        _job = job;
        _boxes = VertexBox.Of(job);
        _view = GraphView.Of(_boxes);
        Links = VertexLinks.Within(prefix, _view.Shown(_boxes));
    }

    /// <summary>Where it has what belongs to a vertex; null where the job shows no graph.</summary>
    public VertexLinks? LinksOrNone => _boxes.Count == 0 ? null : Links;

    private VertexLinks Links { get; }

    /// <summary>Writes both; nothing where the job shows no graph.</summary>
    public void Write(StringBuilder html)
    {
        if (_boxes.Count == 0)
        {
            return;
        }

        if (_view.Drawn is not null)
        {
            html.Append("<p class=\"faint\">✗ no uid · ✓ has one · ? undecided · – can't be given one. Thick lines are keyed, dashed ones broadcast.");
            html.Append(_view.Window.IsWhole ? string.Empty : $" {_view.Window.Shown.Count} of {Text.Count(_boxes.Count, "vertex", "vertices")}: those with findings and what is next to them.");
            html.Append("</p>\n<div class=\"wide\" tabindex=\"0\">");
            JobGraphPicture.Write(html, _boxes, _view, Links, 75);
            html.Append("</div>\n");
        }

        html.Append("<p>");
        UidBar.Write(html, _job);
        html.Append("</p>\n");
        OperatorTable.Write(html, _boxes, Links);
    }
}
