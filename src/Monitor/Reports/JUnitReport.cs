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
        foreach (var scope in assessment.Checks.GroupBy(check => check.Rule.Scope))
        {
            WriteSuite(xml, scope.Key.ToText(), assessment.GeneratedAt, [.. scope.Select(check => new LocatedCheck(null, null, check))], null, context);
        }

        foreach (var target in assessment.Targets)
        {
            WriteSuite(xml, target.Name, target.ObservedAt, [.. LocatedCheck.Of(target)], target.Assessed ? null : target.Error ?? Unassessed, context);
        }

        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private static Failure Unassessed { get; } = new(FailureReason.Cancelled, 0, "The target was not assessed.");

    private static void WriteSuite(XmlWriter xml, string name, DateTimeOffset time, List<LocatedCheck> checks, Failure? error, ReportContext context)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Text(name));
        Number(xml, "tests", checks.Count + (error is null ? 0 : 1));
        Number(xml, "failures", checks.Count(located => context.Fails(located.Check)));
        Number(xml, "errors", error is null ? 0 : 1);
        Number(xml, "skipped", checks.Count(located => SkipReason(located, context) is not null));
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

        foreach (var located in checks)
        {
            StartCase(xml, located.Job is { } job ? $"{name}.{job.JobName}" : name, located.Check.Rule.Id);
            WriteOutcome(xml, located, context);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteOutcome(XmlWriter xml, LocatedCheck located, ReportContext context)
    {
        if (context.Fails(located.Check))
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", located.Check.Severity.ToText());
            xml.WriteAttributeString("message", Text(located.Check.Message));
            xml.WriteString(Details(located.Check));
            xml.WriteEndElement();
        }
        else if (SkipReason(located, context) is { } reason)
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", Text(reason));
            xml.WriteEndElement();
        }
        else if (located.Check.Status == CheckStatus.Fail)
        {
            xml.WriteElementString("system-out", $"{located.Check.Severity.ToText()}, below --fail-on: {Details(located.Check)}");
        }
    }

    private static string? SkipReason(LocatedCheck located, ReportContext context) => located.Check.Status switch
    {
        CheckStatus.Waived => $"waived: {located.Check.Findings[0].Waiver!.Reason}",
        CheckStatus.Unknown => $"unknown ({located.Check.UnknownReason?.ToText()}): {located.Check.Message}",
        CheckStatus.NotApplicable => $"not applicable: {located.Check.Message}",
        CheckStatus.Fail when context.IsInBaseline(located.Check) => $"in the baseline: {located.Check.Message}",
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
                text.Append("  seen: ").Append(Text($"{evidence.Place} {evidence.Field} = {evidence.Value}")).Append('\n');
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
