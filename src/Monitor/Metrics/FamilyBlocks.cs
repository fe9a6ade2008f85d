using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Monitor.Metrics;

/// <summary>Samples as they are served, split by family. Immutable.</summary>
/// <param name="bytes">The samples, family by family.</param>
/// <param name="ends">The families that have any, in their order, each with the place where its samples end.</param>
internal sealed class FamilyBlocks(byte[] bytes, (int Family, int End)[] ends)
{
    /// <summary>No sample.</summary>
    public static FamilyBlocks Empty { get; } = new([], []);

    /// <summary>True where there is no sample at all.</summary>
    public bool IsEmpty => bytes.Length == 0;

    /// <summary>The samples of a family; empty where there is none.</summary>
    public ReadOnlyMemory<byte> this[int family]
    {
        get
        {
            var start = 0;
            foreach (var (one, end) in ends)
            {
                if (one == family)
                {
                    return bytes.AsMemory(start..end);
                }

                start = end;
            }

            return default;
        }
    }

    /// <summary>Changes with any sample.</summary>
    public Stamp Stamp { get; } = Stamp.Of(bytes);

    /// <summary>Changes with the samples of a family.</summary>
    public Stamp StampOf(int family) => Stamp.Of(this[family].Span);

    /// <summary>Adds the length of each family to <paramref name="lengths"/>.</summary>
    public void AddLengths(long[] lengths)
    {
        var start = 0;
        foreach (var (family, end) in ends)
        {
            lengths[family] += end - start;
            start = end;
        }
    }
}
