using System.IO.Compression;

namespace FlinkReady.FlinkClient.Recordings;

/// <summary>
/// A recording in a zip archive. Nothing is unpacked to disk; names that lead outside, double names and entries that unpack to
/// more than the limits are refused.
/// </summary>
internal sealed class ZipFiles : IRecordingFiles
{
    // Twenty times what a scan of a thousand jobs reads.
    private const long MaxUnpackedBytes = 2L * 1024 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private long _unpacked;

    public ZipFiles(Stream archive, string name)
    {
        Name = name;
        try
        {
            // The archive stays open as long as the recording is used, and ends with it.
            var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: false);
            if (zip.Entries.Count > RecordingFiles.MaxFiles)
            {
                throw new RecordingException($"{name}: more than {RecordingFiles.MaxFiles} files");
            }

            foreach (var entry in zip.Entries)
            {
                Add(entry);
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw new RecordingException($"{name}: not a readable zip archive", e);
        }

        Names = _entries.Keys.ToHashSet(StringComparer.Ordinal);
    }

    public string Name { get; }

    public IReadOnlySet<string> Names { get; }

    public byte[] Read(string name)
    {
        // An archive is one stream: one reader at a time.
        lock (_lock)
        {
            try
            {
                using var stream = _entries[name].Open();
                var content = RecordingFiles.ReadLimited(stream, Name, name);
                _unpacked += content.Length;
                return _unpacked <= MaxUnpackedBytes
                    ? content
                    : throw new RecordingException($"{Name}: unpacks to more than {MaxUnpackedBytes / 1024 / 1024} MiB");
            }
            catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
            {
                throw new RecordingException($"{Name}: {name} can't be unpacked", e);
            }
        }
    }

    private void Add(ZipArchiveEntry entry)
    {
        var isFolder = entry.FullName.EndsWith('/');
        if (!RecordingFiles.IsInside(isFolder ? entry.FullName[..^1] : entry.FullName))
        {
            throw new RecordingException($"{Name}: an entry's name leads out of the archive or is none");
        }

        if (!isFolder && !_entries.TryAdd(entry.FullName, entry))
        {
            throw new RecordingException($"{Name}: two entries have the same name");
        }
    }
}
