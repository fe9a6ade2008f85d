using FlinkReady.FlinkClient.Sources;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

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
        var scope = SeriesScope.Of(view.Target, limits);
        var writer = scope.Writer();
        Target(writer, view);
        Counters(writer, view);
        WitnessSeries.Write(writer, view);
        if (view.State is { Current: { IsUp: true } current })
        {
            var jobs = Jobs(scope, current, earlier);
            List<RenderedJobs> all = [RenderedJobs.OfTarget(scope, current.Checks), .. jobs];
            var blocks = new List<FamilyBlocks>(1 + (2 * all.Count));
            Sums(writer, scope.Target, all, AddFigures(jobs, limits.MaxJobs, blocks) + Choose(all, limits.MaxSeriesPerTarget, blocks));
            blocks.Insert(0, writer.ToBlocks());
            return new TargetSamples(blocks, jobs, earlier);
        }

        Rest(writer, view, scope, limits);
        return new TargetSamples([writer.ToBlocks()], [], earlier);
    }

    /// <summary>The part of a deployment that is suspended: what is wrong with what it declares, and nothing of a cluster that is not there.</summary>
    /// <param name="view">The target.</param>
    /// <param name="limits">How many series it may have.</param>
    public static TargetSamples RenderSuspended(TargetView view, SeriesLimits limits)
    {
        var writer = SeriesScope.Of(view.Target, limits).Writer();
        var verdicts = JobCheck.AllOf(view.State.Current!);
        writer.Write(MetricCatalogue.SeriesDropped, VerdictSeries.Write(writer, view.Target.Name, verdicts, verdicts, limits.MaxSeriesPerTarget), view.Target.Name);
        return new TargetSamples([writer.ToBlocks()], [], earlier: null);
    }

    private static List<RenderedJobs> Jobs(SeriesScope scope, TargetAssessment current, TargetSamples? earlier)
    {
        var byName = (earlier?.Jobs ?? []).ToDictionary(jobs => jobs.Name, StringComparer.Ordinal);
        return [.. JobGroup.Of(current.Jobs).Select(group => RenderedJobs.Of(scope, group, byName.GetValueOrDefault(group.Name)))];
    }

    // Series of the jobs themselves. Says how many are left out.
    private static int AddFigures(List<RenderedJobs> jobs, int maxJobs, List<FamilyBlocks> blocks)
    {
        var choice = JobChoice.Of(jobs.ConvertAll(static one => (one.Worst, one.JobCount)), maxJobs);
        var dropped = 0;
        for (var index = 0; index < jobs.Count; index++)
        {
            var one = jobs[index];
            if (choice[index] is not { } most)
            {
                dropped += one.FigureCount + one.JobCount;
                continue;
            }

            dropped += one.JobCount - most;
            blocks.Add(one.Figures);
            if (most > 0)
            {
                blocks.Add(one.Info(most));
            }
        }

        return dropped;
    }

    // Details up to the limit, the most severe first, then by name: the list is in that order. Says how many are left out.
    private static int Choose(List<RenderedJobs> jobs, int limit, List<FamilyBlocks> blocks)
    {
        var least = Severity.Critical;
        var room = limit;
        var all = jobs.Sum(one => one.Details(least));
        while (all <= room && least > Severity.Info)
        {
            room -= all;
            all = jobs.Sum(one => one.Details(least - 1));
            least--;
        }

        foreach (var one in jobs)
        {
            one.AddDetails(blocks, least, room);
            room = Math.Max(0, room - one.Details(least));
        }

        var details = Severities.WorstFirst.Sum(severity => jobs.Sum(one => one.Details(severity)));
        var left = Math.Max(0, limit - details);
        foreach (var one in jobs.Where(static one => one.OperatorCount > 0))
        {
            if (one.Operators(left) is { IsEmpty: false } block)
            {
                blocks.Add(block);
            }

            left = Math.Max(0, left - one.OperatorCount);
        }

        return Math.Max(0, details + jobs.Sum(one => one.OperatorCount) - limit);
    }

    private static void Sums(SeriesWriter writer, string target, List<RenderedJobs> jobs, int dropped)
    {
        var sums = new VerdictSums();
        foreach (var one in jobs)
        {
            sums.Add(one.Sums);
        }

        VerdictSeries.WriteViolations(writer, target, sums);
        VerdictSeries.WriteChecks(writer, target, sums);
        writer.Write(MetricCatalogue.SeriesDropped, dropped, target);
    }

    // The cluster does not answer, or was not asked yet.
    private static void Rest(SeriesWriter writer, TargetView view, SeriesScope scope, SeriesLimits limits)
    {
        var target = view.Target.Name;
        var current = view.State.Current;

        // While the cluster does not answer, what it violates stays as it was; what could not be assessed is a matter of now.
        var settled = view.State.Settled is { } up ? JobCheck.AllOf(up) : null;
        var verdicts = current is null ? null : ReferenceEquals(current, view.State.Settled) ? settled : JobCheck.AllOf(current);
        var dropped = VerdictSeries.Write(writer, target, settled, verdicts, limits.MaxSeriesPerTarget);
        if (current is { Assessed: true })
        {
            dropped += JobSeries.Write(writer, target, current.Jobs, limits.MaxJobs);
            dropped += Operators(writer, scope, current, limits.MaxSeriesPerTarget - DetailCount(settled, verdicts));
        }

        writer.Write(MetricCatalogue.SeriesDropped, dropped, target);
    }

    private static int DetailCount(List<JobCheck>? settled, List<JobCheck>? verdicts) => DetailSeries.Of(settled ?? [], verdicts ?? [], int.MaxValue, out _).Count;

    private static int Operators(SeriesWriter writer, SeriesScope scope, TargetAssessment current, int room)
    {
        var left = Math.Max(0, room);
        var dropped = 0;
        foreach (var group in scope.HasOperators ? JobGroup.Of(current.Jobs) : [])
        {
            var operators = OperatorSeries.Of(group.Jobs);
            OperatorSeries.Write(writer, scope.Target, group.Name, operators.Take(left));
            dropped += Math.Max(0, operators.Count - left);
            left = Math.Max(0, left - operators.Count);
        }

        return dropped;
    }

    private static void Target(SeriesWriter writer, TargetView view)
    {
        var target = view.Target.Name;
        var current = view.State.Current;
        if (current is { IsUp: true } || view.IsExpected)
        {
            writer.Write(MetricCatalogue.TargetUp, current is { IsUp: true } ? 1 : 0, target);
        }

        writer.Write(MetricCatalogue.TargetExpected, view.IsExpected ? 1 : 0, target);
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
            writer.Write(MetricCatalogue.TargetPollFailures, view.Counters.Failures.GetValueOrDefault(reason), target, LabelWords.Of(reason));
        }

        DriftSeries.WriteLinks(writer, target, view.State.History.RunsLinked);
        foreach (var endpoint in FlinkEndpoints.Templates)
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
