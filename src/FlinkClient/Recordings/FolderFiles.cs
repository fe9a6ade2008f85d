using FlinkReady.FlinkClient.Files;

namespace FlinkReady.FlinkClient.Recordings;

/// <summary>A recording in a folder. Links that lead out of it are not followed.</summary>
internal sealed class FolderFiles : IRecordingFiles
{
    private readonly string _root;

    public FolderFiles(string path)
        : this(path, List, Patience.Limit)
    {
    }

    /// <summary>For tests: a folder that is listed another way.</summary>
    internal FolderFiles(string path, Func<string, HashSet<string>> list, TimeSpan patience)
    {
        Name = path;
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        try
        {
            Names = Patience.Wait($"list {_root}", () => list(_root), patience);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{path}: the folder can't be read{(e.GetType() == typeof(IOException) ? $": {e.Message}" : string.Empty)}", e);
        }

        if (Names.Count > RecordingFiles.MaxFiles)
        {
            throw new RecordingException($"{path}: more than {RecordingFiles.MaxFiles} files; is this the folder of one recording?");
        }
    }

    // Neither links nor what lies deeper than any recording.
    private static HashSet<string> List(string root)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 16, AttributesToSkip = FileAttributes.ReparsePoint };
        return Directory.EnumerateFiles(root, "*", options)
            .Take(RecordingFiles.MaxFiles + 1)
            .Select(file => Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/'))
            .ToHashSet(StringComparer.Ordinal);
    }

    public string Name { get; }

    public IReadOnlySet<string> Names { get; }

    public byte[] Read(string name)
    {
        try
        {
            return BoundedFile.Read(Path.Combine(_root, name), RecordingFiles.MaxFileBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{Name}: {name} can't be read{(e.GetType() == typeof(IOException) ? $": {e.Message}" : string.Empty)}", e);
        }
    }
}
