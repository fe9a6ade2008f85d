using FlinkReady.FlinkClient.Files;
using FlinkReady.FlinkClient.Polls;

namespace FlinkReady.FlinkClient.Recordings;

/// <summary>Opens recordings: a folder or zip archive with an <c>index.json</c>, or one whose subfolders hold one each.</summary>
public static class Recording
{
    private const string Index = "index.json";
    private const int MaxArchiveBytes = 512 * 1024 * 1024;

    // 10,000 jobs take 15 MB. Parsed, a small archive's indexes would take many times what the archive does.
    private const long MaxIndexBytes = 64 * 1024 * 1024;

    /// <summary>Opens a folder or a zip archive. All indexes are read and checked; bodies are read when they are asked for.</summary>
    /// <exception cref="RecordingException">It does not exist or is no recording.</exception>
    public static RecordingSeries Open(string path)
    {
        if (IsFolder(path))
        {
            return Open(new FolderFiles(path), archive: null);
        }

        Stream stream;
        try
        {
            // Into memory: what can't seek, or has no end, is no archive, and one that may hang is read once.
            stream = new MemoryStream(BoundedFile.Read(path, MaxArchiveBytes, FileStart.ZipArchive), writable: false);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RecordingException($"{path}: there is no such recording", e);
        }
        catch (WrongStartException e)
        {
            throw new RecordingException($"{path}: can't be opened: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RecordingException($"{path}: can't be opened{(e.GetType() == typeof(IOException) ? $": {e.Message}" : string.Empty)}", e);
        }

        return Open(stream, path);
    }

    /// <summary>Opens a zip archive from a stream that can seek; the series owns the stream.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="name">What to call it.</param>
    /// <exception cref="RecordingException">It is no recording.</exception>
    public static RecordingSeries Open(Stream archive, string name)
    {
        try
        {
            return Open(new ZipFiles(archive, name), archive);
        }
        catch (RecordingException)
        {
            archive.Dispose();
            throw;
        }
    }

    // Already the question may hang.
    private static bool IsFolder(string path)
    {
        try
        {
            return (bool)Patience.Wait<object>($"exists {path}", () => Directory.Exists(path));
        }
        catch (IOException e)
        {
            throw new RecordingException($"{path}: can't be opened: {e.Message}", e);
        }
    }

    private static RecordingSeries Open(IRecordingFiles files, Stream? archive)
    {
        var folders = files.Names
            .Where(name => name == Index || name.EndsWith("/" + Index, StringComparison.Ordinal))
            .Select(name => name[..^Index.Length])
            .ToArray();
        if (folders.Length == 0)
        {
            throw new RecordingException($"{files.Name}: not a recording: no {Index} in it or in its subfolders");
        }

        // The topmost indexes count: the whole may lie in a folder of its own, as archives often have it.
        var depth = folders.Min(Depth);
        folders = [.. folders.Where(folder => Depth(folder) == depth).Order(NumericOrder.Instance)];
        if (depth > 1 && folders.Select(ParentOf).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            throw new RecordingException($"{files.Name}: more than one recording lies below it; name one of them");
        }

        var left = MaxIndexBytes;
        var snapshots = folders.Select(folder => new RecordingSnapshot(
            NameOf(folder),
            WithWitnesses(files, folder, new ClusterReader(new RecordedAnswerSource(RecordedAnswers.Load(files, folder, ref left), files.Name), TimeProvider.System))));
        return new RecordingSeries(files.Name, [.. snapshots], isSeries: depth > 0 && (folders.Length > 1 || archive is null), archive);
    }

    private static IClusterReader WithWitnesses(IRecordingFiles files, string folder, ClusterReader reader)
    {
        var (operatorIds, metadata) = (Content(WitnessFiles.OperatorIdsFile), Content(WitnessFiles.MetadataFile));
        if (operatorIds is null && metadata is null)
        {
            return reader;
        }

        try
        {
            return new AddingReader(reader, WitnessFiles.Read(operatorIds, metadata).AddTo);
        }
        catch (RecordingException e)
        {
            throw new RecordingException($"{files.Name}: {folder}{e.Message}", e);
        }

        byte[]? Content(string name) => files.Names.Contains(folder + name) ? files.Read(folder + name) : null;
    }

    private static int Depth(string folder) => folder.Count(unit => unit == '/');

    private static string ParentOf(string folder) => folder[..(folder.TrimEnd('/').LastIndexOf('/') + 1)];

    private static string NameOf(string folder) => folder.TrimEnd('/').Split('/')[^1];
}
