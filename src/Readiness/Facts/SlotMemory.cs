namespace FlinkReady.Readiness.Facts;

/// <summary>The memory behind the slots of a cluster, added up once for all its jobs.</summary>
/// <param name="TaskHeap">Task heap of all TaskManagers, bytes; null where one does not say how much heap or how many slots it has.</param>
/// <param name="Slots">Slots of all TaskManagers, as far as they say.</param>
/// <param name="Poorest">The TaskManager with the least managed memory a slot, null where none shows both.</param>
/// <param name="LeastManaged">Managed memory of one of its slots, bytes.</param>
public sealed record SlotMemory(long? TaskHeap, long Slots, TaskManagerFacts? Poorest, long LeastManaged)
{
    internal static SlotMemory Of(IReadOnlyList<TaskManagerFacts> managers)
    {
        long? heap = 0;
        long slots = 0;
        TaskManagerFacts? poorest = null;
        var least = long.MaxValue;
        foreach (var manager in managers)
        {
            var count = manager.Slots.Or(0);
            heap = manager.TaskHeap.TryGet(out var taskHeap) && manager.Slots.IsKnown ? heap + taskHeap : null;
            slots += count;
            if (count > 0 && manager.ManagedMemory.TryGet(out var managed) && managed / count < least)
            {
                (poorest, least) = (manager, managed / count);
            }
        }

        return new SlotMemory(heap, slots, poorest, poorest is null ? 0 : least);
    }
}
