using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Sources.Jobs;

/// <summary>The failures of the job.</summary>
internal sealed class ExceptionsSource() : JobSource<JobExceptions>(JobExceptions.Key, FlinkJson.Default.JobExceptions, PayloadFaults.In)
{
    // More than Flink keeps by default (web.exception-history-size 16), without the whole of a longer history.
    private const string Query = "?maxExceptions=20";

    /// <inheritdoc/>
    protected override string PathOf(JobSnapshot job, ReadingSet cluster) => base.PathOf(job, cluster) + Query;
}
