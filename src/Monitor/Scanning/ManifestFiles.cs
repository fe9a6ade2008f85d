using System.Text;
using FlinkReady.FlinkClient.Files;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Scanning;

/// <summary>The texts of manifests: files, the files below a folder, standard input.</summary>
internal static class ManifestFiles
{
    /// <summary>What stands for standard input.</summary>
    public const string StandardInput = "-";

    private const int Longest = 32 * 1024 * 1024;

    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    /// <summary>Reads a path that the command line names.</summary>
    /// <param name="path">A file, a folder, or <see cref="StandardInput"/>.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="unreadable">Is told a line for each file that can't be read.</param>
    /// <exception cref="UsageException">There is nothing of that name.</exception>
    public static IEnumerable<(string File, string Text)> Read(string path, Func<Stream> input, Action<string> unreadable)
    {
        if (path == StandardInput)
        {
            using var stream = input();
            yield return (path, Limited(stream));
            yield break;
        }

        foreach (var file in FilesOf(path))
        {
            if (TextOf(file, unreadable) is { } text)
            {
                yield return (file, text);
            }
        }
    }

    /// <summary>The text of one file; null where it can't be read.</summary>
    public static string? TextOf(string file, Action<string> unreadable)
    {
        try
        {
            return Encoding.UTF8.GetString(BoundedFile.Read(file, Longest));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            unreadable($"{file}: {FileFaults.Why(exception)}");
            return null;
        }
    }

    private static IEnumerable<string> FilesOf(string path)
    {
        if (!Directory.Exists(path))
        {
            return File.Exists(path) ? [path] : throw new UsageException($"--manifest: there is no file or folder {path}");
        }

        // A hidden folder is a tool's own, such as .git.
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };
        return [.. Directory.EnumerateFiles(path, "*", options).Where(static file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
    }

    private static string Limited(Stream stream)
    {
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            if (content.Length + read > Longest)
            {
                throw new UsageException($"--manifest -: standard input is longer than {Longest / 1024 / 1024} MiB");
            }

            content.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(content.GetBuffer(), 0, (int)content.Length);
    }
}
