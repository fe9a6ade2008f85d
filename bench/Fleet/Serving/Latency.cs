using System.Runtime.InteropServices;

namespace FlinkReady.Fleet.Serving;

/// <summary>Waits as long as asked. Timers tick in milliseconds; shorter waits sleep in the kernel.</summary>
internal static partial class Latency
{
    private static readonly TimeSpan TimerIsGoodFrom = TimeSpan.FromMilliseconds(20);

    public static async ValueTask PassAsync(TimeSpan latency, CancellationToken cancellationToken)
    {
        if (latency >= TimerIsGoodFrom)
        {
            await Task.Delay(latency, cancellationToken);
        }
        else if (latency > TimeSpan.Zero)
        {
            var request = new TimeSpec { Nanoseconds = (long)latency.TotalNanoseconds };
            _ = NanoSleep(request, 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int NanoSleep(in TimeSpec request, nint remaining);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
