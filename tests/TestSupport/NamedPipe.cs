using System.ComponentModel;
using System.Runtime.InteropServices;

namespace FlinkReady.TestSupport;

/// <summary>A pipe with a name, made by the system itself: <c>mkfifo</c> is not on every machine's path.</summary>
public static partial class NamedPipe
{
    private const uint ReadableAndWritable = 0b110_110_110;

    /// <summary>Makes one at <paramref name="path"/>.</summary>
    /// <exception cref="Win32Exception">It can't be made there.</exception>
    public static void Create(string path)
    {
        if (MakePipe(path, ReadableAndWritable) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MakePipe(string path, uint mode);
}
