using System.Collections.Concurrent;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.Monitor.Witnessing;

/// <summary>One poll's questions to witnesses: what they share.</summary>
/// <param name="startedAt">When the poll began.</param>
/// <param name="isRepeated">True where another poll follows: what can't be had now is tried then.</param>
/// <param name="room">What the answers of the target may take.</param>
internal sealed class PollInquiry(DateTimeOffset startedAt, bool isRepeated, MemoryRoom room)
{
    private readonly ConcurrentDictionary<string, string> _silent = new(StringComparer.Ordinal);

    /// <summary>When the poll began.</summary>
    public DateTimeOffset StartedAt => startedAt;

    /// <summary>True where another poll follows.</summary>
    public bool IsRepeated => isRepeated;

    /// <summary>What the answers of the target may take: those of witnesses are counted as the cluster's own.</summary>
    public MemoryRoom Room => room;

    /// <summary>What was asked of the JobManager for it.</summary>
    public ConcurrentQueue<Exchange> Exchanges { get; } = new();

    /// <summary>Why a server is not asked again in this poll; null where it may be. Spares a dead one, and the poll, a time-out for each job.</summary>
    public string? WhySilent(string server) => _silent.GetValueOrDefault(server);

    /// <summary>Notes that a server does not answer.</summary>
    public void Silence(string server, string why) => _silent.TryAdd(server, why);
}
