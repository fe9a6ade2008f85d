using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace FlinkReady.Monitor.Terminal;

/// <summary>
/// Whether the standard descriptors are those that the program was started with. Where one was closed (<c>&lt;&amp;-</c>, <c>2&gt;&amp;-</c>) the runtime's
/// own files take its number, and what is meant for a log would be written into them.
/// </summary>
internal static class StandardDescriptors
{
    private const string Folder = "/proc/self/fd";
    private const int AccessMode = 3;

    // O_CLOEXEC: what has it was opened after the program began, since it would not have outlived the call that began it.
    private const int ClosedByExec = 0x80000;

    /// <summary>True where the descriptor is open and none of the runtime's own. Where nothing can be told it counts as open.</summary>
    /// <param name="descriptor">0, 1 or 2.</param>
    public static bool IsOpen(int descriptor)
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists(Folder))
        {
            return true;
        }

        var target = TargetOf(descriptor);
        var flags = FlagsOf(descriptor);
        return target is not null
            && (flags & ClosedByExec) is null or 0
            && !target.Contains("/clr-debug-pipe-", StringComparison.Ordinal)
            && !target.StartsWith("anon_inode:", StringComparison.Ordinal)
            && !target.EndsWith(".dll", StringComparison.Ordinal)
            && target != Environment.ProcessPath
            && !(target.StartsWith("pipe:", StringComparison.Ordinal) && HasOtherEnd(target, flags & AccessMode));
    }

    /// <summary>Writes a line to standard error without opening anything, for when nothing can be opened.</summary>
    public static void Tell(string line)
    {
        try
        {
            using var handle = new SafeFileHandle(2, ownsHandle: false);
            using var error = new FileStream(handle, FileAccess.Write, bufferSize: 0);
            error.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            // There is nobody to tell it to.
        }
    }

    // A pipe of which this process holds both ends is one that it made itself.
    private static bool HasOtherEnd(string target, int? mode) => Directory.EnumerateFiles(Folder)
        .Select(file => int.Parse(Path.GetFileName(file), CultureInfo.InvariantCulture))
        .Any(other => other > 2 && TargetOf(other) == target && (FlagsOf(other) & AccessMode) != mode);

    private static string? TargetOf(int descriptor)
    {
        try
        {
            return new FileInfo($"{Folder}/{descriptor}").LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int? FlagsOf(int descriptor)
    {
        try
        {
            var flags = File.ReadLines($"/proc/self/fdinfo/{descriptor}").First(line => line.StartsWith("flags:", StringComparison.Ordinal))["flags:".Length..].Trim();
            return Convert.ToInt32(flags, 8);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException or FormatException or OverflowException)
        {
            return null;
        }
    }
}
