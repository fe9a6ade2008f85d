using System.Collections.Immutable;
using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.History;

/// <summary>
/// Which JobManager process answered at each poll, by values that a process makes at its start and shows among its keys. One that was started anew shows new ones;
/// those of an earlier poll come back only where several answer. Immutable, bounded.
/// </summary>
internal sealed class JobManagerProcesses
{
    private const int MaxStretches = 16;

    private readonly ImmutableList<Stretch> _stretches;
    private readonly DateTimeOffset _readAt;

    private JobManagerProcesses(ImmutableList<Stretch> stretches, DateTimeOffset readAt) => (_stretches, _readAt) = (stretches, readAt);

    /// <summary>None was seen.</summary>
    public static JobManagerProcesses None { get; } = new([], DateTimeOffset.MinValue);

    /// <summary>How often the value changed, as far back as is known.</summary>
    public int Changes => Math.Max(0, _stretches.Count - 1);

    /// <summary>The values that answered, each once, newest first.</summary>
    public IReadOnlyList<Evidence> Values => [.. _stretches.DistinctBy(static stretch => stretch.Identity).Select(static stretch => stretch.Evidence)];

    /// <summary>
    /// When a value last came back that another had replaced; null where that never happened. The name of a process' own folder is made of random digits, so that
    /// once is enough; a port may be given out again, so that ports have to change back and forth.
    /// </summary>
    public DateTimeOffset? LastReturn
    {
        get
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var (returns, isUnique) = (0, false);
            DateTimeOffset? last = null;
            foreach (var stretch in _stretches.Reverse())
            {
                if (!seen.Add(stretch.Identity))
                {
                    (returns, isUnique, last) = (returns + 1, isUnique || stretch.IsUnique, stretch.Since);
                }
            }

            return returns > 1 || isUnique ? last : null;
        }
    }

    /// <summary>The processes after a poll.</summary>
    public JobManagerProcesses Add(ClusterFacts cluster)
    {
        var readAt = cluster.OriginOf(JobManagerConfiguration.Key).ReadAt;
        if (!cluster.Configuration.IsRead || readAt <= _readAt || Of(cluster.Configuration, readAt) is not { } stretch)
        {
            return this;
        }

        if (_stretches is [var newest, ..] && newest.Identity == stretch.Identity)
        {
            return new JobManagerProcesses(_stretches, readAt);
        }

        var stretches = _stretches.Insert(0, stretch);
        return new JobManagerProcesses(stretches.Count > MaxStretches ? stretches.RemoveAt(MaxStretches) : stretches, readAt);
    }

    private static Stretch? Of(ConfigurationFacts configuration, DateTimeOffset since)
    {
        var folder = configuration.Find(FlinkOptions.WebTemporaryDirectory);
        if (folder.TryGet(out var name) && name.Contains("flink-web-", StringComparison.Ordinal))
        {
            return new Stretch(name, IsUnique: true, since, folder.Evidence);
        }

        var (blob, rpc) = (configuration.Find(FlinkOptions.BlobServerPort), configuration.Find(FlinkOptions.JobManagerRpcPort));
        return blob.IsKnown ? new Stretch($"{blob.Or(string.Empty)}/{rpc.Or(string.Empty)}", IsUnique: false, since, blob.Evidence) : null;
    }

    private sealed record Stretch(string Identity, bool IsUnique, DateTimeOffset Since, Evidence Evidence);
}
