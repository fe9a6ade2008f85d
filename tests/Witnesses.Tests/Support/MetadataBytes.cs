using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using FlinkReady.Witnesses.Metadata;

namespace FlinkReady.Witnesses.Tests.Support;

/// <summary>Writes a <c>_metadata</c> byte by byte, as the description of the format has it.</summary>
internal sealed class MetadataBytes
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>A file up to its number of operators.</summary>
    public static MetadataBytes File(int version, int operators, int masters = 0) =>
        new MetadataBytes().I32(0x4960672D).I32(version).I64(7).I32(masters).Then(bytes => masters == 0 ? bytes.I32(operators) : bytes);

    /// <summary>A file of one operator with one subtask, of which the part behind its index is written by <paramref name="subtask"/>.</summary>
    public static byte[] OfSubtask(int version, Action<MetadataBytes> subtask)
    {
        var bytes = File(version, operators: 1).Operator(version, 1).I32(1).I32(0);
        if (version == 2)
        {
            bytes.I64(-1).I32(0);
        }

        subtask(bytes);
        return bytes.ToArray();
    }

    /// <summary>A file of one operator with one subtask that has nothing but this managed keyed state.</summary>
    public static byte[] OfKeyed(int version, Action<MetadataBytes> keyed) => OfSubtask(version, bytes =>
    {
        bytes.I32(0).I32(0);
        keyed(bytes);
        bytes.U8(0).NoChannels(version);
    });

    /// <summary>The same with managed operator state.</summary>
    public static byte[] OfOperatorState(int version, Action<MetadataBytes> state) => OfSubtask(version, bytes =>
    {
        bytes.I32(1);
        state(bytes);
        bytes.I32(0).U8(0).U8(0).NoChannels(version);
    });

    /// <summary>The same with a stream in operator state of no names.</summary>
    public static byte[] OfStream(int version, Action<MetadataBytes> stream) => OfOperatorState(version, bytes => stream(bytes.U8(4).I32(0)));

    public MetadataBytes U8(int value) => Raw([(byte)value]);

    public MetadataBytes I32(int value)
    {
        var four = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(four, value);
        return Raw(four);
    }

    public MetadataBytes I64(long value)
    {
        var eight = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(eight, value);
        return Raw(eight);
    }

    public MetadataBytes Raw(byte[] bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>A text of ASCII.</summary>
    public MetadataBytes Utf(string text) => Utf(Encoding.ASCII.GetBytes(text));

    /// <summary>A text's own bytes.</summary>
    public MetadataBytes Utf(byte[] bytes)
    {
        var two = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(two, (ushort)bytes.Length);
        return Raw(two).Raw(bytes);
    }

    /// <summary>Inline bytes that tell their length.</summary>
    public MetadataBytes Bytes(int length) => I32(length).Raw(new byte[length]);

    /// <summary>An inline stream.</summary>
    public MetadataBytes Inline(int length) => U8(1).Utf("inline").Bytes(length);

    /// <summary>A file of its own.</summary>
    public MetadataBytes OwnFile(long size) => U8(2).I64(size).Utf("s3://bucket/shared/file");

    /// <summary>An operator up to its number of subtasks, without state of a coordinator; number <paramref name="number"/> makes id, name and uid.</summary>
    public MetadataBytes Operator(int version, int number, int parallelism = 2, int maxParallelism = 128)
    {
        if (version >= 5)
        {
            Utf($"operator {number}").Utf($"uid-{number}");
        }

        Raw(Convert.FromHexString(UidHash.IdOf($"uid-{number}"))).I32(parallelism).I32(maxParallelism);
        return version == 2 ? I32(0) : U8(0);
    }

    public MetadataBytes NoChannels(int version) => version == 2 ? this : I32(0).I32(0);

    public MetadataBytes Then(Func<MetadataBytes, MetadataBytes> more) => more(this);

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();
}
