using System.Text.Encodings.Web;
using System.Text.Json;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports;

/// <summary>The report as JSON; <c>docs/report.schema.json</c> describes it.</summary>
internal sealed class JsonReport : IReportWriter
{
    /// <summary>Changes when a reader of an older report could misread it.</summary>
    public const string Version = "1";

    // The writer keeps what it has not handed on in one block.
    private const int MaxPending = 32 * 1024;

    private static readonly JsonWriterOptions Options = new() { Indented = false, Encoder = JavaScriptEncoder.Default };

    /// <inheritdoc/>
    public void Write(Assessment assessment, ReportContext context, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            new Writing(json, context).Report(assessment);
        }

        output.WriteByte((byte)'\n');
    }

    private readonly struct Writing(Utf8JsonWriter json, ReportContext context)
    {
        public void Report(Assessment assessment)
        {
            json.WriteStartObject();
            json.WriteString("reportVersion", Version);
            json.WriteStartObject("tool");
            json.WriteString("name", "flinkready");
            json.WriteString("version", context.Version);
            json.WriteEndObject();
            json.WriteString("generatedAt", ReportWords.ToText(assessment.GeneratedAt));
            Score(assessment.Score);
            Summary(Tally.Of(assessment));
            json.WriteStartArray("skippedRules");
            foreach (var rule in assessment.SkippedRules)
            {
                json.WriteStringValue(rule);
            }

            json.WriteEndArray();
            Checks(assessment.Checks);
            json.WriteStartArray("targets");
            foreach (var target in assessment.Targets)
            {
                Target(target);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        private void Summary(Tally tally)
        {
            json.WriteStartObject("summary");
            foreach (var status in CheckStatuses.All)
            {
                json.WriteNumber(status.ToText(), tally[status]);
            }

            json.WriteStartObject("bySeverity");
            foreach (var severity in Severities.WorstFirst)
            {
                json.WriteNumber(severity.ToText(), tally[severity]);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        private void Target(TargetAssessment target)
        {
            json.WriteStartObject();
            json.WriteString("name", target.Name);
            json.WriteString("url", target.Access.IsManifest ? null : target.Access.Address);
            json.WriteBoolean("assessed", target.Assessed);
            if (target.Error is { } error)
            {
                json.WriteStartObject("error");
                json.WriteString("reason", error.Reason.ToText());
                json.WriteShown("message", error.Message);
                json.WriteEndObject();
            }
            else
            {
                json.WriteNull("error");
            }

            json.WriteString("observedAt", ReportWords.ToText(target.ObservedAt));
            json.WriteString("flinkVersion", target.FlinkVersion);
            Score(target.Score);
            Checks(target.Checks);
            json.WriteStartArray("jobs");
            foreach (var job in target.Jobs)
            {
                Job(job);
                if (json.BytesPending > MaxPending)
                {
                    json.Flush();
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        private void Job(JobAssessment job)
        {
            json.WriteStartObject();
            json.WriteString("jobId", job.JobId);
            json.WriteShown("jobName", job.JobName);
            json.WriteString("state", job.State);
            json.WriteString("jobType", job.JobType);
            Score(job.Score);
            Checks(job.Checks);
            json.WriteStartArray("operators");
            foreach (var vertex in job.Operators)
            {
                OperatorJson.Write(json, vertex, withVertex: true);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        private void Checks(IReadOnlyList<CheckResult> checks)
        {
            json.WriteStartArray("checks");

            // Checks that rest on the same answer follow one another.
            DateTimeOffset? moment = null;
            var time = string.Empty;
            foreach (var check in checks)
            {
                if (moment != check.ObservedAt)
                {
                    (moment, time) = (check.ObservedAt, ReportWords.ToText(check.ObservedAt));
                }

                json.WriteStartObject();
                json.WriteString("rule", check.Rule.Id);
                json.WriteString("status", check.Status.ToText());
                json.WriteString("severity", check.Severity.ToText());
                json.WriteShown("message", check.Message);
                json.WriteBoolean("complete", check.Complete);
                json.WriteString("unknownReason", check.UnknownReason?.ToText());
                json.WriteString("observedAt", time);
                json.WriteStartArray("findings");
                foreach (var finding in check.Findings)
                {
                    Finding(finding);
                }

                json.WriteEndArray();
                json.WriteString("helpUri", context.Links.Find(check.Rule.Id));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        private void Evidence(Evidence evidence)
        {
            json.WriteStartObject();
            json.WriteString("path", evidence.Path);
            json.WriteString("field", evidence.Field);
            json.WriteShown("value", evidence.Value);
            json.WriteString("authority", evidence.Authority.ToText());
            if (evidence.Location is { } location)
            {
                json.WriteStartObject("location");
                json.WriteString("file", location.File);
                json.WriteNumber("line", location.Line);
                json.WriteNumber("column", location.Column);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        private void Finding(Finding finding)
        {
            json.WriteStartObject();
            json.WriteShown("message", finding.Message);
            json.WriteString("severity", finding.Severity.ToText());
            json.WriteString("certainty", finding.Certainty.ToText());
            if (context.Baseline is not null)
            {
                json.WriteBoolean("new", context.IsNew(finding));
            }

            json.WriteStartObject("resource");
            json.WriteString("kind", finding.Resource.Kind.ToText());
            if (finding.Resource.Kind == ResourceKind.Fleet)
            {
                json.WriteStartArray("targets");
                foreach (var target in finding.Resource.Targets)
                {
                    json.WriteStringValue(target);
                }

                json.WriteEndArray();
            }
            else
            {
                json.WriteString("vertexId", finding.Resource.VertexId);
                json.WriteShown("vertexName", finding.Resource.VertexName);
                json.WriteShown("operator", finding.Resource.Operator);
            }

            json.WriteEndObject();
            json.WriteStartArray("evidence");
            foreach (var evidence in finding.Evidence)
            {
                Evidence(evidence);
            }

            json.WriteEndArray();
            json.WriteShown("remediation", finding.Remediation);
            if (finding.Waiver is { } waiver)
            {
                json.WriteStartObject("waiver");
                json.WriteString("reason", waiver.Reason);
                json.WriteString("owner", waiver.Owner);
                json.WriteString("expires", ReportWords.ToText(waiver.Expires));
                json.WriteEndObject();
            }
            else
            {
                json.WriteNull("waiver");
            }

            json.WriteEndObject();
        }

        private void Score(double? score)
        {
            json.WritePropertyName("score");
            if (score is null)
            {
                json.WriteNullValue();
            }
            else
            {
                json.WriteRawValue(ReportWords.ToText(score));
            }
        }
    }
}
