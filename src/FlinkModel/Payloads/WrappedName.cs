using System.Buffers;
using System.Text;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>
/// The class of the exception that <c>CompletionException</c> and <c>ExecutionException</c> carry, as a stack trace tells it. Flink passes failures through
/// futures, and its history then names the future's wrapper: a slot that can't be had is a <c>CompletionException</c> there.
/// </summary>
internal static class WrappedName
{
    private const int MaxDepth = 16;
    private const int MaxName = 256;

    private static readonly SearchValues<byte> NameParts = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._$"u8);

    /// <summary>
    /// Reads it off the bytes of the JSON text, where a line break is "\n" in two characters. A wrapper without a message of its own says its cause's class behind
    /// its own; with one, or with a break in between, the next "Caused by" does. Null where the trace begins with another exception, or does not say.
    /// </summary>
    public static string? Find(ReadOnlySpan<byte> trace)
    {
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            var name = NameAt(trace);
            if (name.IsEmpty && depth == 0)
            {
                return null;
            }

            if (!name.IsEmpty && !IsWrapper(name))
            {
                return depth == 0 ? null : Encoding.ASCII.GetString(name);
            }

            trace = trace[name.Length..];
            if (!name.IsEmpty && trace.StartsWith(": "u8))
            {
                trace = trace[2..];
                continue;
            }

            var cause = trace.IndexOf("Caused by: "u8);
            if (cause < 0)
            {
                return null;
            }

            trace = trace[(cause + "Caused by: "u8.Length)..];
        }

        return null;
    }

    // A class with its package, followed by a colon or the end of the line; empty where a sentence begins.
    private static ReadOnlySpan<byte> NameAt(ReadOnlySpan<byte> trace)
    {
        var end = trace.IndexOfAnyExcept(NameParts);
        var name = end < 0 ? trace : trace[..end];
        var isWhole = end < 0 || trace[end] is (byte)':' or (byte)'\\';
        return isWhole && name.Length <= MaxName && name.Contains((byte)'.') ? name : default;
    }

    private static bool IsWrapper(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("java.util.concurrent.CompletionException"u8) || name.SequenceEqual("java.util.concurrent.ExecutionException"u8);
}
