using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Plans;

namespace FlinkReady.Monitor.Comparing;

/// <summary>Reads a side from a live cluster: with GETs alone.</summary>
internal sealed class ClusterSide(IClusterReaderFactory readers, OperatorSetReader sets, TimeSpan timeout, TimeProvider time)
{
    /// <summary>Reads the job.</summary>
    /// <exception cref="UnansweredException">The cluster does not answer.</exception>
    public async Task<ComparedSide> ReadAsync(SideRequest request, Uri url, IReadOnlyList<ProgramPlan> unchained, CancellationToken cancellationToken)
    {
        using var reader = readers.Create(TargetUrls.NameOf(url), request.Connection with { Urls = [url] });
        using var limit = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var snapshot = await reader.ReadAsync(null, ReadOptions.Everything with { JobFilter = request.Job is { } name ? job => job == name : null }, linked.Token);
        cancellationToken.ThrowIfCancellationRequested();
        if (!snapshot.IsUp)
        {
            throw new UnansweredException($"{request.Option} {reader.Access.Address} did not answer: {snapshot.WhyDown!.Message}");
        }

        return Read(sets, JobChoice.Of(snapshot.Jobs, request), snapshot, new ComparedSide(reader.Access.Address, SideKind.Job, new OperatorSet([])), unchained, request);
    }

    /// <summary>Reads a job of a snapshot.</summary>
    /// <exception cref="UnansweredException">Its graph was not read.</exception>
    public static ComparedSide Read(OperatorSetReader sets, JobSnapshot job, ClusterSnapshot snapshot, ComparedSide side, IReadOnlyList<ProgramPlan> unchained, SideRequest request)
    {
        var details = job.Readings.Value(JobDetails.Key)
            ?? throw new UnansweredException($"{request.Option} {side.Source}: the graph of the job \"{job.Name}\" was not read");
        return side with
        {
            Operators = sets.Read(details, unchained, job.Readings.Value(CheckpointDetails.Key), WitnessFacts.EvidenceOf(job)) with
            {
                FlinkVersion = snapshot.Readings.Value(ClusterOverview.Key)?.FlinkVersion ?? snapshot.Readings.Value(DashboardConfiguration.Key)?.FlinkVersion,
            },
        };
    }
}

/// <summary>A side that could not be read because nobody answered: exit code 3.</summary>
internal sealed class UnansweredException(string message) : Exception(message);
