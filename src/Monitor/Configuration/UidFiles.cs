using System.Text;
using FlinkReady.FlinkClient.Files;

namespace FlinkReady.Monitor.Configuration;

/// <summary>Reads files of declared uids: UTF-8, one uid a line, blank lines skipped, every other character part of the uid.</summary>
internal static class UidFiles
{
    private const long MaxBytes = 16 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The uids, or the reason why there are none: the end of a sentence that begins with the file's name.</summary>
    public static (IReadOnlyList<string> Uids, string? Wrong) Read(string path)
    {
        try
        {
            var text = Strict.GetString(BoundedFile.Read(path, MaxBytes)).TrimStart('\uFEFF');
            return ([.. text.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0)], null);
        }
        catch (DecoderFallbackException)
        {
            return ([], "is not UTF-8");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ([], FileFaults.Why(exception));
        }
    }
}
