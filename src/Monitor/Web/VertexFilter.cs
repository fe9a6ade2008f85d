using System.Text;
using FlinkReady.FlinkModel.Secrets;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Reports.Views;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Web;

/// <summary>Which vertices the page of a job shows: <c>q=&amp;severity=</c>.</summary>
/// <param name="words">Words that the page has all of where it tells of a vertex.</param>
/// <param name="least">The severity from which on something has to be open of it; null for all.</param>
internal sealed class VertexFilter(string words, Severity? least)
{
    /// <summary>Everything.</summary>
    public static VertexFilter None { get; } = new(string.Empty, null);

    /// <summary>True where it leaves nothing out.</summary>
    public bool IsNone => words.Length == 0 && least is null;

    /// <summary>What it asks of vertices, in words.</summary>
    public string ToHtml(bool isOne) =>
        (words.Length > 0 ? $"{(isOne ? "fits" : "fit")} <q>{EncodeLine(words)}</q>" : string.Empty)
        + (words.Length > 0 && least is not null ? " and " : string.Empty)
        + (least is { } severity ? $"{(isOne ? "has" : "have")} findings{(severity == Severity.Info ? string.Empty : $" of at least {severity.ToText()}")}" : string.Empty);

    /// <summary>It as a part of an address that follows others.</summary>
    public string ToQuery() => (words.Length > 0 ? $"&q={Uri.EscapeDataString(words)}" : string.Empty) + (least is { } severity ? $"&severity={severity.ToText()}" : string.Empty);

    /// <summary>What an address asks for; null where that is nothing one can ask for.</summary>
    /// <param name="query">The address.</param>
    /// <param name="mistake">What is wrong with it.</param>
    public static VertexFilter? Of(IQueryCollection query, out string mistake)
    {
        var text = QueryWords.Of(query).Trim();
        var severity = (string?)query["severity"] ?? string.Empty;
        Severity least = default;
        mistake = QueryWords.Mistake(text) is { } tooLong ? tooLong
            : severity.Length > 0 && !Severities.TryParse(severity, out least) ? "severity is critical, warning or info."
            : string.Empty;
        return mistake.Length > 0 ? null : new VertexFilter(text, severity.Length > 0 ? least : null);
    }

    /// <summary>The vertices that fit, by their index; null where there is no filter.</summary>
    public IReadOnlyList<int>? Fitting(IReadOnlyList<VertexBox> boxes, JobAssessment job)
    {
        if (IsNone)
        {
            return null;
        }

        var asked = QueryWords.Split(words);
        var told = asked.Length > 0 ? Told(job) : null;
        var fitting = new List<int>();
        for (var index = 0; index < boxes.Count; index++)
        {
            var box = boxes[index];
            if ((least is null || box.Worst >= least) && (told is null || TextOf(box, told.GetValueOrDefault(box.Vertex.Id)) is var text && Array.TrueForAll(asked, word => text.Contains(word, StringComparison.OrdinalIgnoreCase))))
            {
                fitting.Add(index);
            }
        }

        return fitting;
    }

    /// <summary>Writes the form.</summary>
    /// <param name="html">Where it goes.</param>
    /// <param name="target">The name of the target.</param>
    /// <param name="job">The job.</param>
    /// <param name="size">The size of the picture that was asked for; null for none.</param>
    public void Form(StringBuilder html, string target, JobAssessment job, string? size)
    {
        html.Append("<form action=\"job#graph\">");
        Kept("target", target);
        Kept("name", job.JobName);
        Kept("id", job.JobId);
        Kept("size", size);
        QueryWords.Input(html, words);
        html.Append("<label>Findings <select name=\"severity\"><option value=\"\">any or none</option>");
        foreach (var severity in Severities.WorstFirst)
        {
            var text = severity.ToText();
            html.Append($"<option value=\"{text}\"{(severity == least ? " selected" : string.Empty)}>{(severity == Severity.Critical ? text : $"{text} or worse")}</option>");
        }

        html.Append("</select></label> <button>Filter</button></form>\n");

        void Kept(string name, string? value)
        {
            if (value is not null)
            {
                html.Append($"<input type=\"hidden\" name=\"{name}\" value=\"{EncodeExactly(value)}\">");
            }
        }
    }

    // What is open of each vertex, as its cards say it.
    private static Dictionary<string, string> Told(JobAssessment job)
    {
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var check in job.Checks)
        {
            foreach (var finding in check.Findings)
            {
                if (finding is { Waiver: null, Resource.VertexId: { } vertex })
                {
                    told[vertex] = $"{told.GetValueOrDefault(vertex)}\n{check.Rule.Id}\n{finding.Message}";
                }
            }
        }

        return told;
    }

    private static string TextOf(VertexBox box, string? told)
    {
        var text = new StringBuilder(box.Vertex.Name).Append('\n').Append(box.Vertex.Id).Append(told);
        foreach (var one in box.All)
        {
            text.Append('\n').Append(one.Name).Append('\n').Append(one.Uid.ToText()).Append('\n').Append(one.DeclaredUid).Append('\n').Append(one.OperatorId);
        }

        // Nobody is to find out by trying what is masked wherever it is shown.
        return SecretText.Mask(text.ToString());
    }
}
