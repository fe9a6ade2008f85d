using System.Text;

namespace FlinkReady.KubernetesApi.Access;

/// <summary>A text that lies in a file or was written out. A file is read each time: tokens and authorities rotate.</summary>
/// <param name="File">The file, null for none.</param>
/// <param name="Written">The text where there is no file.</param>
internal sealed record Secret(string? File, string? Written)
{
    // A bundle of authorities is far smaller.
    private const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>The text as it is now.</summary>
    /// <exception cref="AccessException">The file can't be read.</exception>
    public string Read()
    {
        if (File is null)
        {
            return Written ?? string.Empty;
        }

        if (File.Length == 0 || File.Contains('\0', StringComparison.Ordinal))
        {
            throw new AccessException("a file without a name can't be read");
        }

        try
        {
            using var stream = new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var buffer = new byte[MaxBytes];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length < MaxBytes ? Encoding.UTF8.GetString(buffer, 0, length) : throw new AccessException($"the file {File} is larger than {MaxBytes / 1024} KiB");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var why = exception is FileNotFoundException or DirectoryNotFoundException ? "it does not exist" : exception is UnauthorizedAccessException ? "check its permissions" : exception.Message;
            throw new AccessException($"the file {File} can't be read: {why}");
        }
    }

    /// <summary>Shows no secret, whoever writes it somewhere.</summary>
    public override string ToString() => File ?? "(written)";
}
