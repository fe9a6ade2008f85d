using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.Readiness.Facts;

/// <summary>What is known of one TaskManager.</summary>
public sealed class TaskManagerFacts
{
    private readonly Origin _origin;
    private readonly int _index;
    private readonly TaskManagerInfo _info;

    internal TaskManagerFacts(Origin origin, int index, TaskManagerInfo info)
    {
        _origin = origin;
        _index = index;
        _info = info;
    }

    /// <summary>The resource id.</summary>
    public string Id => _info.Id;

    /// <summary>All its slots.</summary>
    public Fact<int> Slots => Of(TaskManagerInfo.Field.Slots, _info.Slots);

    /// <summary>Its free slots.</summary>
    public Fact<int> FreeSlots => Of(TaskManagerInfo.Field.FreeSlots, _info.FreeSlots);

    /// <summary>The time of the last heartbeat in epoch milliseconds (Flink's field is called timeSinceLastHeartbeat); 0 before the first.</summary>
    public Fact<long> LastHeartbeatMs => Of(TaskManagerInfo.Field.LastHeartbeatMs, _info.LastHeartbeatMs);

    /// <summary>Heap for tasks, bytes.</summary>
    public Fact<long> TaskHeap => Of($"{TaskManagerInfo.Field.Memory}.{TaskManagerMemory.Field.TaskHeap}", _info.Memory?.TaskHeap);

    /// <summary>Managed memory, bytes.</summary>
    public Fact<long> ManagedMemory => Of($"{TaskManagerInfo.Field.Memory}.{TaskManagerMemory.Field.Managed}", _info.Memory?.Managed);

    /// <summary>Flink's whole memory without JVM overhead, bytes.</summary>
    public Fact<long> TotalFlinkMemory => Of($"{TaskManagerInfo.Field.Memory}.{TaskManagerMemory.Field.TotalFlink}", _info.Memory?.TotalFlink);

    private Fact<T> Of<T>(string field, T? value)
        where T : struct
    {
        var name = new FieldPath(field, TaskManagerList.Field.TaskManagers, _index);
        return value is { } known ? Fact<T>.Known(_origin, name, known) : Fact<T>.Missing(_origin, name);
    }
}
