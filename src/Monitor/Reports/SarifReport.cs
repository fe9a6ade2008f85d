using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports;

/// <summary>
/// The report as SARIF 2.1.0. Each finding is a result of kind <c>fail</c>, a waived one a suppressed result. Services show every result as a problem,
/// whatever its kind: what is none is there only where it was asked for. The physical location <c>flinkready/TARGET/JOB</c> names no file: without one
/// they refuse results.
/// </summary>
internal sealed class SarifReport : IReportWriter
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /// <inheritdoc/>
    public void Write(Assessment assessment, ReportContext context, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            var rules = RuleCatalogue.All.Where(rule => !assessment.SkippedRules.Contains(rule.Id)).ToList();
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json, rules, LocatedCheck.Of(assessment).Where(located => located.Check.Findings.Count > 0).Select(located => located.Check.Rule).ToHashSet(), context);
            json.WriteStartObject("automationDetails");
            json.WriteString("id", "flinkready/");
            json.WriteEndObject();
            WriteInvocation(json, assessment);
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (var located in LocatedCheck.Of(assessment))
            {
                WriteCheck(json, context, located, rules.FindIndex(rule => rule.Id == located.Check.Rule.Id));
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteTool(Utf8JsonWriter json, List<RuleDescriptor> rules, HashSet<RuleDescriptor> failing, ReportContext context)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "flinkready");
        json.WriteString("fullName", "FlinkReady.Monitor");
        json.WriteString("version", context.Version);
        json.WriteString("semanticVersion", context.Version);
        json.WriteString("informationUri", context.Links.Index);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);

            // A name must tell more than the id does: of one word it would not.
            if (rule.Id.Contains('-', StringComparison.Ordinal))
            {
                json.WriteString("name", PascalCase(rule.Id));
            }

            Text(json, "shortDescription", $"{rule.Title}.");
            Text(json, "fullDescription", rule.Why);
            json.WriteStartObject("help");
            json.WriteString("text", rule.Fix);

            // A page is long: it is there for who comes to it from a result.
            if (failing.Contains(rule) && RulePageText.WithoutLinksToFiles(rule.Id) is { } page)
            {
                json.WriteString("markdown", page);
            }

            json.WriteEndObject();
            if (context.Links.FindConfigured(rule.Id) is { } link)
            {
                json.WriteString("helpUri", link);
            }

            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(rule.Severity));
            json.WriteEndObject();
            json.WriteStartObject("properties");
            json.WriteStartArray("tags");
            json.WriteStringValue(rule.Category.ToText());
            json.WriteEndArray();
            json.WriteString("severity", rule.Severity.ToText());
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter json, Assessment assessment)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", assessment.Targets.All(target => target.Assessed));
        json.WriteString("endTimeUtc", ReportWords.ToText(assessment.GeneratedAt));
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var target in assessment.Targets.Where(target => target.Error is not null))
        {
            json.WriteStartObject();
            json.WriteString("level", target.Assessed ? "warning" : "error");
            Text(json, "message", PlainText.Line($"{target.Name} did not answer: {target.Error!.Message}"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteCheck(Utf8JsonWriter json, ReportContext context, LocatedCheck located, int ruleIndex)
    {
        var check = located.Check;
        if (check.Status is CheckStatus.Fail or CheckStatus.Waived)
        {
            foreach (var finding in check.Findings)
            {
                WriteResult(json, context, located, ruleIndex, "fail", finding);
            }
        }
        else if (context.Included.Contains(check.Status))
        {
            WriteResult(json, context, located, ruleIndex, check.Status switch { CheckStatus.Unknown => "open", CheckStatus.NotApplicable => "notApplicable", _ => "pass" }, null);
        }
    }

    private static void WriteResult(Utf8JsonWriter json, ReportContext context, LocatedCheck located, int ruleIndex, string kind, Finding? finding)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", located.Check.Rule.Id);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("kind", kind);
        json.WriteString("level", finding is null ? "none" : Level(finding.Severity));
        if (context.Baseline is not null)
        {
            json.WriteString("baselineState", finding is not null && context.IsNew(finding) ? "new" : "unchanged");
        }

        Text(json, "message", finding is null ? PlainText.Line(located.Check.Message) : $"{PlainText.Line(finding.Message)} Fix: {string.Join('\n', PlainText.Lines(finding.Remediation))}");
        SarifLocation.Write(json, located, finding);
        json.WriteStartObject("partialFingerprints");
        json.WriteString("finding/v1", Fingerprint(located, finding));
        json.WriteEndObject();

        // Where one result tells of suppressions, all must; an empty list says "not suppressed".
        json.WriteStartArray("suppressions");
        if (finding?.Waiver is { } waiver)
        {
            json.WriteStartObject();
            json.WriteString("kind", "external");
            json.WriteString("status", "accepted");
            json.WriteString("justification", PlainText.Line($"{waiver.Reason} (owner {waiver.Owner}, until {ReportWords.ToText(waiver.Expires)})"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("properties");
        json.WriteString("severity", (finding?.Severity ?? located.Check.Severity).ToText());
        if (located.Check.UnknownReason is { } reason)
        {
            json.WriteString("unknownReason", reason.ToText());
        }

        if (finding is not null)
        {
            json.WriteString("certainty", finding.Certainty.ToText());
            json.WriteStartArray("evidence");
            foreach (var evidence in finding.Evidence)
            {
                json.WriteShownValue($"{evidence.Place} {evidence.Field} = {evidence.Value}");
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    // The same finding of the next scan: names, not ids that a new submission changes.
    private static string Fingerprint(LocatedCheck located, Finding? finding)
    {
        var identity = string.Join('\0', located.Target?.Name ?? finding?.Resource.TargetNames, located.Job?.JobName, located.Check.Rule.Id, finding?.Resource.Kind.ToText(), finding?.Resource.VertexName, finding?.Resource.Operator);
        if (finding is { Location: not null, Evidence: [var first, ..] })
        {
            // Several keys of one resource are several findings.
            identity += '\0' + first.Field;
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..32];
    }

    private static void Text(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteShown("text", text);
        json.WriteEndObject();
    }

    private static string Level(Severity severity) => severity switch
    {
        Severity.Critical => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    private static string PascalCase(string id) => string.Concat(id.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
