using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Sources.Jobs;

/// <summary>The failures of the job. Of a job that ended by one they are read once more: they say why.</summary>
internal sealed class ExceptionsSource() : JobSource<JobExceptions>(JobExceptions.Key, FlinkJson.Default.JobExceptions, PayloadFaults.In)
{
    // More than Flink keeps by default (web.exception-history-size 16), without the whole of a longer history.
    private const string Query = "?maxExceptions=20";

    /// <inheritdoc/>
    public override bool IsDue(JobTurn turn) => turn.Extent == JobExtent.LastState || base.IsDue(turn);

    /// <inheritdoc/>
    protected override string? PathOf(JobSnapshot job, ReadingSet cluster) => job.Overview?.State switch
    {
        "FINISHED" or "CANCELED" => null,

        // The list is fresher than the job's own answer: once that says it, too, nothing will be added to the reason.
        "FAILED" when job.Readings.Value(JobDetails.Key)?.State != "FAILED" => null,
        _ => base.PathOf(job, cluster) + Query,
    };
}
