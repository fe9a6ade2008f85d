using System.Collections.Concurrent;
using FlinkReady.Monitor.Changes;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Histories;
using FlinkReady.Monitor.Targets;

namespace FlinkReady.Monitor.Metrics;

/// <summary>
/// Holds each target's samples, rendered when the target was polled, and puts them together to a page when one is asked for, at most
/// once a second.
/// </summary>
internal sealed class MetricsStore(TimeProvider time, RuleErrors ruleErrors, HistoryFaults history, ChangeLog changes, Func<IProgramSeries>? more = null) : ITargetObserver
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, TargetSamples> _targets = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private MetricsPage? _page;
    private long _pageVersion;
    private long _pageMadeAt;

    /// <inheritdoc/>
    public void Published(TargetView view, MonitorConfiguration configuration) =>
        _targets[view.Target.Name] = TargetSeries.Render(
            view, SeriesLimits.Of(configuration), _targets.GetValueOrDefault(view.Target.Name));

    /// <inheritdoc/>
    public void Withdrawn(string name, bool isParked) => _targets.TryRemove(name, out _);

    /// <summary>The page as of now, not older than a second where something changed.</summary>
    public MetricsPage Page(Publication publication)
    {
        lock (_lock)
        {
            var isFresh = _pageVersion == publication.Version || time.GetElapsedTime(_pageMadeAt) < Pace;
            if (_page is null || !isFresh)
            {
                var parts = new List<TargetSamples>(publication.Targets.Count + 1) { new([ProgramSeries.Render(publication, ruleErrors.Counts, history.Counts, changes.Counts, more?.Invoke())], [], _page?.First) };
                foreach (var target in publication.Targets)
                {
                    parts.Add(_targets.GetValueOrDefault(target.Target.Name, TargetSamples.Empty));
                }

                parts.AddRange(publication.Suspended.Select(target => TargetSeries.RenderSuspended(target, SeriesLimits.Of(publication.Configuration))));
                _page = new MetricsPage(parts);
                _pageVersion = publication.Version;
                _pageMadeAt = time.GetTimestamp();
            }

            return _page;
        }
    }
}
