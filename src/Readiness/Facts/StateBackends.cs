namespace FlinkReady.Readiness.Facts;

/// <summary>The state backends of Flink by the names that <c>checkpoints/config</c> shows; the backends of vendors are none of them.</summary>
internal static class StateBackends
{
    /// <summary>Keeps state as objects on the heap of the TaskManagers.</summary>
    public static bool IsHeap(string name) => name is "HashMapStateBackend" or "MemoryStateBackend" or "FsStateBackend";

    /// <summary>Keeps state in files, with managed memory as cache and write buffer.</summary>
    public static bool IsOnDisk(string name) => name is "EmbeddedRocksDBStateBackend" or "RocksDBStateBackend" || IsForSt(name);

    /// <summary>ForSt, 2.0 and later.</summary>
    public static bool IsForSt(string name) => name == "ForStStateBackend";

    /// <summary>Deprecated since 1.13, removed in 2.0.</summary>
    public static bool IsLegacy(string name) => name is "MemoryStateBackend" or "FsStateBackend" or "RocksDBStateBackend";
}
