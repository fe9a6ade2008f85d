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
            return Answers.ErrorAsync(context, 400, "Say which job: /api/v1/jobs/drift?target=TARGET&name=NAME");
        }

        if (published.Latest.Find(target)?.State.Current is not { } assessment)
        {
            return Answers.ErrorAsync(context, 404, $"There is no target '{target}' that was polled yet.");
        }

        var jobs = assessment.Jobs.Where(job => PageLinks.IsNamed(job.JobName, name)).ToList();
        if (jobs.Count == 0)
        {
            return Answers.ErrorAsync(context, 404, $"Target '{target}' has no job '{name}'.");
        }

        return jobs.Where(static job => job.Drift is not null).MaxBy(static job => job.StartTime)?.Drift is { } drift
            ? Answers.JsonAsync(context, 200, Write(drift))
            : Answers.ErrorAsync(context, 404, $"No two runs of job '{name}' are linked: what its last deployment changed is not known.");
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
}
