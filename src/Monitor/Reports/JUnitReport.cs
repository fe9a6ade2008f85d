using System.Globalization;
using System.Text;
using System.Xml;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports;

/// <summary>
/// The report as JUnit XML: a suite for each target, a case for each rule and job. A case fails only where the scan does; what is waived,
/// unknown or not applicable is skipped, with the reason.
/// </summary>
internal sealed class JUnitReport : IReportWriter
{
    private const int MaxText = 20_000;

    /// <inheritdoc/>
    public void Write(Assessment assessment, ReportContext context, Stream output)
    {
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" });
        xml.WriteStartDocument();
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", "flinkready");
        if (assessment.Checks.Count > 0)
        {
            WriteSuite(xml, "configuration", assessment.GeneratedAt, [.. assessment.Checks.Select(check => new PlacedCheck(null, null, check))], null, context);
        }

        foreach (var target in assessment.Targets)
        {
            WriteSuite(xml, target.Name, target.ObservedAt, [.. PlacedCheck.Of(target)], target.Assessed ? null : target.Error ?? Unassessed, context);
        }

        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private static Failure Unassessed { get; } = new(FailureReason.Cancelled, 0, "The target was not assessed.");

    private static void WriteSuite(XmlWriter xml, string name, DateTimeOffset time, List<PlacedCheck> checks, Failure? error, ReportContext context)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Text(name));
        Number(xml, "tests", checks.Count + (error is null ? 0 : 1));
        Number(xml, "failures", checks.Count(context.Fails));
        Number(xml, "errors", error is null ? 0 : 1);
        Number(xml, "skipped", checks.Count(placed => SkipReason(placed, context) is not null));
        xml.WriteAttributeString("time", "0");
        xml.WriteAttributeString("timestamp", time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        if (error is not null)
        {
            StartCase(xml, name, "target-answers");
            xml.WriteStartElement("error");
            xml.WriteAttributeString("type", error.Reason.ToText());
            xml.WriteAttributeString("message", Text(error.Message));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        foreach (var placed in checks)
        {
            StartCase(xml, placed.Job is { } job ? $"{name}.{job.JobName}" : name, placed.Check.Rule.Id);
            WriteOutcome(xml, placed, context);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteOutcome(XmlWriter xml, PlacedCheck placed, ReportContext context)
    {
        if (context.Fails(placed))
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", placed.Check.Severity.ToText());
            xml.WriteAttributeString("message", Text(placed.Check.Message));
            xml.WriteString(Details(placed.Check));
            xml.WriteEndElement();
        }
        else if (SkipReason(placed, context) is { } reason)
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", Text(reason));
            xml.WriteEndElement();
        }
        else if (placed.Check.Status == CheckStatus.Fail)
        {
            xml.WriteElementString("system-out", $"{placed.Check.Severity.ToText()}, below --fail-on: {Details(placed.Check)}");
        }
    }

    private static string? SkipReason(PlacedCheck placed, ReportContext context) => placed.Check.Status switch
    {
        CheckStatus.Waived => $"waived: {placed.Check.Findings[0].Waiver!.Reason}",
        CheckStatus.Unknown => $"unknown ({placed.Check.UnknownReason?.ToText()}): {placed.Check.Message}",
        CheckStatus.NotApplicable => $"not applicable: {placed.Check.Message}",
        CheckStatus.Fail when context.Baseline is not null && !context.Fails(placed) && (context with { Baseline = null }).Fails(placed) => $"in the baseline: {placed.Check.Message}",
        _ => null,
    };

    private static string Details(CheckResult check)
    {
        var text = new StringBuilder();
        foreach (var finding in check.Findings.Where(finding => finding.Waiver is null))
        {
            text.Append(Text(finding.Message)).Append('\n');
            foreach (var evidence in finding.Evidence)
            {
                text.Append("  seen: ").Append(Text($"GET {evidence.Path} {evidence.Field} = {evidence.Value}")).Append('\n');
            }

            foreach (var line in PlainText.Lines(finding.Remediation))
            {
                text.Append("  fix: ").Append(line).Append('\n');
            }

            if (text.Length > MaxText)
            {
                return text.Append("…\n").ToString();
            }
        }

        return text.ToString();
    }

    private static void StartCase(XmlWriter xml, string className, string name)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Text(className));
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("time", "0");
    }

    private static void Number(XmlWriter xml, string name, int value) => xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));

    private static string Text(string text) => PlainText.Line(text, 2000);
}
