using System.Buffers.Binary;
using System.Text;
using BenchmarkDotNet.Attributes;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Witnesses.Metadata;
using FlinkReady.Witnesses.Stores;

namespace FlinkReady.Benchmarks;

/// <summary>
/// Time of reading the largest <c>_metadata</c> that is read, 64 MiB: one of many small files of state, of which nothing can be jumped over, and one of state
/// that lies inside. To reach: 1 s. How much lives beside it meanwhile, tests/Witnesses.Tests measures.
/// </summary>
[MemoryDiagnoser]
public class MetadataReadingBenchmarks
{
    private const int Magic = 0x4960672D;
    private const int Parallelism = 32768;
    private const int Files = 33;

    private string _file = string.Empty;

    /// <summary>What the file is full of.</summary>
    [Params("handles", "state")]
    public string Of { get; set; } = string.Empty;

    [GlobalSetup]
    public void Setup()
    {
        _file = Path.GetTempFileName();
        using var output = new BufferedStream(File.Create(_file), 1 << 20);
        Int32(output, Magic, 4);
        Int64(output, 1);
        Int32(output, 0, 1, 0, 0, 0, 1, Parallelism, Parallelism);
        output.WriteByte(0);
        Int32(output, Parallelism);
        for (var subtask = 0; subtask < Parallelism; subtask++)
        {
            WriteSubtask(output, subtask);
        }

        output.Flush();
        if (output.Length is < (50 << 20) or > (64 << 20))
        {
            throw new InvalidOperationException($"{output.Length} bytes are not what was to be measured");
        }
    }

    [GlobalCleanup]
    public void Cleanup() => File.Delete(_file);

    [Benchmark]
    public Task<CheckpointMetadata> Read() => MetadataFile.ReadAsync(_file, MetadataLimits.Default, CancellationToken.None);

    // Keyed state: incremental with its files, or a key group that lies inside.
    private void WriteSubtask(Stream output, int subtask)
    {
        Int32(output, subtask, 0, 0);
        if (Of == "handles")
        {
            output.WriteByte(11);
            Int64(output, 7);
            Text(output, "backend");
            Int32(output, subtask, 1);
            Int64(output, -1);
            Inline(output, 10);
            Int32(output, Files);
            for (var file = 0; file < Files; file++)
            {
                Text(output, "000042.sst");
                output.WriteByte(6);
                Text(output, "5f0b5c1e-1c9a-4d0b-9f53-1b1d3d");
                Int64(output, 3);
            }

            Int32(output, 0);
            Text(output, "id");
        }
        else
        {
            output.WriteByte(3);
            Int32(output, subtask, 1);
            Int64(output, 0);
            Inline(output, 1950);
        }

        output.WriteByte(0);
        Int32(output, 0, 0);
    }

    private static void Inline(Stream output, int bytes)
    {
        output.WriteByte(1);
        Text(output, "inline");
        Int32(output, bytes);
        output.Write(new byte[bytes]);
    }

    private static void Text(Stream output, string text)
    {
        output.Write([(byte)(text.Length >> 8), (byte)text.Length]);
        output.Write(Encoding.ASCII.GetBytes(text));
    }

    private static void Int32(Stream output, params ReadOnlySpan<int> values)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes, value);
            output.Write(bytes);
        }
    }

    private static void Int64(Stream output, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        output.Write(bytes);
    }
}
