using System.Runtime.InteropServices;

namespace FlinkReady.Monitor.Diagnostics;

/// <summary>
/// Bounds the heaps of the C library. glibc gives threads up to eight for each core, and what compressing takes and frees in one stays there: with readers
/// on every page that was 90 MB.
/// </summary>
internal static class NativeHeap
{
    // M_ARENA_MAX of glibc's malloc.h.
    private const int ArenaMax = -8;

    // Threads seldom allocate there at the same time.
    private const int Arenas = 2;

    private delegate int Mallopt(int parameter, int value);

    /// <summary>Bounds them from here on; does nothing where the C library is another one.</summary>
    public static void Bound()
    {
        if (NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "mallopt", out var address))
        {
            Marshal.GetDelegateForFunctionPointer<Mallopt>(address)(ArenaMax, Arenas);
        }
    }
}
