namespace FlinkReady.Monitor.Metrics;

/// <summary>
/// A target's part of the page. Each family of it that is long is compressed when it changes, by the poll
/// that changed it, so that no scrape has to wait for that. Immutable.
/// </summary>
internal sealed class TargetSamples
{
    // Short texts are better compressed together with their neighbours, and fast enough.
    private const int Long = 2048;

    private readonly IReadOnlyList<FamilyBlocks> _blocks;
    private readonly long[] _lengths;
    private readonly DeflatedText?[] _deflated;

    /// <summary>A part of the page.</summary>
    /// <param name="blocks">Its samples, in the order of the page.</param>
    /// <param name="jobs">What of it the next poll may take over.</param>
    /// <param name="earlier">The part that this one takes the place of, null where there was none.</param>
    public TargetSamples(IReadOnlyList<FamilyBlocks> blocks, IReadOnlyList<RenderedJobs> jobs, TargetSamples? earlier)
    {
        _blocks = blocks;
        Jobs = jobs;
        _lengths = new long[MetricCatalogue.All.Count];
        foreach (var block in blocks)
        {
            block.AddLengths(_lengths);
        }

        _deflated = new DeflatedText?[_lengths.Length];
        var changed = earlier is not null && earlier._blocks.Count == blocks.Count
            ? Enumerable.Range(0, blocks.Count).Where(i => !blocks[i].Stamp.IsSameAs(earlier._blocks[i].Stamp)).ToList()
            : null;
        for (var family = 0; family < _lengths.Length; family++)
        {
            if (_lengths[family] >= Long)
            {
                var isSame = changed is not null && changed.TrueForAll(i => blocks[i].StampOf(family).IsSameAs(earlier!._blocks[i].StampOf(family)));
                _deflated[family] = isSame && earlier!._deflated[family] is { } deflated ? deflated : DeflatedText.Of(Blocks(family));
            }
        }
    }

    /// <summary>No sample.</summary>
    public static TargetSamples Empty { get; } = new([], [], null);

    /// <summary>The samples of jobs, ordered by name; empty where they can't be taken over.</summary>
    public IReadOnlyList<RenderedJobs> Jobs { get; }

    /// <summary>The samples of a family in pieces, none of them empty.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Blocks(int family)
    {
        foreach (var block in _blocks)
        {
            if (!block[family].IsEmpty)
            {
                yield return block[family];
            }
        }
    }

    /// <summary>Length of the samples of a family in bytes.</summary>
    public long Length(int family) => _lengths[family];

    /// <summary>The samples of a family, compressed; null where they are short.</summary>
    public DeflatedText? Deflated(int family) => _deflated[family];
}
