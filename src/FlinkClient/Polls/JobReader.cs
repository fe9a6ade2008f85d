using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Polls;

/// <summary>Reads what is due of one job: its requests one after the other, so that Flink's cache serves them from one graph.</summary>
internal sealed class JobReader(Poll look, SchedulerKind scheduler)
{
    public async Task<JobSnapshot> ReadAsync(JobSnapshot job, JobDue due)
    {
        var id = job.Id;
        if (due.HasFlag(JobDue.Details))
        {
            job = job with { Details = await look.AskAsync(FlinkEndpoints.Job, FlinkEndpoints.JobPath(id), job.Details) };
            if (job.Details.IsAbsent)
            {
                return job;
            }
        }

        if (due.HasFlag(JobDue.Config))
        {
            job = job with { Config = await look.AskAsync(FlinkEndpoints.JobConfig, FlinkEndpoints.JobConfigPath(id), job.Config) };
        }

        if (due.HasFlag(JobDue.CheckpointConfig))
        {
            job = job with { CheckpointConfig = await look.AskAsync(FlinkEndpoints.CheckpointConfig, FlinkEndpoints.CheckpointConfigPath(id), job.CheckpointConfig) };
        }

        if (due.HasFlag(JobDue.Exceptions))
        {
            job = job with { Exceptions = await look.AskAsync(FlinkEndpoints.Exceptions, FlinkEndpoints.ExceptionsPath(id), job.Exceptions) };
        }

        if (due.HasFlag(JobDue.Checkpoints))
        {
            job = job with { Checkpoints = await look.AskAsync(FlinkEndpoints.Checkpoints, FlinkEndpoints.CheckpointsPath(id), job.Checkpoints) };
            job = await WithCheckpointDetailsAsync(job);
        }

        if (due.HasFlag(JobDue.ResourceRequirements) && scheduler.HasResourceRequirements && scheduler.IsAdaptive(job.Overview, job.Details?.Value))
        {
            var path = FlinkEndpoints.ResourceRequirementsPath(id);
            job = job with { ResourceRequirements = await look.AskAsync(FlinkEndpoints.ResourceRequirements, path, job.ResourceRequirements) };
        }

        return job;
    }

    // Once a run: what matters is which vertices have state at all.
    private async Task<JobSnapshot> WithCheckpointDetailsAsync(JobSnapshot job)
    {
        if (job.CheckpointDetails?.Value is not null || job.Checkpoints?.Value?.Latest?.Completed?.Id is not { } checkpoint)
        {
            return job;
        }

        var path = FlinkEndpoints.CheckpointDetailsPath(job.Id, checkpoint);
        return job with { CheckpointDetails = await look.AskAsync(FlinkEndpoints.CheckpointDetails, path, job.CheckpointDetails) };
    }
}
