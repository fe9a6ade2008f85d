using FlinkReady.Readiness.Assessments;

namespace FlinkReady.Monitor.Reports;

/// <summary>Writes an assessment in one format. Decides nothing: what it shows is in the assessment.</summary>
internal interface IReportWriter
{
    /// <summary>Writes the whole report, in UTF-8.</summary>
    void Write(Assessment assessment, ReportContext context, Stream output);
}
