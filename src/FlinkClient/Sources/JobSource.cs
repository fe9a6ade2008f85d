using System.Text.Json.Serialization.Metadata;
using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkClient.Sources;

/// <summary>Something that is read of a job: under which key, when it is due, and how. Recorded is what it asks.</summary>
internal abstract class JobSource
{
    /// <summary>What it reads.</summary>
    public abstract SourceKey Key { get; }

    /// <summary>Where it reads.</summary>
    public abstract Endpoint Endpoint { get; }

    /// <summary>True where a job that has none of it is gone, so that nothing else is asked of it.</summary>
    public virtual bool TellsThatJobExists => false;

    /// <summary>True where it depends on what the cluster answers whether it is asked: it is looked at again where the cluster was asked once more.</summary>
    public virtual bool FollowsCluster => false;

    /// <summary>Whether it is read in a turn: by default when all of the job is due, and again after it failed.</summary>
    public virtual bool IsDue(JobTurn turn) => turn.Extent == JobExtent.All || (turn.Extent == JobExtent.Due && turn.HasFailed(Key));

    /// <summary>Reads it.</summary>
    /// <param name="requester">Asks.</param>
    /// <param name="job">The job with what was read before, in this turn or earlier.</param>
    /// <param name="cluster">What was read of the cluster.</param>
    /// <returns>The reading; null where there is nothing to ask of this job.</returns>
    public abstract Task<Reading?> ReadAsync(IRequester requester, JobSnapshot job, ReadingSet cluster);
}

/// <inheritdoc/>
/// <typeparam name="T">The payload.</typeparam>
/// <param name="key">What it reads.</param>
/// <param name="type">The source-generated reader.</param>
/// <param name="findFault">What is wrong with a payload that parsed, or null.</param>
/// <param name="keep">What is kept of a payload; null for all of it.</param>
internal abstract class JobSource<T>(SourceKey<T> key, JsonTypeInfo<T> type, Func<T, string?> findFault, Func<T, T>? keep = null) : JobSource
    where T : class
{
    private readonly Endpoint<T> _endpoint = new(key, type, findFault) { Keep = keep };

    /// <inheritdoc/>
    public override SourceKey Key => key;

    /// <inheritdoc/>
    public override Endpoint Endpoint => _endpoint;

    /// <inheritdoc/>
    public override async Task<Reading?> ReadAsync(IRequester requester, JobSnapshot job, ReadingSet cluster) =>
        PathOf(job, cluster) is { } path ? await requester.AskAsync(_endpoint, path, job.Readings.Get(key), body => FaultOf(job, body)) : null;

    /// <summary>The id of the job that a body says it is about; null where it says nothing of it.</summary>
    protected virtual string? JobIdIn(T body) => null;

    private string? FaultOf(JobSnapshot job, T body) => JobIdIn(body) is { } id && !id.Equals(job.Id, StringComparison.OrdinalIgnoreCase)
        ? "the answer is about another job than the one that was asked for: a proxy or cache mixes them up"
        : null;

    /// <summary>What to ask for a job, with its query; null for nothing.</summary>
    protected virtual string? PathOf(JobSnapshot job, ReadingSet cluster) => key.PathOf(job.Id);
}
