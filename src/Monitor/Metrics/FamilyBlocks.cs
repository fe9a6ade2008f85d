using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Monitor.Metrics;

/// <summary>The samples of one target as they are served, split by family. Immutable.</summary>
internal sealed class FamilyBlocks(byte[] bytes, int[] ends)
{
    /// <summary>No sample.</summary>
    public static FamilyBlocks Empty { get; } = new([], new int[MetricCatalogue.All.Count]);

    /// <summary>True where there is no sample at all.</summary>
    public bool IsEmpty => bytes.Length == 0;

    /// <summary>The samples of a family; empty where there is none.</summary>
    public ReadOnlyMemory<byte> this[int family] => bytes.AsMemory((family == 0 ? 0 : ends[family - 1])..ends[family]);

    /// <summary>Changes with any sample.</summary>
    public Stamp Stamp { get; } = Stamp.Of(bytes);

    /// <summary>Changes with the samples of a family.</summary>
    public Stamp StampOf(int family) => Stamp.Of(this[family].Span);

    /// <summary>Adds the length of each family to <paramref name="lengths"/>.</summary>
    public void AddLengths(long[] lengths)
    {
        var start = 0;
        for (var family = 0; family < ends.Length; family++)
        {
            lengths[family] += ends[family] - start;
            start = ends[family];
        }
    }
}
