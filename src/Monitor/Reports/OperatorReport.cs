using System.Text;
using System.Text.Json;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Verdicts;
using Spectre.Console;
using Text = FlinkReady.Readiness.Names.Text;

namespace FlinkReady.Monitor.Reports;

/// <summary>The operators of jobs with the verdicts on their uids.</summary>
internal static class OperatorReport
{
    /// <summary>A line of JSON for each job.</summary>
    public static void WriteJsonLines(Assessment assessment, Stream output)
    {
        foreach (var target in assessment.Targets)
        {
            foreach (var job in target.Jobs)
            {
                using (var json = new Utf8JsonWriter(output))
                {
                    WriteJob(json, job.JobId, job.JobName, job.Operators, target.Name);
                }

                output.WriteByte((byte)'\n');
            }
        }
    }

    /// <summary>One job as a JSON object.</summary>
    public static void WriteJob(Utf8JsonWriter json, string jobId, string jobName, IReadOnlyList<VertexOperators> vertices, string? target)
    {
        json.WriteStartObject();
        if (target is not null)
        {
            json.WriteString("target", target);
        }

        json.WriteString("jobId", jobId);
        json.WriteShown("jobName", jobName);
        json.WriteStartArray("vertices");
        foreach (var vertex in vertices.Where(vertex => !vertex.IsUnplaced))
        {
            json.WriteStartObject();
            json.WriteString("id", vertex.VertexId);
            json.WriteShown("name", vertex.VertexName);
            json.WriteStartArray("operators");
            OperatorJson.Write(json, vertex, withVertex: false);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (vertices.FirstOrDefault(vertex => vertex.IsUnplaced) is { } unplaced)
        {
            json.WriteStartArray("operators");
            OperatorJson.Write(json, unplaced, withVertex: true);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>A tree for a terminal: target, job, vertex, operators.</summary>
    public static void WriteConsole(Assessment assessment, ProgramEnvironment surroundings, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        var page = new ConsolePage(writer, surroundings.HasColor, surroundings.Width);
        foreach (var target in assessment.Targets.Where(target => target.Assessed))
        {
            page.Heading(target.Name, Text.Count(target.Jobs.Count, "job"));
            foreach (var job in target.Jobs)
            {
                page.Subheading($"Job {job.JobName}", $" ({job.State})", Counts(job));
                if (job.Operators.Count == 0)
                {
                    page.Indented("its operators are not judged: the job is over, a batch job, or has no graph yet", 2, ConsolePage.Faint);
                }

                foreach (var vertex in job.Operators)
                {
                    WriteVertex(page, vertex);
                }

                page.Blank();
            }
        }

        WriteLegend(page, assessment);
    }

    private static void WriteLegend(ConsolePage page, Assessment assessment)
    {
        var seen = assessment.Targets.SelectMany(target => target.Jobs).SelectMany(job => job.Operators).SelectMany(vertex => vertex.Operators).Select(one => one.Uid).ToHashSet();
        if (seen.Count == 0)
        {
            return;
        }

        page.Rule();
        foreach (var verdict in UidWords.Verdicts.Where(seen.Contains))
        {
            page.Columns((verdict.ToText(), 12, StyleOf(verdict)), (UidWords.Meaning(verdict), 0, Style.Plain));
        }

        var hint = (seen.Contains(UidVerdict.Auto), seen.Contains(UidVerdict.Undecided)) switch
        {
            (true, _) => "\"flinkready rules operator-uid\" says how to give an operator a uid without losing its state.",
            (_, true) => "A list of the job's uids (--uids FILE) decides operators that are undecided: \"flinkready rules operator-uid\" says more.",
            _ => null,
        };
        if (hint is not null)
        {
            page.Line(hint, ConsolePage.Fix);
        }
    }

    private static void WriteVertex(ConsolePage page, VertexOperators vertex)
    {
        page.Indented(vertex.IsUnplaced ? "of the job, vertex not known" : $"{vertex.VertexId}  {PlainText.Line(vertex.VertexName, 120)}", 2, ConsolePage.Faint);
        foreach (var verdict in vertex.Operators)
        {
            WriteOperator(page, verdict, null);
        }
    }

    /// <summary>One operator of a list: its verdict, name and proof.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="more">What else is known; null for nothing.</param>
    public static void WriteOperator(ConsolePage page, OperatorVerdict verdict, string? more)
    {
        var uid = verdict.DeclaredUid is { } text ? $" = {text}" : string.Empty;
        var notes = (verdict.ChainedSource ? " (chained source)" : string.Empty) + (verdict.Assignable ? string.Empty : " (can't be given a uid)");
        page.Columns(
            ($"    {verdict.Uid.ToText()}", 16, StyleOf(verdict.Uid)),
            ($"{verdict.Name}{uid}{notes}", 0, Style.Plain));
        if (more is not null)
        {
            page.Indented(more, 18, Style.Plain);
        }

        page.Indented(verdict.Proof, 18, ConsolePage.Faint);
    }

    private static string Counts(JobAssessment job) => string.Join(", ", job.Operators
        .SelectMany(vertex => vertex.Operators)
        .GroupBy(verdict => verdict.Uid)
        .OrderBy(group => group.Key.ToText(), StringComparer.Ordinal)
        .Select(group => $"{group.Count()} {group.Key.ToText()}"));

    private static Style StyleOf(UidVerdict verdict) => verdict switch
    {
        UidVerdict.Auto => ConsolePage.Of(Severity.Critical),
        UidVerdict.Undecided => new Style(Color.Fuchsia),
        _ => ConsolePage.Fix,
    };
}
