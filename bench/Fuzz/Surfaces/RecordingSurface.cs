using System.IO.Compression;
using FlinkReady.Fleet.Answers;
using FlinkReady.Fleet.Clusters;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Recordings;

namespace FlinkReady.Fuzz.Surfaces;

/// <summary>A recording as an archive: the archive's own structure, its index and its bodies.</summary>
public sealed class RecordingSurface : ISurface
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("flinkready-fuzz").FullName, "recording.zip");

    /// <inheritdoc/>
    public string Name => "recording";

    /// <inheritdoc/>
    public IReadOnlyList<byte[]> Corpus { get; } = [Archive(CompressionLevel.NoCompression), Archive(CompressionLevel.Optimal)];

    /// <inheritdoc/>
    public async Task ReadAsync(byte[] input)
    {
        await File.WriteAllBytesAsync(_file, input);
        try
        {
            using var series = Recording.Open(_file);
            foreach (var snapshot in series.Snapshots)
            {
                await snapshot.Reader.ReadAsync(null, ReadOptions.Everything, CancellationToken.None);
            }
        }
        catch (RecordingException)
        {
            // One clear line is what a broken recording is worth.
        }
    }

    private static byte[] Archive(CompressionLevel level)
    {
        var cluster = new SimulatedFleet(new FleetOptions { JobsPerCluster = 1 }).Clusters[0];
        var jobManager = new JobManager(cluster, TimeProvider.System);
        var job = cluster.Runs(TimeProvider.System.GetUtcNow())[0].Id;
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            var index = new List<string>();
            foreach (var path in new[] { "/config", "/overview", "/jobs/overview", "/jobs", "/taskmanagers", "/jobmanager/config", $"/jobs/{job}", $"/jobs/{job}/checkpoints" })
            {
                var answer = jobManager.Respond("GET", path);
                var name = $"{index.Count}.json";
                index.Add($$"""{"method":"GET","path":"{{path}}","status":{{answer.Status}},"contentType":"{{Answer.ContentType}}","atMs":1772366407000,"elapsedMs":2,"bytes":{{answer.Body.Length}},"file":"{{name}}"}""");
                using var entry = archive.CreateEntry(name, level).Open();
                entry.Write(answer.Body);
            }

            using var last = archive.CreateEntry("index.json", level).Open();
            last.Write(System.Text.Encoding.UTF8.GetBytes($"[{string.Join(",\n", index)}]"));
        }

        return bytes.ToArray();
    }
}
