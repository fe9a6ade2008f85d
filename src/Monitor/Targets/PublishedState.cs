using FlinkReady.Monitor.Configuration;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.FleetRules;
using FlinkReady.Readiness.Judging;

namespace FlinkReady.Monitor.Targets;

/// <summary>
/// What is known of every target right now. Polls write it, metrics, pages and reports read it; what is read is immutable.
/// </summary>
internal sealed class PublishedState(MonitorConfiguration configuration, IEnumerable<ITargetObserver> observers, IAssessmentObserver assessments, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly IReadOnlyList<ITargetObserver> _observers = [.. observers];
    private readonly Dictionary<string, TargetView> _views = new(StringComparer.Ordinal);
    private MonitorConfiguration _configuration = configuration;
    private ReloadStatus _reload = new(true, time.GetUtcNow());
    private readonly FleetIndex _fleet = new();
    private Publication? _latest;
    private long _version;
    private volatile bool _everyTargetTried;
    private bool _isDiscovered = configuration.Kubernetes is null;

    /// <summary>True where the command line replaced the configuration's targets: what is written for those is not called unused.</summary>
    public bool ReplacesTargets { get; init; }

    /// <summary>The configuration in force.</summary>
    public MonitorConfiguration Configuration
    {
        get
        {
            lock (_lock)
            {
                return _configuration;
            }
        }
    }

    /// <summary>True from the moment on at which every target was tried once. Never falls back.</summary>
    public bool IsReady => _everyTargetTried;

    /// <summary>Everything, as of now.</summary>
    public Publication Latest
    {
        get
        {
            lock (_lock)
            {
                return _latest ??= Publish();
            }
        }
    }

    /// <summary>Shows a target's new view.</summary>
    public void Publish(TargetView view)
    {
        var configuration = Configuration;
        foreach (var observer in _observers)
        {
            observer.Published(view, configuration);
        }

        lock (_lock)
        {
            _views[view.Target.Name] = view;
            if (view.State.Current is { } current)
            {
                _fleet.Set(current);
            }

            Changed();
        }
    }

    /// <summary>Takes a target off.</summary>
    public void Withdraw(string name)
    {
        lock (_lock)
        {
            _views.Remove(name);
            _fleet.Remove(name);
            Changed();
        }

        foreach (var observer in _observers)
        {
            observer.Withdrawn(name);
        }

        // What they told of it since is new, too.
        Touch();
    }

    /// <summary>Puts another configuration in force.</summary>
    public void Accept(MonitorConfiguration configuration)
    {
        lock (_lock)
        {
            _configuration = configuration;
            Changed();
        }
    }

    /// <summary>Notes that the configuration was read again and is in force.</summary>
    public void Reloaded()
    {
        lock (_lock)
        {
            _reload = new ReloadStatus(true, time.GetUtcNow());
            Changed();
        }
    }

    /// <summary>Notes that targets were looked for, with or without success: from here on the targets that there are count.</summary>
    public void Discovered()
    {
        lock (_lock)
        {
            _isDiscovered = true;
            Changed();
        }
    }

    /// <summary>Notes that something is to be shown anew that is not kept here.</summary>
    public void Touch()
    {
        lock (_lock)
        {
            Changed();
        }
    }

    /// <summary>Notes that a configuration was refused; the one in force stays.</summary>
    public void Refuse()
    {
        lock (_lock)
        {
            _reload = _reload with { Successful = false };
            Changed();
        }
    }

    private void Changed()
    {
        _version++;
        _latest = null;
        _everyTargetTried |= _isDiscovered && _configuration.Targets.All(target => _views.TryGetValue(target.Name, out var view) && view.IsTried);
    }

    private Publication Publish()
    {
        var views = new List<TargetView>(_configuration.Targets.Count);
        foreach (var target in _configuration.Targets)
        {
            if (_views.TryGetValue(target.Name, out var view))
            {
                views.Add(view);
            }
        }

        var targets = views.Select(view => view.State.Current).OfType<TargetAssessment>().ToList();
        var isPartial = ReplacesTargets || targets.Count < _configuration.Targets.Count;
        var assessment = AssessmentBuilder.Combine(_configuration.Policy, targets, isPartial, time.GetUtcNow(), assessments, _fleet.Picture());
        return new Publication(_version, _configuration, _reload, views, assessment);
    }
}
