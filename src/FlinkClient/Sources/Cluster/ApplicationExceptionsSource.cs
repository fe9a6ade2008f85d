using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkClient.Sources.Cluster;

/// <summary>Why applications failed. Of the last few, and of each once: a failed one stays as it is.</summary>
internal sealed class ApplicationExceptionsSource : FollowUpSource
{
    private const int Most = 5;

    private readonly Endpoint<ApplicationExceptions> _endpoint = new(ApplicationExceptions.Key, FlinkJson.Default.ApplicationExceptions, PayloadFaults.In);

    /// <inheritdoc/>
    public override SourceKey Key => ApplicationFailures.Key;

    /// <inheritdoc/>
    public override Endpoint Endpoint => _endpoint;

    /// <inheritdoc/>
    public override async Task<Reading?> ReadAsync(IRequester requester, ClusterTurn turn)
    {
        var failed = (turn.Now.Value(ApplicationList.Key)?.Applications ?? [])
            .Where(static application => application.Status == "FAILED" && !ApplicationList.IsOfSingleJob(application.Name))
            .OrderByDescending(static application => application.StartTimeMs)
            .Take(Most)
            .ToList();
        if (failed.Count == 0)
        {
            return null;
        }

        var earlier = turn.Before.Get(ApplicationFailures.Key);
        var known = earlier?.Value?.ByApplication;
        var answers = new Dictionary<string, ApplicationExceptions>(StringComparer.Ordinal);
        Reading? last = null;
        foreach (var application in failed)
        {
            if (known?.GetValueOrDefault(application.Id) is { } read)
            {
                answers[application.Id] = read;
                continue;
            }

            var reading = await requester.AskAsync(_endpoint, ApplicationExceptions.PathOf(application.Id), null);
            last = reading;
            if (reading.Value is { } value)
            {
                answers[application.Id] = value;
            }
        }

        return last is null ? earlier
            : answers.Count == 0 && last.Failure is { } failure ? Reading<ApplicationFailures>.Failed(ApplicationFailures.Key, last.Path, last.ReadAt, last.Elapsed, failure)
            : Reading<ApplicationFailures>.Of(ApplicationFailures.Key, last.Path, last.ReadAt, last.Elapsed, new ApplicationFailures(answers));
    }
}
