using System.Globalization;
using System.Text;
using System.Xml;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Comparing;

namespace FlinkReady.Monitor.Comparing;

/// <summary>A comparison as JUnit XML: a case for each operator. One fails only where the comparison does; what could not be decided is skipped else.</summary>
internal sealed class CompareJUnit : ICompareWriter
{
    /// <inheritdoc/>
    public void Write(CompareReport report, Stream output)
    {
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" });
        var operators = report.Comparison.Operators;
        xml.WriteStartDocument();
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", "flinkready");
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Text(report.JobName));
        Number(xml, "tests", operators.Count);
        Number(xml, "failures", operators.Count(report.Fails));
        Number(xml, "errors", 0);
        Number(xml, "skipped", operators.Count(one => IsSkipped(report, one)));
        xml.WriteAttributeString("time", "0");
        xml.WriteAttributeString("timestamp", report.GeneratedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        foreach (var one in operators)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", Text(report.JobName));
            xml.WriteAttributeString("name", Text($"{one.Operator.Name} {one.Operator.Id ?? "(id not known)"}"));
            xml.WriteAttributeString("time", "0");
            WriteOutcome(xml, report, one);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private static void WriteOutcome(XmlWriter xml, CompareReport report, OperatorComparison one)
    {
        if (report.Fails(one))
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", one.Level == ComparisonLevel.Lost ? "error" : "warning");
            xml.WriteAttributeString("message", Text($"{CompareWords.Title(one.Verdict)}: {one.Message}"));
            xml.WriteString(string.Join('\n', PlainText.Lines(one.Fix ?? string.Empty)));
            xml.WriteEndElement();
        }
        else if (IsSkipped(report, one))
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", Text($"undecided: {one.Message}"));
            xml.WriteEndElement();
        }
        else if (one.Level > ComparisonLevel.None)
        {
            xml.WriteElementString("system-out", Text($"{CompareWords.Title(one.Verdict)}, below --fail-on: {one.Message}"));
        }
    }

    private static bool IsSkipped(CompareReport report, OperatorComparison one) => one.Verdict == ComparisonVerdict.Undecided && !report.Fails(one);

    private static void Number(XmlWriter xml, string name, int value) => xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));

    private static string Text(string text) => PlainText.Line(text, 2000);
}
