using System.IO.Compression;

namespace FlinkReady.FlinkClient.Recordings;

/// <summary>Where a recording is written to.</summary>
internal interface IRecordingOutput : IDisposable
{
    void Write(string name, byte[] content);

    void Complete();
}

/// <summary>A folder; without an <c>index.json</c> until the end.</summary>
internal sealed class FolderOutput : IRecordingOutput
{
    private readonly string _root;

    public FolderOutput(string path) => _root = Directory.CreateDirectory(path).FullName;

    public void Write(string name, byte[] content)
    {
        var file = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
    }

    public void Complete()
    {
    }

    public void Dispose()
    {
    }
}

/// <summary>A zip archive; under another name until the end.</summary>
internal sealed class ZipOutput : IRecordingOutput
{
    private readonly string _path;
    private readonly string _partial;
    private readonly ZipArchive _zip;
    private bool _isClosed;

    public ZipOutput(string path)
    {
        _path = path;
        _partial = path + ".partial";
        _zip = new ZipArchive(new FileStream(_partial, FileMode.Create, FileAccess.Write), ZipArchiveMode.Create);
    }

    public void Write(string name, byte[] content)
    {
        using var stream = _zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        stream.Write(content);
    }

    public void Complete()
    {
        _isClosed = true;
        _zip.Dispose();
        File.Move(_partial, _path);
    }

    public void Dispose()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        try
        {
            _zip.Dispose();
        }
        catch (IOException)
        {
            // A disk that is full can't take the directory of an archive that is given up anyway.
        }

        File.Delete(_partial);
    }
}
