using System.Text;
using FlinkReady.FlinkClient.Files;

namespace FlinkReady.FlinkClient.Secrets;

/// <summary>
/// A small file that holds a secret and may be rotated at any time. It is read again rather than watched: in Kubernetes such
/// files change by a link to a link, which neither time stamps nor watchers show reliably.
/// </summary>
internal sealed class SecretFile(string path, TimeProvider time)
{
    private const int MaxLength = 64 * 1024;
    private static readonly TimeSpan ListAgainAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private string? _value;
    private long _readAt;

    /// <summary>The content without white space at its ends, at most a second old.</summary>
    /// <exception cref="SecretFileException">It can't be read, or is no header value.</exception>
    public string Read()
    {
        lock (_lock)
        {
            if (_value is null || time.GetElapsedTime(_readAt) >= ListAgainAfter)
            {
                _value = Load();
                _readAt = time.GetTimestamp();
            }

            return _value;
        }
    }

    private string Load()
    {
        string text;
        try
        {
            text = Encoding.UTF8.GetString(BoundedFile.Read(path, MaxLength)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SecretFileException($"the secret file {path} can't be read: {(e is FileNotFoundException or DirectoryNotFoundException ? "it does not exist" : e is UnauthorizedAccessException ? "check its permissions" : e.Message)}");
        }

        if (text.Length == 0 || text.Any(char.IsControl))
        {
            throw new SecretFileException($"the secret file {path} {(text.Length == 0 ? "is empty" : "must hold one line")}");
        }

        return text;
    }
}

/// <summary>A file holds no secret that could be sent.</summary>
/// <param name="message">One line: the file, and what is wrong with it.</param>
internal sealed class SecretFileException(string message) : Exception(message);
