using System.Buffers.Binary;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.Monitor.Tests.Witnessing;

/// <summary>Checkpoints of a job in a folder of their own, as Flink leaves them.</summary>
internal sealed class Checkpoints : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flinkready-checkpoints-");

    /// <summary>Where they lie.</summary>
    public string Folder => _folder.FullName;

    /// <summary>The path that Flink shows for a checkpoint: with one slash.</summary>
    public string PathOf(string name) => $"file:{Path.Combine(Folder, name)}";

    /// <summary>Writes the metadata of a checkpoint, in version 4.</summary>
    public void Write(string name, params string[] operators)
    {
        var bytes = new List<byte>();
        Add(0x4960672D, 4, 0, 7, 0, operators.Length);
        foreach (var id in operators)
        {
            bytes.AddRange(Convert.FromHexString(id));
            Add(1, 128);
            bytes.Add(0);
            Add(0);
        }

        var folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        File.WriteAllBytes(Path.Combine(folder, "_metadata"), [.. bytes]);

        void Add(params int[] numbers)
        {
            Span<byte> four = stackalloc byte[4];
            foreach (var number in numbers)
            {
                BinaryPrimitives.WriteInt32BigEndian(four, number);
                bytes.AddRange(four);
            }
        }
    }

    /// <summary>Writes something else in its place.</summary>
    public void WriteGarbage(string name) => File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, name)).FullName, "_metadata"), "this is no checkpoint");

    /// <summary>Statistics whose latest checkpoint and savepoint, and what was restored, have these names; null for none.</summary>
    public CheckpointStatistics Statistics(string? completed = null, string? savepoint = null, string? restored = null, bool isDiscarded = false, long restoredId = 1) => new(
        null,
        new LatestCheckpoints(
            completed is null ? null : Entry(completed, isSavepoint: false),
            savepoint is null ? null : Entry(savepoint, isSavepoint: true) with { IsDiscarded = isDiscarded },
            null,
            restored is null ? null : new RestoredCheckpoint(restoredId, 1, IsSavepoint: true, PathOf(restored))),
        []);

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private CheckpointEntry Entry(string name, bool isSavepoint) => new(7, "COMPLETED", isSavepoint, 1, 2, 0, 0, 1, 0, null, PathOf(name));
}
