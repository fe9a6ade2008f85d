using System.Text;
using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Stores;

/// <summary>Small files of text of this machine: credentials and tokens. They have a limit, and are waited for no longer than a few seconds.</summary>
/// <param name="time">The clock.</param>
internal sealed class LocalTexts(TimeProvider time)
{
    /// <summary>The most that a file may hold, bytes.</summary>
    public const int MostBytes = 1024 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly Patience _patience = new(Limit, time);

    /// <summary>The text of a file; null where there is no such file.</summary>
    /// <exception cref="UnreadException">It can't be read.</exception>
    public Task<string?> ReadAsync(string file, CancellationToken cancellationToken) => _patience.WaitAsync(file, _ => Task.FromResult(Read(file)), cancellationToken);

    private static string? Read(string file)
    {
        try
        {
            using var content = FileContent.Open(file) ?? throw new UnreadException(UnreadReason.Denied, $"{file} is empty, or no file");
            return content.Length > MostBytes
                ? throw new UnreadException(UnreadReason.Denied, $"{file} is larger than {MostBytes / 1024} KiB: it holds no credentials")
                : Encoding.UTF8.GetString(content.ReadStart(MostBytes)).TrimStart('\uFEFF');
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UnreadException(UnreadReason.Denied, $"{file} can't be read", e);
        }
    }
}
