using System.Buffers;

namespace FlinkReady.Monitor.Configuration;

/// <summary>Names of HTTP headers that a user may set.</summary>
internal static class HeaderNames
{
    private static readonly SearchValues<char> Token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    // The client writes these itself; a second opinion would break the request.
    private static readonly string[] Own = ["Host", "Content-Length", "Content-Type", "Transfer-Encoding", "Connection", "Accept-Encoding"];

    /// <summary>Why a name is none, as the end of a sentence; null where it is one.</summary>
    public static string? WhyNot(string name)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(Token))
        {
            return "is not a header name";
        }

        return Own.Contains(name, StringComparer.OrdinalIgnoreCase) ? "is a header that cannot be set" : null;
    }
}
