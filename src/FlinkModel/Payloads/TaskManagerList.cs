using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary><c>GET /taskmanagers</c> (Flink: <c>TaskManagersInfo</c>).</summary>
public sealed record TaskManagerList(
    [property: JsonPropertyName(TaskManagerList.Field.TaskManagers)] IReadOnlyList<TaskManagerInfo>? TaskManagers)
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<TaskManagerList> Key { get; } = new("taskManagers", "/taskmanagers");

    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string TaskManagers = "taskmanagers";
    }
}

/// <summary>One TaskManager (Flink: <c>TaskManagerInfo</c>). Memory in bytes.</summary>
public sealed record TaskManagerInfo(
    [property: JsonRequired, JsonPropertyName(TaskManagerInfo.Field.Id), JsonConverter(typeof(SharedTextConverter))] string Id,
    [property: JsonPropertyName(TaskManagerInfo.Field.LastHeartbeatMs), JsonConverter(typeof(MomentConverter))] long? LastHeartbeatMs,
    [property: JsonPropertyName(TaskManagerInfo.Field.Slots)] int? Slots,
    [property: JsonPropertyName(TaskManagerInfo.Field.FreeSlots)] int? FreeSlots,
    [property: JsonPropertyName(TaskManagerInfo.Field.Memory)] TaskManagerMemory? Memory)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Id = "id",
            LastHeartbeatMs = "timeSinceLastHeartbeat",
            Slots = "slotsNumber",
            FreeSlots = "freeSlots",
            Memory = "memoryConfiguration";
    }
}

/// <summary>The memory model of a TaskManager in bytes (Flink: <c>TaskExecutorMemoryConfiguration</c>).</summary>
public sealed record TaskManagerMemory(
    [property: JsonPropertyName(TaskManagerMemory.Field.TaskHeap), JsonConverter(typeof(AmountConverter))] long? TaskHeap,
    [property: JsonPropertyName(TaskManagerMemory.Field.Managed), JsonConverter(typeof(AmountConverter))] long? Managed,
    [property: JsonPropertyName(TaskManagerMemory.Field.TotalFlink), JsonConverter(typeof(AmountConverter))] long? TotalFlink)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            TaskHeap = "taskHeap",
            Managed = "managedMemory",
            TotalFlink = "totalFlinkMemory";
    }
}
