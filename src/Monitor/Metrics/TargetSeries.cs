using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkClient.Readings;
using FlinkReady.Monitor.Targets;

namespace FlinkReady.Monitor.Metrics;

/// <summary>Writes every series of one target.</summary>
internal static class TargetSeries
{
    /// <summary>The target's part of the page.</summary>
    /// <param name="view">The target after a poll.</param>
    /// <param name="limits">How many series it may have.</param>
    /// <param name="earlier">Its part before that poll, null where there was none.</param>
    public static TargetSamples Render(TargetView view, SeriesLimits limits, TargetSamples? earlier)
    {
        var writer = new SeriesWriter();
        Target(writer, view);
        Counters(writer, view);
        return Jobs(writer, view, limits, earlier?.Jobs ?? []) is { } jobs
            ? new TargetSamples(writer.ToBlocks(), jobs, earlier)
            : new TargetSamples(Whole(writer, view, limits), [], earlier);
    }

    // The common case: the cluster answered and nothing is too much. Null in any other.
    private static List<RenderedJobs>? Jobs(SeriesWriter writer, TargetView view, SeriesLimits limits, IReadOnlyList<RenderedJobs> earlier)
    {
        if (view.State is not { Current: { IsUp: true } current } || current.Jobs.Count > limits.MaxJobs)
        {
            return null;
        }

        var target = view.Target.Name;
        var byName = earlier.ToDictionary(jobs => jobs.Name, StringComparer.Ordinal);
        var sums = new VerdictSums();
        var rendered = new List<RenderedJobs>(current.Jobs.Count);
        foreach (var group in JobGroup.Of(current.Jobs))
        {
            var jobs = RenderedJobs.Of(target, group, byName.GetValueOrDefault(group.Name));
            sums.Add(jobs.Sums);
            rendered.Add(jobs);
        }

        var own = new List<JobCheck>();
        JobCheck.AddAll(own, current.Checks);
        var details = DetailSeries.Of(own, own, int.MaxValue, out _);
        if (details.Count + sums.Details > limits.MaxSeriesPerTarget)
        {
            return null;
        }

        foreach (var series in details)
        {
            series.Write(writer, target);
        }

        sums.AddSettled(own);
        sums.AddCurrent(own);
        VerdictSeries.WriteViolations(writer, target, sums);
        VerdictSeries.WriteChecks(writer, target, sums);
        JobSeries.WriteInfo(writer, target, current.Jobs);
        writer.Write(MetricCatalogue.SeriesDropped, 0, target);
        return rendered;
    }

    private static FamilyBlocks Whole(SeriesWriter writer, TargetView view, SeriesLimits limits)
    {
        var target = view.Target.Name;
        var current = view.State.Current;

        // While the cluster does not answer, what it violates stays as it was; what could not be assessed is a matter of now.
        var settled = view.State.LastUp is { } up ? JobCheck.AllOf(up) : null;
        var verdicts = current is null ? null : ReferenceEquals(current, view.State.LastUp) ? settled : JobCheck.AllOf(current);
        var dropped = VerdictSeries.Write(writer, target, settled, verdicts, limits.MaxSeriesPerTarget);
        if (current is { Assessed: true })
        {
            dropped += JobSeries.Write(writer, target, current.Jobs, limits.MaxJobs);
        }

        writer.Write(MetricCatalogue.SeriesDropped, dropped, target);
        return writer.ToBlocks();
    }

    private static void Target(SeriesWriter writer, TargetView view)
    {
        var target = view.Target.Name;
        var current = view.State.Current;
        writer.Write(MetricCatalogue.TargetUp, current is { IsUp: true } ? 1 : 0, target);
        writer.Write(MetricCatalogue.TargetInfo, 1, [target, view.Access.Address, current?.FlinkVersion ?? string.Empty], OwnLabels(view));
        if (view.LastSuccess is { } success)
        {
            writer.Write(MetricCatalogue.TargetLastSuccess, Timestamps.Of(success), target);
        }

        if (view.IsTried)
        {
            writer.Write(MetricCatalogue.TargetPollDuration, Math.Round(view.LastDuration.TotalSeconds, 6), target);
        }

        if (current is { Assessed: true, Score: { } score })
        {
            writer.Write(MetricCatalogue.TargetScore, Ratios.OfScore(score), target);
        }
    }

    private static void Counters(SeriesWriter writer, TargetView view)
    {
        var target = view.Target.Name;
        writer.Write(MetricCatalogue.TargetPolls, view.Counters.Polls, target);
        foreach (var reason in Enum.GetValues<FailureReason>())
        {
            writer.Write(MetricCatalogue.TargetPollFailures, view.Counters.Failures.GetValueOrDefault(reason), target, Words.Of(reason));
        }

        foreach (var endpoint in EndpointTemplates.All)
        {
            var traffic = view.Counters.Endpoints.GetValueOrDefault(endpoint);
            writer.Write(MetricCatalogue.TargetRequests, traffic.Requests, target, endpoint);
            writer.Write(MetricCatalogue.TargetResponseBytes, traffic.Bytes, target, endpoint);
        }
    }

    private static KeyValuePair<string, string>[] OwnLabels(TargetView view) =>
        view.Target.Labels.Count == 0
            ? []
            : [.. view.Target.Labels.Where(label => !MetricCatalogue.TargetInfo.Labels.Contains(label.Key)).OrderBy(label => label.Key, StringComparer.Ordinal)];
}

/// <summary>How many series one target may have.</summary>
/// <param name="MaxSeriesPerTarget">Of <c>violation</c>, <c>waived_violation</c> and <c>not_assessed</c> together.</param>
/// <param name="MaxJobs">Jobs with series of their own.</param>
internal readonly record struct SeriesLimits(int MaxSeriesPerTarget, int MaxJobs);
