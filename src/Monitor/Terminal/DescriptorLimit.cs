using System.Globalization;

namespace FlinkReady.Monitor.Terminal;

/// <summary>Whether the program may open as many files as it takes to begin: below that the runtime and its libraries end it in ways of their own.</summary>
internal static class DescriptorLimit
{
    private const string Limits = "/proc/self/limits";

    // A scan over TLS takes about twenty.
    private const int Least = 32;

    /// <summary>Why the program can't begin: one line; null where it can, and where nothing can be told.</summary>
    public static string? WhyTooLow()
    {
        try
        {
            return Find(File.ReadLines(Limits)) is { } limit && limit < Least
                ? string.Create(CultureInfo.InvariantCulture, $"no more than {limit} files may be open at once, and it takes {Least} to begin: raise ulimit -n")
                : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return null;
        }
        catch (IOException exception)
        {
            return $"{exception.Message}: raise ulimit -n";
        }
    }

    private static int? Find(IEnumerable<string> lines)
    {
        const string name = "Max open files";
        var words = lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [var soft, ..] && int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }
}
