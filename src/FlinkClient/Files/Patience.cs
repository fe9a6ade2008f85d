using System.Runtime.ExceptionServices;

namespace FlinkReady.FlinkClient.Files;

/// <summary>
/// Waits for the file system no longer than a few seconds: a path may be a pipe that nobody writes to, or lie on a mount that hangs. What hangs holds one thread,
/// however often it is asked for, and nothing that waits.
/// </summary>
internal static class Patience
{
    /// <summary>How long anything may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, Work> Pending = new(StringComparer.Ordinal);

    /// <summary>What a piece of work brings.</summary>
    /// <typeparam name="T">That.</typeparam>
    /// <param name="key">Work of one key is done once at a time; whoever comes meanwhile waits for its end.</param>
    /// <param name="work">The work.</param>
    /// <param name="limit">How long it may take from its beginning; by default <see cref="Limit"/>.</param>
    /// <exception cref="IOException">It did not end in time; else what the work throws. The message goes behind "it".</exception>
    public static T Wait<T>(string key, Func<T> work, TimeSpan? limit = null)
        where T : class
    {
        Work pending;
        lock (Gate)
        {
            if (!Pending.TryGetValue(key, out pending!))
            {
                Pending[key] = pending = new Work(key, work);
            }
        }

        return (T)pending.Result(limit ?? Limit);
    }

    private sealed class Work
    {
        private readonly object _end = new();
        private readonly long _startedAt = Environment.TickCount64;
        private readonly string _key;
        private readonly Func<object> _work;
        private object? _result;
        private Exception? _fault;
        private bool _isDone;

        public Work(string key, Func<object> work)
        {
            (_key, _work) = (key, work);
            new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = "file" }.Start();
        }

        public object Result(TimeSpan limit)
        {
            bool isDone;
            lock (_end)
            {
                var left = _startedAt + (long)limit.TotalMilliseconds - Environment.TickCount64;
                isDone = _isDone || Monitor.Wait(_end, TimeSpan.FromMilliseconds(Math.Max(left, 0)));
            }

            if (!isDone)
            {
                throw new IOException($"it did not answer within {limit.TotalSeconds:0} s: a pipe that nobody writes to, or a mount that hangs");
            }

            if (_fault is not null)
            {
                ExceptionDispatchInfo.Throw(_fault);
            }

            return _result!;
        }

        private void Run()
        {
            try
            {
                _result = _work();
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
