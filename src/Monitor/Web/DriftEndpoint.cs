using System.Text.Json;
using FlinkReady.Monitor.Comparing;
using FlinkReady.Monitor.Diagnostics;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Comparing;

namespace FlinkReady.Monitor.Web;

/// <summary><c>GET /api/v1/jobs/drift?target=&amp;name=</c>: what the last deployment of a job kept and lost, as <c>flinkready compare</c> writes it.</summary>
internal sealed class DriftEndpoint(PublishedState published, TimeProvider time)
{
    public Task HandleAsync(HttpContext context)
    {
        var (target, name) = ((string?)context.Request.Query["target"], (string?)context.Request.Query["name"]);
        if (target is null || name is null)
        {
            return ErrorAsync(context, 400, "Say which job: /api/v1/jobs/drift?target=TARGET&name=NAME");
        }

        if (published.Latest.Find(target)?.State.Current is not { } assessment)
        {
            return ErrorAsync(context, 404, $"There is no target '{target}' that was polled yet.");
        }

        var jobs = assessment.Jobs.Where(job => job.JobName == name).ToList();
        if (jobs.Count == 0)
        {
            return ErrorAsync(context, 404, $"Target '{target}' has no job '{name}'.");
        }

        return jobs.Where(static job => job.Drift is not null).MaxBy(static job => job.StartTime)?.Drift is { } drift
            ? Answers.JsonAsync(context, 200, Write(drift))
            : ErrorAsync(context, 404, $"No two runs of job '{name}' are linked: what its last deployment changed is not known.");
    }

    private ReadOnlyMemory<byte> Write(JobDrift drift)
    {
        var report = new CompareReport(
            new ComparedSide($"job {drift.OldJobId}", SideKind.Job, drift.Comparison.Old),
            new ComparedSide($"job {drift.NewJobId}", SideKind.Job, drift.Comparison.New),
            drift.Comparison)
        {
            Version = ProgramVersion.Version,
            GeneratedAt = time.GetUtcNow(),
        };
        using var buffer = new MemoryStream();
        new CompareJson().Write(report, buffer);
        return buffer.ToArray();
    }

    private static Task ErrorAsync(HttpContext context, int status, string message)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("error", message);
            writer.WriteEndObject();
        }

        return Answers.JsonAsync(context, status, buffer.ToArray());
    }
}
