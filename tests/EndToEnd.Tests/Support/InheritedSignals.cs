using System.Globalization;

namespace FlinkReady.EndToEnd.Tests.Support;

/// <summary>What this process hands down to its children: a shell ignores SIGINT for what it starts in the background.</summary>
internal static class InheritedSignals
{
    private const ulong Interrupt = 1UL << (2 - 1);
    private const string Ignored = "SigIgn:";

    /// <summary>True where a child ignores SIGINT from its start, as .NET then goes on doing.</summary>
    public static bool IgnoreInterrupt { get; } = File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(Ignored, StringComparison.Ordinal)) is { } line
        && (ulong.Parse(line.AsSpan(Ignored.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & Interrupt) != 0;
}
