using System.Globalization;
using System.Runtime.ExceptionServices;

namespace FlinkReady.FlinkClient.Files;

/// <summary>
/// The one door for files of users. What it reads has a limit, and it waits for no file longer than a few seconds: a path may be a pipe that nobody
/// writes to, a device without an end, or lie on a mount that hangs.
/// </summary>
public static class BoundedFile
{
    /// <summary>How long a file may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int Chunk = 64 * 1024;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<(string Path, long Limit), Reading> Pending = [];

    /// <summary>The content.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">The most that it may hold.</param>
    /// <exception cref="IOException">It can't be read, is longer, or did not answer in time. The message goes behind "it".</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static byte[] Read(string path, long maxBytes)
    {
        Reading reading;
        lock (Gate)
        {
            // A file that hangs holds one thread, however often it is asked for.
            if (!Pending.TryGetValue((path, maxBytes), out reading!))
            {
                Pending[(path, maxBytes)] = reading = new Reading(path, maxBytes);
            }
        }

        return reading.Result();
    }

    private static byte[] ReadAll(string path, long maxBytes)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        using var content = new MemoryStream();
        var chunk = new byte[Chunk];
        int read;
        while ((read = stream.Read(chunk)) > 0)
        {
            if (content.Length + read > maxBytes)
            {
                throw new IOException(string.Create(CultureInfo.InvariantCulture, $"it is larger than {maxBytes / 1024} KiB"));
            }

            content.Write(chunk, 0, read);
        }

        return content.ToArray();
    }

    private sealed class Reading
    {
        private readonly object _end = new();
        private readonly long _startedAt = Environment.TickCount64;
        private readonly (string Path, long Limit) _key;
        private byte[] _content = [];
        private Exception? _fault;
        private bool _isDone;

        public Reading(string path, long maxBytes)
        {
            _key = (path, maxBytes);
            new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = "file" }.Start();
        }

        public byte[] Result()
        {
            bool isDone;
            lock (_end)
            {
                var left = _startedAt + (long)Patience.TotalMilliseconds - Environment.TickCount64;
                isDone = _isDone || Monitor.Wait(_end, TimeSpan.FromMilliseconds(Math.Max(left, 0)));
            }

            if (!isDone)
            {
                throw new IOException($"it did not answer within {Patience.TotalSeconds:0} s: a pipe that nobody writes to, or a mount that hangs");
            }

            if (_fault is not null)
            {
                ExceptionDispatchInfo.Throw(_fault);
            }

            return _content;
        }

        private void Run()
        {
            try
            {
                _content = ReadAll(_key.Path, _key.Limit);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                _fault = exception;
            }

            lock (Gate)
            {
                Pending.Remove(_key);
            }

            lock (_end)
            {
                _isDone = true;
                Monitor.PulseAll(_end);
            }
        }
    }
}
