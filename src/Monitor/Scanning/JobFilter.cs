using System.Collections.Concurrent;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Readiness.Names;

namespace FlinkReady.Monitor.Scanning;

/// <summary>Decides which jobs of a target are looked at and remembers the others. The client asks once it knows the jobs.</summary>
internal sealed class JobFilter(TargetDefinition target, Glob? job, Action<int>? counted = null)
{
    private readonly ConcurrentDictionary<string, bool> _left = new(StringComparer.Ordinal);
    private int _asked;

    /// <summary>Names of the jobs left out.</summary>
    public IReadOnlyCollection<string> Left => [.. _left.Keys];

    /// <summary>True where the job is to be looked at.</summary>
    public bool Covers(string name)
    {
        counted?.Invoke(Interlocked.Increment(ref _asked));
        var covered = target.Jobs.Cover(name) && (job is null || job.IsMatch(name));
        if (!covered)
        {
            _left[name] = true;
        }

        return covered;
    }
}
