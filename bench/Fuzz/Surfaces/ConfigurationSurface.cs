using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Fuzz.Surfaces;

/// <summary>The configuration file.</summary>
public sealed class ConfigurationSurface : ISurface
{
    private static readonly Dictionary<string, string> NoVariables = [];
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("flinkready-fuzz").FullName, "flinkready.yaml");

    /// <inheritdoc/>
    public string Name => "configuration";

    /// <inheritdoc/>
    public IReadOnlyList<byte[]> Corpus { get; } = CorpusFiles.Of("configuration");

    /// <inheritdoc/>
    public async Task ReadAsync(byte[] input)
    {
        await File.WriteAllBytesAsync(_file, input);
        ConfigurationReader.Read(_file, NoVariables);
    }
}
