using System.Collections.Concurrent;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Targets;

namespace FlinkReady.Monitor.Tests.Support;

/// <summary>Sources that do what a test says, look by look (counted from 0).</summary>
internal sealed class ScriptedSources : ITargetSourceFactory
{
    private readonly ConcurrentDictionary<string, Func<int, CancellationToken, Task<ClusterSnapshot?>>> _scripts = new(StringComparer.Ordinal);

    /// <summary>How many polls were begun at each target.</summary>
    public ConcurrentDictionary<string, int> Looks { get; } = new(StringComparer.Ordinal);

    /// <summary>How many sources were made for each target.</summary>
    public ConcurrentDictionary<string, int> Created { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of the targets whose source was disposed.</summary>
    public ConcurrentQueue<string> Disposed { get; } = new();

    /// <summary>What targets do that no script is about; null for a failure.</summary>
    public Func<int, CancellationToken, Task<ClusterSnapshot?>>? Otherwise { get; set; }

    public ScriptedSources With(string target, Func<int, CancellationToken, Task<ClusterSnapshot?>> look)
    {
        _scripts[target] = look;
        return this;
    }

    public ScriptedSources With(string target, Func<int, ClusterSnapshot?> look) => With(target, (count, _) => Task.FromResult(look(count)));

    public ITargetSource Create(EffectiveTarget target)
    {
        Created.AddOrUpdate(target.Name, 1, (_, count) => count + 1);
        return new Source(this, target.Name);
    }

    private sealed class Source(ScriptedSources owner, string name) : ITargetSource
    {
        public TargetAccess Access => Made.Access;

        public Task<ClusterSnapshot?> PollAsync(CancellationToken cancellationToken)
        {
            var count = owner.Looks.AddOrUpdate(name, 1, (_, before) => before + 1) - 1;
            return (owner._scripts.GetValueOrDefault(name) ?? owner.Otherwise ?? throw new InvalidOperationException($"no script for {name}"))(count, cancellationToken);
        }

        public void Dispose() => owner.Disposed.Enqueue(name);
    }
}
