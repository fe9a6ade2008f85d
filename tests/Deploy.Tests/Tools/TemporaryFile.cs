namespace FlinkReady.Deploy.Tests.Tools;

/// <summary>A file that goes when the test ends.</summary>
public sealed class TemporaryFile : IDisposable
{
    /// <summary>Makes the file with its content.</summary>
    public TemporaryFile(string content)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName() + ".yaml");
        File.WriteAllText(Path, content);
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose() => File.Delete(Path);
}
