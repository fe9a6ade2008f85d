using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Scanning;

/// <summary>Writes a file whole or not at all: beside its place first, then moved there.</summary>
internal static class AtomicFile
{
    /// <summary>Writes the file; an older one is replaced.</summary>
    /// <exception cref="UsageException">It can't be written; nothing half-written is left.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var full = Path.GetFullPath(path);
        var partial = Path.Combine(Path.GetDirectoryName(full) ?? ".", $".{Path.GetFileName(full)}.{Environment.ProcessId}.partial");
        try
        {
            if (!Directory.Exists(Path.GetDirectoryName(full)))
            {
                throw new DirectoryNotFoundException();
            }

            // Devices and pipes (/dev/stdout, /dev/full) are written in place: a move would put a file over them.
            if (File.Exists(full) && (File.GetAttributes(full) & FileAttributes.Device) != 0 || full.StartsWith("/dev/", StringComparison.Ordinal))
            {
                using var device = new FileStream(full, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
                write(device);
                return;
            }

            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, full, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Delete(partial);
            throw new UsageException($"{path} {FileFaults.Why(exception)}");
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The first fault is the one to tell.
        }
    }
}
